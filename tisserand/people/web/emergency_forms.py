from django import forms

from tisserand.access.grant_rules import LONGEST_REASON, SHORTEST_REASON, VERDICT_LABELS
from tisserand.ui.forms import Form


class EmergencyForm(Form):
    motive = forms.ChoiceField(label="Ce qui rend cet accès urgent", widget=forms.RadioSelect)
    words = forms.CharField(
        label="En quelques mots",
        max_length=LONGEST_REASON,
        min_length=SHORTEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lu par votre chef de service et par la personne déléguée à la protection des données.",
    )
    confirmed = forms.BooleanField(label="J’en ai besoin maintenant, pour aider cette personne ou la protéger")

    def __init__(self, *args, motives, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["motive"].choices = list(motives.items())


class ReviewForm(Form):
    verdict = forms.ChoiceField(
        label="Cet accès est",
        choices=[(code.value, label) for code, label in VERDICT_LABELS.items()],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="Ce que vous en retenez",
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nécessaire si l’accès est à instruire.",
    )
