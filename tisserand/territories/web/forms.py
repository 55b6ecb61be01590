"""What the reader of the organisation may ask."""

from tisserand.ui.forms import DayField, Form


class AsOfForm(Form):
    date = DayField(
        label="Voir l’organisation le", future=True, required=False, help_text="Par exemple «\u00a024/11/2026\u00a0»."
    )
