from django import forms

from tisserand.reception.rules.messages import LONGEST_WORDS
from tisserand.reception.web.forms.choices import Coded, SeveralCoded, offer_today
from tisserand.ui.forms import Form, IdempotencyField


class MessageForm(Form):
    """A few coded words; there is no urgency here: a danger has its own gesture."""

    key = IdempotencyField()
    to = forms.ChoiceField(label="Pour qui")
    codes = SeveralCoded("messages", label="Le message")
    words = forms.CharField(
        required=False,
        max_length=LONGEST_WORDS,
        label="En quelques mots",
        help_text=f"Facultatif, {LONGEST_WORDS} caractères au plus. Pas de récit ici\u00a0: il s’écrit en entretien.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    channel = Coded("channels", label="Par où")

    def __init__(self, *args, on, recipients, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_today(self, on)
        self.recipients = {one.code: one for one in recipients}
        self.fields["to"].choices = [(one.code, one.label) for one in recipients]

    def clean_to(self):
        return self.recipients[self.cleaned_data["to"]]
