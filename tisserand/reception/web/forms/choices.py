"""Fields over the coded lists, as they stand that day."""

from datetime import date

from django import forms

from tisserand.reception.rules import lists

YES_NO = (("yes", "Oui"), ("no", "Non"))


class Coded(forms.ChoiceField):
    """One code of a list; `empty` is what the first line says when nothing is chosen."""

    def __init__(self, name: str, *, empty: str | None = None, **kwargs) -> None:
        self.list_name, self.empty = name, empty
        super().__init__(**kwargs)

    def offer(self, on: date, kept: str = "") -> None:
        """`kept` was chosen when its row was valid: it stays in the list of what it describes."""
        rows = lists.pairs(self.list_name, on=on)
        if kept and kept not in dict(rows):
            rows.append((kept, lists.label(self.list_name, kept)))
        self.choices = ([("", self.empty)] if self.empty is not None else []) + rows


class SeveralCoded(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, name: str, **kwargs) -> None:
        self.list_name = name
        super().__init__(**kwargs)

    def offer(self, on: date) -> None:
        self.choices = lists.pairs(self.list_name, on=on)


class YesNo(forms.TypedChoiceField):
    """Yes, no, or not said: three answers."""

    def __init__(self, **kwargs) -> None:
        super().__init__(
            choices=YES_NO, coerce=lambda said: said == "yes", empty_value=None, widget=forms.RadioSelect, **kwargs
        )

    def prepare_value(self, value):
        return {True: "yes", False: "no"}.get(value, value)


def offer_today(form: forms.Form, on: date) -> None:
    for field in form.fields.values():
        if isinstance(field, Coded | SeveralCoded):
            field.offer(on)
