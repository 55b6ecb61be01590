"""What the privacy officer types."""

from urllib.parse import urlsplit
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from tisserand.ui.forms import DayField, Form


class FileField(forms.CharField):
    """The identifier of a file, or the address of its page as a colleague copied it."""

    def clean(self, value):
        typed = super().clean(value)
        for part in reversed(urlsplit(typed).path.split("/")):
            try:
                return UUID(part)
            except ValueError:
                continue
        raise ValidationError("Collez l’adresse de la page du dossier, telle qu’un collègue vous l’a envoyée.")


class HoldForm(Form):
    person = FileField(label="Dossier", help_text="L’adresse de sa page, envoyée par un collègue qui peut l’ouvrir.")
    reason = forms.CharField(
        label="Pourquoi ce dossier doit rester",
        max_length=300,
        help_text="Un contentieux, une réquisition, une collecte.",
    )
    until = DayField(label="Jusqu’au", required=False, future=True, help_text="Vide si la fin n’est pas connue.")


class VisaForm(Form):
    reference = forms.CharField(label="Référence du visa", max_length=120)
    on = DayField(label="Date du visa")


class DurationForm(Form):
    months = forms.IntegerField(label="Durée, en mois", min_value=0, max_value=1200)
    reason = forms.CharField(label="Raison de cette décision", max_length=300)
