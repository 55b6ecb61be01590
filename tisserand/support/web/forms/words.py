"""Fields that several forms share: her words, a day, a choice of a coded list."""

from django import forms
from django.utils import timezone

from tisserand.assessment.rules import lists
from tisserand.support.rules import choices
from tisserand.ui.forms.asked import NOTHING, UNCHOSEN, day, her_words, line, text

__all__ = (
    "NOTHING",
    "UNCHOSEN",
    "autonomy_steps",
    "day",
    "her_words",
    "line",
    "maybe_autonomy",
    "maybe_one_of",
    "one_of",
    "text",
    "whole",
)


def one_of(name: str, label: str, *, help_text: str = "", keep: set[str] | None = None) -> forms.ChoiceField:
    listed = [choice for choice in choices(name) if keep is None or choice[0] in keep]
    return forms.ChoiceField(label=label, choices=listed, help_text=help_text, widget=forms.RadioSelect)


def maybe_one_of(name: str, label: str, *, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=NOTHING + choices(name), required=False, help_text=help_text)


def autonomy_steps() -> list[tuple[str, str]]:
    """The five sentences of the assessment, as they are today."""
    return [(str(step), f"{step} · {said}") for step, said in lists.autonomy_steps(timezone.localdate()).items()]


def maybe_autonomy(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=lambda: NOTHING + autonomy_steps(), required=False)


def whole(value: str) -> int | None:
    """An optional choice among numbers."""
    return int(value) if value else None
