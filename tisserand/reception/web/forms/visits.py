from django import forms

from tisserand.reception.operations import Description
from tisserand.reception.rules.contacts import NEITHER_YES_NOR_NO
from tisserand.reception.rules.visits import LONGEST_LABEL, LONGEST_LINE, Alone, Company
from tisserand.reception.web.forms.choices import Coded, SeveralCoded, YesNo, offer_today
from tisserand.ui.forms import Form, VersionField


class DescribeForm(Form):
    """What may be said of a coming without telling its story."""

    version = VersionField()
    purpose = Coded("purposes", required=False, empty="Pas précisé", label="Objet")
    purpose_text = forms.CharField(required=False, max_length=LONGEST_LINE, label="Si c’est autre chose, quoi")
    called_as = forms.CharField(
        required=False,
        max_length=LONGEST_LABEL,
        label="Comment l’appeler",
        help_text="Un prénom, «\u00a0gilet vert\u00a0».",
    )
    meant_for = forms.ChoiceField(required=False, label="Qui la recevra")
    channel = Coded("channels", label="Par où")
    contact_author = Coded(
        "authors", label="Qui s’adresse au service", help_text=f"À un tiers\u00a0: «\u00a0{NEITHER_YES_NOR_NO}\u00a0»"
    )
    attendance = SeveralCoded("attendance", required=False, label="Autres présents")
    interpreter_is_adult = forms.BooleanField(
        required=False, label="Le proche qui interprète est adulte", help_text="Un enfant n’interprète jamais."
    )
    measure_scope = forms.CharField(
        required=False, max_length=LONGEST_LINE, label="Mesure du représentant légal", help_text="Sur quoi elle porte."
    )
    minor_alone = forms.BooleanField(required=False, label="Mineur venu seul")
    parents_informed = YesNo(required=False, label="Ses parents sont informés")
    parents_reason = forms.CharField(required=False, max_length=LONGEST_LINE, label="Pourquoi")
    recording_refused = forms.BooleanField(
        required=False,
        label="Elle refuse d’être enregistrée",
        help_text="Sa venue est comptée sans nom. Dites-lui ce qui devient impossible.",
    )

    def __init__(self, *args, on, receivers, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_today(self, on)
        names = [(str(seat.account_id), seat.account.name) for seat in receivers]
        self.fields["meant_for"].choices = [("", "Qui sera libre"), *names]

    def description(self) -> Description:
        said = self.cleaned_data
        same = ("channel", "contact_author", "purpose", "purpose_text", "called_as", "recording_refused")
        return Description(
            **{name: said[name] for name in same},
            meant_for=said["meant_for"] or None,
            company=Company(tuple(said["attendance"]), said["measure_scope"], said["interpreter_is_adult"]),
            alone=Alone(said["minor_alone"], said["parents_informed"], said["parents_reason"]),
        )

    def clean_meant_for(self):
        chosen = self.cleaned_data["meant_for"]
        return forms.UUIDField(required=False).clean(chosen)


def said_of(visit) -> dict:
    """What the form starts from."""
    names = [name for name in DescribeForm.base_fields if name not in ("meant_for", "interpreter_is_adult")]
    return {
        **{name: getattr(visit, name) for name in names},
        "meant_for": str(visit.meant_for_id or ""),
        "interpreter_is_adult": "proche-interprete" in visit.attendance,
    }
