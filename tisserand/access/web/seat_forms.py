"""A colleague's account, and the seats it is given."""

from decimal import Decimal

from django import forms

from tisserand.access import rules
from tisserand.access.seat_rules import DAY
from tisserand.access.web.forms import EmailForm
from tisserand.ui.forms import DayField, Form

CIVILITIES = [("", "Ne pas préciser"), ("Mme", "Mme"), ("M.", "M.")]
FULL_TIME = Decimal(1)


class AccountForm(Form):
    civility = forms.ChoiceField(label="Civilité", choices=CIVILITIES, required=False)
    name = forms.CharField(label="Prénom et nom", max_length=150)
    login = forms.CharField(
        label="Identifiant",
        max_length=150,
        help_text="En minuscules, sans accent ni espace : corinne.lollia. Il ne changera plus.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    profession = forms.CharField(
        label="Métier", max_length=150, required=False, help_text="Tel qu’il s’écrit sur un courrier."
    )
    email = EmailForm.base_fields["email"]

    def clean_login(self):
        return self.cleaned_data["login"].lower()


class SeatForm(Form):
    unit = forms.TypedChoiceField(
        label="Où", help_text="Un poste vaut pour l’unité choisie et pour toutes celles qui en dépendent."
    )
    role = forms.ChoiceField(label="Rôle", help_text="Il dit ce que ce poste permet de faire et de lire.")
    starts_on = DayField(label="Premier jour", future=True)
    ends_on = DayField(label="Dernier jour", future=True, required=False, help_text="Vide : sans fin prévue.")
    eqtp = forms.DecimalField(
        label="Temps de travail",
        localize=True,
        min_value=Decimal("0.01"),
        max_value=FULL_TIME,
        decimal_places=2,
        help_text="1 pour un temps plein, 0,8 pour quatre jours sur cinq.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    def __init__(self, *args, units, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "Choisir"), *named(units)]
        self.fields["unit"].coerce = {str(unit.pk): unit.pk for unit in units}.get
        self.fields["role"].choices = [("", "Choisir"), *((role.code, role.label) for role in rules.roles().values())]

    def seat(self) -> dict:
        """As the operation takes it: a seat ends before the day after its last."""
        said = dict(self.cleaned_data)
        last = said.pop("ends_on")
        return said | {"ends_before": last + DAY if last else None}


class EndForm(Form):
    ends_on = DayField(label="Dernier jour", future=True)


def named(units) -> list[tuple[str, str]]:
    return [(str(unit.pk), rules.unit_in_words(unit.name, unit.kind)) for unit in units]
