from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from tisserand.kernel.refusals import Refused
from tisserand.ui.forms.tidy import tidy_data
from tisserand.ui.forms.widgets import dress
from tisserand.ui.forms.words import LINE_LENGTH, TEXT_LENGTH, speak

# Django derives them from CharField, but what they give is no text.
NOT_TEXT = (forms.UUIDField, forms.JSONField)


class Form(forms.Form):
    """The base of every form: French words, tidy text, bounded lengths, our look."""

    template_name = "ui/form.html"
    use_required_attribute = False  # the browser's own bubbles would hide our words
    error_css_class = None

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(None if data is None else tidy_data(data), *args, **kwargs)
        for name, field in self.fields.items():
            prepare(field, field.label or name)

    @property
    def wrong_fields(self) -> int:
        return sum(1 for name in self.errors if name in self.fields)


def prepare(field: forms.Field, label: str) -> None:
    speak(field, label)
    dress(field.widget)
    bound_length(field)
    for part in field.fields if isinstance(field, forms.MultiValueField) else ():
        prepare(part, label)


def bound_length(field: forms.Field) -> None:
    """No text is endless, even where the author of the form said nothing."""
    if isinstance(field, forms.CharField) and not isinstance(field, NOT_TEXT) and field.max_length is None:
        limit = TEXT_LENGTH if isinstance(field.widget, forms.Textarea) else LINE_LENGTH
        field.validators = [*field.validators, MaxLengthValidator(limit)]


def refuse(form: forms.Form, refused: Refused) -> None:
    """Put each reason of an operation beside its field, or at the top of the form; nothing typed is lost."""
    for refusal in refused.refusals:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
