"""Fields read as people write: a date, an hour, a duration, a telephone number."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from tisserand.kernel import dates, money, phones, sentences
from tisserand.kernel.dates import PartialDate
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused


class ReadField(forms.CharField):
    """A text box whose content is read by a function of the kernel; empty gives nothing."""

    inputmode = "text"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=kwargs.pop("max_length", 60), empty_value=None, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": self.inputmode}

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if typed is None:
            return None
        try:
            return self.read(typed)
        except Refused as refused:
            raise ValidationError([refusal.message for refusal in refused.refusals]) from refused

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else self.show(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "")

    def read(self, typed: str) -> Any:
        raise TypeError(f"{type(self).__name__} must say how it reads")

    def show(self, value: Any) -> str:
        return str(value)


class PartialDateField(ReadField):
    """A day, a month or a year in the past: a birth, an old fact. `future` admits what is to come."""

    def __init__(self, *, future: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.future = future

    def read(self, typed: str) -> Any:
        today = timezone.localdate()
        read = dates.read_date(typed, latest=today + timedelta(days=20 * 365) if self.future else today)
        if not self.future and read.earliest > today:
            raise ValidationError(f"Le {read} n’est pas encore arrivé. Vérifiez la date." if read.day else FUTURE)
        if read.year > today.year + FARTHEST:
            raise ValidationError(f"L’année {read.year} est trop lointaine. Vérifiez l’année.")
        return read


# A reminder for the year 2207 would never be given: longer than any measure a judge decides.
FARTHEST = 30
FUTURE = "Cette date n’est pas encore arrivée. Vérifiez la date."


class DayField(PartialDateField):
    """A whole day, given as a `date`."""

    def read(self, typed: str) -> date:
        try:
            read: PartialDate = super().read(typed)
        except Refused as refused:
            # A year alone is no answer here.
            said = [
                one.message.replace(dates.HOW_TO_WRITE_A_DATE, dates.HOW_TO_WRITE_A_DAY) for one in refused.refusals
            ]
            raise ValidationError(said) from refused
        if read.exact is None:
            raise ValidationError(dates.HOW_TO_WRITE_A_DAY)
        return read.exact

    def show(self, value: date) -> str:
        return f"{value:%d/%m/%Y}"


class HourField(ReadField):
    def read(self, typed: str) -> time:
        return dates.read_time(typed)

    def show(self, value: time) -> str:
        return f"{value.hour} h {value.minute:02}" if value.minute else f"{value.hour} h"


class DurationField(ReadField):
    """Minutes, written « 1 h 10 », « 70 » or « 45 min »."""

    def read(self, typed: str) -> int:
        return dates.read_duration(typed)

    def show(self, value: int) -> str:
        return sentences.duration(value)


class PhoneField(ReadField):
    """Kept in E.164, shown as it is said."""

    inputmode = "tel"

    def read(self, typed: str) -> str:
        return phones.read_phone(typed)

    def prepare_value(self, value: Any) -> Any:
        return phones.shown_phone(value) if isinstance(value, str) and value.startswith("+") else value


class MoneyField(ReadField):
    """Euros, written « 412,50 » or « 1 234 »."""

    inputmode = "decimal"

    def read(self, typed: str) -> Decimal:
        return money.read_money(typed)

    def show(self, value: Decimal) -> str:
        return f"{value:.2f}".replace(".", ",")


class IdempotencyField(forms.UUIDField):
    """A key made with the page: the same form sent twice creates one thing."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"initial": new_id, "label": "Repère de l’envoi"} | kwargs)
        self.error_messages["required"] = "Cette page est incomplète. Rechargez-la et recommencez."


class VersionField(forms.IntegerField):
    """The version that was read: the operation refuses to overwrite a newer one."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": 2**31 - 1, "label": "Version lue"} | kwargs)
        self.error_messages["required"] = "Cette page est incomplète. Rechargez-la et recommencez."
