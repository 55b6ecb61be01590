from datetime import datetime, time, timedelta
from uuid import UUID

from django import forms
from django.utils import timezone

from tisserand.privacy.queries.reads import Asked
from tisserand.ui.forms import DayField, Form


class WhoAsksForm(Form):
    """Exactly what the request says: nothing here looks anybody up."""

    family = forms.CharField(label="Nom de naissance ou d’usage", max_length=120)
    given = forms.CharField(label="Prénom", max_length=120)
    born = DayField(label="Date de naissance")
    request_reference = forms.CharField(
        label="Référence de la demande",
        max_length=120,
        help_text="Le numéro ou la date de la demande écrite. Elle reste dans le journal.",
    )


class PeriodForm(Form):
    du = DayField(label="Du", required=False)
    au = DayField(label="Au", required=False)
    collegue = forms.ChoiceField(label="Lu par", required=False)

    def __init__(self, *args, readers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["collegue"].choices = [("", "Tout le monde"), *((str(pk), name) for pk, name in readers)]

    def asked(self, person: UUID) -> Asked:
        said = self.cleaned_data if self.is_valid() else {}
        until = said.get("au")
        return Asked(
            person,
            since=_midnight(said.get("du")),
            until=_midnight(until + timedelta(days=1)) if until else None,
            reader=UUID(said["collegue"]) if said.get("collegue") else None,
        )


def _midnight(on) -> datetime | None:
    return datetime.combine(on, time.min, timezone.get_current_timezone()) if on else None
