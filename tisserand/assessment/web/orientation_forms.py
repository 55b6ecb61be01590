"""What the screens of an orientation may send; the reasons to refuse are the rules', shown beside the fields."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import ClassVar

from django import forms
from django.utils import timezone

from tisserand.access.rules import unit_in_words
from tisserand.assessment.rules import orientation_lists as lists
from tisserand.assessment.rules.orientation_refusals import (
    DECISION_LABELS,
    HOW_LABELS,
    Answer,
    Decision,
    How,
    refusals_to_propose,
)
from tisserand.kernel.refusals import Refused
from tisserand.kernel.sentences import counted
from tisserand.reception.rules.appointments import PLACE_LABELS, Place, Slot
from tisserand.ui.forms import (
    ChoiceCards,
    DayField,
    DurationField,
    Form,
    HourField,
    IdempotencyField,
    VersionField,
    refuse,
)

LATER = "later"
NO = "no"
USUAL_MINUTES = 45


def text(label: str, help_text: str = "", rows: int = 3) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=area)


def identifier(value: str):
    return forms.UUIDField(required=False).clean(value or None)


class PoleField(forms.ChoiceField):
    """One pôle among those that answer for a public; none is an answer that the rules judge."""

    widget = ChoiceCards

    def offer(self, poles: Iterable, *, without=None, none: str = "") -> None:
        poles = [pole for pole in poles if pole.unit.pk != without]
        self.choices = [*([("", none)] if none else []), *((str(pole.unit.pk), pole.unit.name) for pole in poles)]
        self.widget.explanations = {str(pole.unit.pk): " · ".join(pole.publics) for pole in poles}

    def clean(self, value):
        return identifier(super().clean(value))


class UnitField(forms.ChoiceField):
    def offer(self, units: Iterable, *, none: str = "") -> None:
        self.choices = [*([("", none)] if none else []), *((str(unit.pk), unit.name) for unit in units)]

    def clean(self, value):
        return identifier(super().clean(value))


class ProposalForm(Form):
    """A new orientation: to whom, why, what she asks and what she chooses to pass on, then her agreement."""

    key = IdempotencyField()
    from_unit = UnitField(label="Au nom de", required=False)
    to_unit = PoleField(label="Vers quel pôle ou quel service", required=False)
    reasons = text("Pourquoi ce pôle", "Des phrases que la personne peut lire.")
    asks = text("Ce que la personne demande, dans ses mots")
    urgency = forms.ChoiceField(label="Réponse attendue", widget=forms.RadioSelect, initial="ordinary")
    passed = forms.MultipleChoiceField(label="Ce que la personne choisit de transmettre", required=False)
    agreement = forms.ChoiceField(
        label="Accord de la personne",
        widget=forms.RadioSelect,
        choices=[
            (How.SAID, "Elle est d’accord, dit de vive voix"),
            (How.WRITTEN, "Elle est d’accord, par écrit"),
            (LATER, "Elle veut y réfléchir\u00a0: rien ne part"),
        ],
        error_messages={"required": "Dites si la personne est d’accord, ou si elle veut y réfléchir."},
    )
    agreed_on = DayField(label="Accord donné le", required=False)

    def __init__(self, data=None, *, poles, units, items, on: date, **kwargs) -> None:
        super().__init__(data, **kwargs)
        self.fields["to_unit"].offer(poles)
        self.fields["from_unit"].offer(units)
        self.fields["urgency"].choices = lists.urgencies(on).items()
        self.fields["passed"].choices = [(item.key, item.label) for item in items]

    def clean(self) -> dict:
        """What is missing of the orientation is said together with what is missing of her agreement."""
        said = super().clean()
        missing = refusals_to_propose(
            reasons=said.get("reasons", ""), to_unit=said.get("to_unit"), from_unit=said.get("from_unit")
        )
        refuse(self, Refused(one for one in missing if one.field not in self.errors))
        return said

    @property
    def chosen(self) -> list[str]:
        """The items ticked, as typed: shown again after a refusal."""
        return [str(key) for key in self["passed"].value() or []]


class VersionForm(Form):
    """A gesture on one orientation, as it was read."""

    version = VersionField()
    # Field → the answers that make it a question: the others hide it, without script.
    when: ClassVar[dict[str, str]] = {}

    def __init__(self, data=None, *, row, page, **kwargs) -> None:
        """`page` carries what the gesture may choose from, read by the view."""
        super().__init__(data, **kwargs)
        self.initial.setdefault("version", row.version)
        self.offer(row, page)

    def offer(self, row, page) -> None:
        """Nothing to choose from by default."""

    @property
    def asked(self) -> list[tuple]:
        return [(bound, self.when.get(bound.name, "")) for bound in self.visible_fields()]


class AgreementForm(VersionForm):
    answer = forms.ChoiceField(
        label="Sa réponse",
        widget=forms.RadioSelect,
        choices=[
            *((how, f"Elle est d’accord, {label}") for how, label in HOW_LABELS.items()),
            (LATER, "Elle veut encore y réfléchir"),
            (NO, "Elle ne veut pas\u00a0: l’orientation est retirée"),
        ],
        error_messages={"required": "Dites ce que la personne a répondu."},
    )
    agreed_on = DayField(label="Le", required=False)
    words = text("Ce qu’elle en dit")
    when: ClassVar = {"agreed_on": "said written"}


class AnswerForm(VersionForm):
    """The pôle's answer: one page, three ways. What belongs to another way is ignored."""

    ADMIT, ASK, DECLINE = "admit", "ask", "decline"
    answer = forms.ChoiceField(
        label="Votre réponse",
        widget=ChoiceCards(
            {
                ADMIT: "Un professionnel sera nommé. S’il faut attendre, l’orientation attend, elle n’est pas refusée.",
                ASK: "L’équipe qui oriente vous répond, avec l’accord de la personne.",
                DECLINE: "Avec un motif, et un autre pôle ou ce que l’équipe peut faire.",
            }
        ),
        choices=[(ADMIT, "Recevable"), (ASK, "Demander un complément"), (DECLINE, "Refuser")],
        error_messages={"required": "Choisissez votre réponse."},
    )
    attribution_unit = UnitField(
        label="Qui attribue",
        required=False,
        help_text="Son chef de service nomme le professionnel.",
    )
    reason = forms.ChoiceField(label="Motif du refus", required=False)
    article = forms.CharField(
        label="Article qui pose la condition absente",
        required=False,
        help_text="Par exemple «\u00a0CASF L271-1\u00a0».",
    )
    other_unit = UnitField(label="Autre pôle que vous proposez", required=False)
    advice = text("Sinon, ce que l’équipe qui oriente peut faire")
    words = text("Votre message à l’équipe qui oriente", "La question, si vous demandez un complément.")
    when: ClassVar = {
        "attribution_unit": ADMIT,
        **dict.fromkeys(("reason", "article", "other_unit", "advice"), "decline"),
    }

    def offer(self, row, page) -> None:
        units, usual = page.attribution_units, page.attribution_unit
        # Nobody attributes there: none stands first by its name alone.
        self.fields["attribution_unit"].offer(units, none="" if usual in {unit.pk for unit in units} else "Choisir")
        self.initial.setdefault("attribution_unit", str(usual))
        self.fields["other_unit"].choices = [
            ("", "Aucun"),
            *((str(pole.unit.pk), pole.unit.name) for pole in page.poles if pole.unit.pk != row.to_unit_id),
        ]
        reasons = lists.refusal_reasons(page.on).values()
        self.fields["reason"].choices = [("", "Choisir"), *((reason.code, reason.label) for reason in reasons)]

    @property
    def refusal(self) -> Answer:
        said = self.cleaned_data
        return Answer(said["reason"], said["words"], said["article"], said["other_unit"], said["advice"])


class ReplyForm(VersionForm):
    words = text("Votre réponse au pôle", rows=5)
    agreed = forms.BooleanField(label="La personne est d’accord pour que cette réponse parte", required=False)


class AgainForm(VersionForm):
    to_unit = PoleField(label="Vers quel pôle ou quel service", required=False)
    reasons = text("Pourquoi ce pôle", "Des phrases que la personne peut lire.")

    def offer(self, row, page) -> None:
        self.fields["to_unit"].offer(page.poles)
        self.initial.setdefault("reasons", row.reasons)
        self.initial.setdefault("to_unit", str(row.suggested_unit_id or ""))


class AttributionForm(VersionForm):
    NOW, WAIT = "now", "wait"
    decision = forms.ChoiceField(
        label="Votre décision",
        widget=forms.RadioSelect,
        choices=[(NOW, "Attribuer à un professionnel"), (WAIT, "Garder en attente d’attribution, et revoir")],
        initial=NOW,
    )
    professional = UnitField(label="À qui", required=False, widget=ChoiceCards)
    until = DayField(label="À revoir le", help_text="Sans date, dans le délai habituel.", required=False, future=True)
    words = text("Un mot pour le professionnel, ou ce qui est fait pendant l’attente")
    when: ClassVar = {"professional": NOW, "until": WAIT}

    def offer(self, row, page) -> None:
        field = self.fields["professional"]
        field.choices = [(str(seat.account_id), seat.account.name) for seat in page.professionals]
        field.widget.explanations = {str(seat.account_id): self._about(seat, page) for seat in page.professionals}

    @staticmethod
    def _about(seat, page) -> str:
        """What she does and how many people she accompanies; colleagues come by name, never by load."""
        people = counted(page.accompanied.get(seat.account_id, 0), "personne accompagnée", "personnes accompagnées")
        return ", ".join(filter(None, (seat.account.profession, seat.unit.name, people)))


class MeetingForm(VersionForm):
    HELD, PLANNED = "held", "planned"
    happened = forms.ChoiceField(
        label="Le premier rendez-vous",
        widget=forms.RadioSelect,
        choices=[(PLANNED, "est fixé"), (HELD, "a été tenu")],
        error_messages={"required": "Dites s’il est fixé ou déjà tenu."},
    )
    day = DayField(label="Jour", required=False, future=True)
    hour = HourField(label="Heure", required=False, help_text="Par exemple «\u00a09 h\u00a0» ou «\u00a014 h 30\u00a0».")
    minutes = DurationField(label="Durée", required=False, initial=USUAL_MINUTES)
    place = forms.ChoiceField(
        label="Où",
        widget=forms.RadioSelect,
        choices=list(PLACE_LABELS.items()),
        initial=Place.OFFICE,
        required=False,
    )
    unit = UnitField(label="Dans l’agenda de", required=False)
    words = text("Un mot pour l’équipe qui oriente")
    when: ClassVar = {"hour": PLANNED, "minutes": PLANNED, "place": PLANNED, "unit": PLANNED, "words": HELD}

    def offer(self, row, page) -> None:
        self.fields["unit"].choices = [(str(unit.pk), unit_in_words(unit.name, unit.kind)) for unit in page.agendas]

    def clean(self) -> dict:
        said = super().clean()
        if said.get("happened") == self.PLANNED and not said.get("hour") and "hour" not in self.errors:
            self.add_error("hour", "Donnez l’heure du rendez-vous.")
        return said

    @property
    def slot(self) -> Slot | None:
        said = self.cleaned_data
        if said["day"] is None:
            return None
        starts_at = timezone.make_aware(datetime.combine(said["day"], said["hour"]))
        return Slot(starts_at, said["minutes"] or USUAL_MINUTES, said["place"] or Place.OFFICE)


class ArbitrationForm(VersionForm):
    decision = forms.ChoiceField(
        label="Votre décision",
        widget=forms.RadioSelect,
        choices=list(DECISION_LABELS.items()),
        required=False,
    )
    unit = UnitField(label="Pôle qui accompagne", required=False)
    agreed_on = DayField(label="La personne a accepté cette suite le", required=False)
    words = text("La décision et sa raison", "La personne a droit à cette réponse\u00a0: écrivez-la pour elle.")
    when: ClassVar = {"unit": str(Decision.POLE), "agreed_on": f"{Decision.POLE} {Decision.OWN_TEAM}"}

    def offer(self, row, page) -> None:
        poles = [(str(pole.unit.pk), pole.unit.name) for pole in page.poles]
        self.fields["unit"].choices = [("", "Choisir"), *poles]

    @property
    def chosen(self) -> Decision | None:
        code = self.cleaned_data["decision"]
        return Decision(code) if code else None


class WithdrawalForm(VersionForm):
    reason = forms.ChoiceField(label="Motif du retrait", widget=forms.RadioSelect, required=False)
    words = text("Précisions")

    def offer(self, row, page) -> None:
        reasons = lists.withdrawal_reasons(page.on).values()
        self.fields["reason"].choices = [(reason.code, reason.label) for reason in reasons]


class ContestForm(VersionForm):
    words = text("Ce que la personne conteste, dans ses mots", "Le chef de service lui répond, avec une date.")
