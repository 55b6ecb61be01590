"""Fields that several forms share: a number, a choice of a coded list."""

from django import forms

from tisserand.inquiries.rules import choices
from tisserand.ui.forms import asked
from tisserand.ui.forms.asked import UNCHOSEN, day, her_words, line, money, text

__all__ = (
    "UNCHOSEN",
    "day",
    "her_words",
    "line",
    "listed",
    "maybe_one_of",
    "money",
    "number",
    "one_of",
    "several_of",
    "text",
)


def number(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=30)


def one_of(name: str, label: str, *, help_text: str = "") -> forms.ChoiceField:
    return asked.one_of(choices(name), label, help_text=help_text)


def listed(name: str, label: str, *, help_text: str = "") -> forms.ChoiceField:
    return asked.listed(choices(name), label, help_text=help_text)


def maybe_one_of(name: str, label: str, *, help_text: str = "") -> forms.ChoiceField:
    return asked.maybe_one_of(choices(name), label, help_text=help_text)


def several_of(name: str, label: str, *, required: bool = False, help_text: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices(name),
        required=required,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )
