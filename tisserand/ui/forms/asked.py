"""What forms ask most: her words, a text, a line, a day, an amount, one of a list."""

from django import forms

from tisserand.ui.forms.fields import DayField, MoneyField

Choices = list[tuple[str, str]]
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


def money(label: str, *, help_text: str = "") -> MoneyField:
    return MoneyField(label=label, required=False, help_text=help_text)


def one_of(choices: Choices, label: str, *, required: bool = True, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, required=required, help_text=help_text, widget=forms.RadioSelect
    )


def listed(choices: Choices, label: str, *, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=UNCHOSEN + choices, help_text=help_text)


def maybe_one_of(choices: Choices, label: str, *, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=NOTHING + choices, required=False, help_text=help_text)
