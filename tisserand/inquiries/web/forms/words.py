"""Fields that several forms share: a day, an amount, a choice of a coded list, her words."""

from django import forms

from tisserand.inquiries.rules import choices
from tisserand.ui.forms import DayField, MoneyField

UNCHOSEN = [("", "À choisir")]
NOTHING = [("", "Ne pas préciser")]


def her_words(label: str, *, help_text: str = "") -> forms.CharField:
    """What she said looks like nothing else on the page."""
    widget = forms.Textarea(attrs={"class": "form-control ts-voice-field"})
    return forms.CharField(label=label, required=False, help_text=help_text, widget=widget)


def text(label: str, *, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, help_text=help_text, widget=forms.Textarea)


def line(label: str, *, required: bool = False, help_text: str = "", longest: int = 200) -> forms.CharField:
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=longest)


def day(label: str, *, required: bool = False, help_text: str = "", future: bool = False) -> DayField:
    return DayField(label=label, required=required, help_text=help_text, future=future)


def money(label: str, *, help_text: str = "") -> MoneyField:
    return MoneyField(label=label, required=False, help_text=help_text)


def number(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=30)


def one_of(name: str, label: str, *, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices(name), help_text=help_text, widget=forms.RadioSelect)


def listed(name: str, label: str, *, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=UNCHOSEN + choices(name), help_text=help_text)


def maybe_one_of(name: str, label: str, *, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=NOTHING + choices(name), required=False, help_text=help_text)


def several_of(name: str, label: str, *, required: bool = False, help_text: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices(name),
        required=required,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )
