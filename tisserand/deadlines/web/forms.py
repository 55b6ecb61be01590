"""What is typed about an obligation."""

from django import forms

from tisserand.ui.forms import DayField, Form


class DoneElsewhereForm(Form):
    on = DayField(label="Fait le")
    proof = forms.CharField(
        label="Ce qui le prouve",
        max_length=300,
        help_text="Un accusé de réception, un courrier, un nom au greffe. Rien de la situation de la personne.",
    )
