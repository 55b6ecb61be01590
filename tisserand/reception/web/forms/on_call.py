"""Who is on call, from when to when."""

from collections.abc import Mapping
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms

from tisserand.kernel.phones import HOW_TO_WRITE_A_PHONE
from tisserand.kernel.sentences import counted
from tisserand.reception.rules.on_call import LONGEST_NAME, Shift
from tisserand.reception.web.forms.urgency import NumberField
from tisserand.ui.forms import DayField, Form, HourField, IdempotencyField, VersionField

ONE_OF_BOTH = "Un agent est choisi, et un nom est écrit. Gardez l’un des deux."


class OnCallForm(Form):
    version = VersionField(required=False)
    key = IdempotencyField(required=False)
    starts_day = DayField(label="Du", future=True)
    starts_hour = HourField(label="À partir de")
    ends_day = DayField(label="Au", future=True)
    ends_hour = HourField(label="Jusqu’à")
    account = forms.TypedChoiceField(required=False, label="Agent", empty_value=None)
    name = forms.CharField(
        required=False, max_length=LONGEST_NAME, label="Ou un nom", help_text="S’il n’a pas de compte."
    )
    phone = NumberField(label="Téléphone", help_text="Celui auquel quelqu’un répond pendant ces heures.")

    def __init__(self, *args, people: Mapping[UUID, str], zone: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.zone = people, ZoneInfo(zone)
        named = sorted(((str(account), name) for account, name in people.items()), key=lambda one: one[1])
        self.fields["account"].choices = [("", "Choisir"), *named]
        self.fields["account"].coerce = {str(account): account for account in people}.get

    def clean_phone(self) -> str:
        if (phone := self.cleaned_data["phone"]).startswith("+"):
            return phone
        raise forms.ValidationError(f"Ce numéro a {counted(len(phone), 'chiffre')}. {HOW_TO_WRITE_A_PHONE}")

    def clean(self) -> dict:
        said = self.cleaned_data
        if said.get("account") and said.get("name"):
            self.add_error("name", ONE_OF_BOTH)
        return said

    def shift(self) -> Shift:
        said = self.cleaned_data
        return Shift(
            starts_at=self._moment(said["starts_day"], said["starts_hour"]),
            ends_at=self._moment(said["ends_day"], said["ends_hour"]),
            name=self.people.get(said["account"]) or said["name"],
            phone=said["phone"],
        )

    def _moment(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, tzinfo=self.zone)


def said_of(row, zone: str) -> dict:
    """A shift as the form shows it."""
    starts, ends = (moment.astimezone(ZoneInfo(zone)) for moment in (row.starts_at, row.ends_at))
    return {
        "version": row.version,
        "starts_day": starts.date(),
        "starts_hour": starts.time(),
        "ends_day": ends.date(),
        "ends_hour": ends.time(),
        "account": row.account_id,
        "name": "" if row.account_id else row.name,
        "phone": row.phone,
    }
