"""Any answer may be missing for a reason, and the reason is an answer too."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tisserand.kernel.known import KNOWLEDGE_LABELS, Knowledge, Known

REASONS = (Knowledge.UNASKED, Knowledge.UNKNOWN, Knowledge.REFUSED)
BOTH = "Une réponse est écrite, et «\u00a0{reason}\u00a0» est coché. Gardez l’un des deux."


class KnownWidget(forms.MultiWidget):
    template_name = "ui/widgets/known.html"
    use_fieldset = True

    def __init__(self, answer: forms.Widget, reasons: forms.Widget) -> None:
        super().__init__({"value": answer, "state": reasons})

    def decompress(self, value: Known[Any] | None) -> list[Any]:
        return as_typed(value)


def as_typed(value: Known[Any] | None) -> list[Any]:
    """What is known, and the reason that stays ticked: none of them beside an answer."""
    if value is None:
        return [None, Knowledge.UNASKED.value]
    if value.state is Knowledge.KNOWN:
        return [value.value, ""]
    return [None, value.state.value]


class KnownField(forms.MultiValueField):
    """KnownField(PhoneField(), label="Téléphone") gives a `Known`; « Pas abordé » is where it starts."""

    def __init__(self, answer: forms.Field, **kwargs: Any) -> None:
        answer.required = False
        answer.widget.attrs.setdefault("aria-label", kwargs.get("label", "Réponse"))
        choices = [(state.value, KNOWLEDGE_LABELS[state]) for state in REASONS]
        reasons = forms.ChoiceField(choices=choices, required=False, widget=forms.RadioSelect)
        widget = KnownWidget(answer.widget, reasons.widget)
        super().__init__(
            (answer, reasons), **{"required": False, "require_all_fields": False, "widget": widget} | kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Known):
            return value
        answer, state = as_typed(value)
        return [self.fields[0].prepare_value(answer), state]

    def clean(self, value: Any) -> Known[Any]:
        typed, ticked = (value or ["", ""])[:2]
        answer = self.fields[0].clean(typed)
        state = Knowledge(self.fields[1].clean(ticked) or Knowledge.UNASKED)
        if answer in self.empty_values:
            return Known(state)
        if state is not Knowledge.UNASKED:
            raise ValidationError(BOTH.format(reason=KNOWLEDGE_LABELS[state]))
        return Known(Knowledge.KNOWN, answer)

    def compress(self, data_list: list[Any]) -> Known[Any]:
        return self.clean(data_list)
