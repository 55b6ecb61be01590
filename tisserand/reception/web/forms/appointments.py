from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from tisserand.access.rules import unit_in_words
from tisserand.kernel.sentences import month_day
from tisserand.reception.rules.appointments import PLACE_LABELS, Place, Slot, State, odd_hour
from tisserand.ui.forms import DayField, DurationField, Form, HourField, IdempotencyField

# What an operation refuses, and the field of ours that answers it.
SHOWN_AT = {"starts_at": "day"}
USUAL = 45
# Nobody is proposed when it is given to another, or moved from who will not be there: she would be chosen by mistake.
TO_CHOOSE = ("", "Choisissez")


class SlotForm(Form):
    """A day, an hour, how long and where. There is no field for a motive."""

    key = IdempotencyField()
    day = DayField(future=True, label="Jour", help_text="Par exemple «\u00a024/11/2026\u00a0».")
    hour = HourField(label="Heure", help_text="Par exemple «\u00a09 h\u00a0» ou «\u00a014 h 30\u00a0».")
    minutes = DurationField(
        label="Durée", initial=USUAL, help_text="Par exemple «\u00a045 min\u00a0» ou «\u00a01 h\u00a0»."
    )
    place = forms.ChoiceField(
        choices=[(place.value, PLACE_LABELS[place]) for place in Place],
        initial=Place.OFFICE,
        widget=forms.RadioSelect,
        label="Où",
    )

    def clean(self):
        said = super().clean()
        if said.get("place") == Place.OFFICE and "hour" in said and (odd := odd_hour(said["hour"])):
            self.add_error("hour", odd)
        return said

    def slot(self, zone: str) -> Slot:
        said = self.cleaned_data
        return Slot(_moment(said["day"], said["hour"], zone), said["minutes"], said["place"])


class WithWhom(forms.Form):
    """Among the seats of `professionals`: those of `first` before the others, who is `away` after them."""

    professional = forms.TypedChoiceField(coerce=lambda code: forms.UUIDField().clean(code), label="Avec qui")

    def __init__(self, *args, professionals, first=(), away=None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        away = away or {}
        ranked = sorted(professionals, key=lambda seat: (seat.account_id not in first, seat.account_id in away))
        named = [(str(seat.account_id), _named(seat, away.get(seat.account_id))) for seat in ranked]
        self.fields["professional"].choices = [TO_CHOOSE, *named]


def _named(seat, stand) -> str:
    named = f"{seat.account.name}, {unit_in_words(seat.unit.name, seat.unit.kind)}"
    return f"{named}, ne reçoit pas jusqu’au {month_day(stand.last_day)}" if stand else named


class EntrustForm(WithWhom, Form):
    """The same hour: whom she meets is all that changes."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["professional"].label = "À qui"


class BookForm(WithWhom, SlotForm):
    unit = forms.TypedChoiceField(
        coerce=lambda code: forms.UUIDField().clean(code),
        label="Dans l’agenda de",
        help_text="Le site ou l’équipe qui attend la personne.",
    )

    field_order = ("key", "professional", "day", "hour", "minutes", "place", "unit")

    def __init__(self, *args, units, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(str(unit.pk), unit_in_words(unit.name, unit.kind)) for unit in units]


class PostponeForm(WithWhom, SlotForm):
    by = forms.ChoiceField(
        choices=[
            (State.POSTPONED_BY_PERSON.value, "La personne"),
            (State.POSTPONED_BY_SERVICE.value, "Le service"),
        ],
        widget=forms.RadioSelect,
        label="Qui demande à reporter",
    )

    field_order = ("key", "by", "professional", "day", "hour", "minutes", "place")


def _moment(day: date, hour: time, zone: str) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour), ZoneInfo(zone))
