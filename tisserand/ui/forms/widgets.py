"""Widgets under a strict policy: no inline style, none of Bootstrap's classes that load `data:` images."""

from collections.abc import Mapping
from typing import Any

from django import forms


class ChoiceCards(forms.RadioSelect):
    """Radio buttons drawn as cards, each with a sentence that explains it."""

    template_name = "ui/widgets/cards.html"

    def __init__(self, explanations: Mapping[str, str] | None = None, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.explanations = explanations or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"explanation": self.explanations.get(str(value), "")}


def dress(widget: forms.Widget) -> None:
    """Give a widget the class of our theme, unless its author chose one."""
    if isinstance(widget, forms.MultiWidget):
        for part in widget.widgets:
            dress(part)
    elif isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        if not isinstance(widget, ChoiceCards):
            widget.template_name = "ui/widgets/options.html"
    elif isinstance(widget, forms.Select):
        widget.attrs.setdefault("class", "ts-select")
    elif not isinstance(widget, forms.CheckboxInput | forms.HiddenInput):
        dress_text(widget)


def dress_text(widget: forms.Widget) -> None:
    """A shared computer must not offer to the next person what was typed about the last one."""
    widget.attrs.setdefault("class", "form-control")
    widget.attrs.setdefault("autocomplete", "off")
    if isinstance(widget, forms.Textarea):
        if widget.attrs.get("rows") == "10":
            widget.attrs["rows"] = "3"
        widget.attrs.pop("cols", None)
