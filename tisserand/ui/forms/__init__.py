"""Forms that keep what was typed and say what to write instead."""

from tisserand.ui.forms.base import Form, refuse
from tisserand.ui.forms.fields import (
    DayField,
    DurationField,
    HourField,
    IdempotencyField,
    MoneyField,
    PartialDateField,
    PhoneField,
    VersionField,
)
from tisserand.ui.forms.known import KnownField
from tisserand.ui.forms.widgets import ChoiceCards

__all__ = [
    "ChoiceCards",
    "DayField",
    "DurationField",
    "Form",
    "HourField",
    "IdempotencyField",
    "KnownField",
    "MoneyField",
    "PartialDateField",
    "PhoneField",
    "VersionField",
    "refuse",
]
