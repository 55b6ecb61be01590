"""Fields that several forms share: her words, a day, a choice of a coded list."""

from django import forms

from tisserand.support.rules import choices
from tisserand.ui.forms import DayField

UNCHOSEN = [("", "À choisir")]
NOTHING = [("", "Ne pas préciser")]


def her_words(label: str, *, required: bool = True, help_text: str = "") -> forms.CharField:
    """What she said looks like nothing else on the page."""
    widget = forms.Textarea(attrs={"class": "form-control ts-voice-field"})
    return forms.CharField(label=label, required=required, help_text=help_text, widget=widget)


def text(label: str, *, required: bool = False, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, help_text=help_text, widget=forms.Textarea)


def line(label: str, *, required: bool = False, help_text: str = "", longest: int = 200) -> forms.CharField:
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=longest)


def day(label: str, *, required: bool = False, help_text: str = "", future: bool = False) -> DayField:
    return DayField(label=label, required=required, help_text=help_text, future=future)


def one_of(name: str, label: str, *, help_text: str = "", keep: set[str] | None = None) -> forms.ChoiceField:
    listed = [choice for choice in choices(name) if keep is None or choice[0] in keep]
    return forms.ChoiceField(label=label, choices=listed, help_text=help_text, widget=forms.RadioSelect)


def maybe_one_of(name: str, label: str, *, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=NOTHING + choices(name), required=False, help_text=help_text)


def whole(value: str) -> int | None:
    """An optional choice among numbers."""
    return int(value) if value else None
