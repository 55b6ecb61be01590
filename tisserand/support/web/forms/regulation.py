"""The session and its decisions."""

from django import forms

from tisserand.support.web.forms.words import day, one_of, text
from tisserand.ui.forms import DurationField, Form, IdempotencyField


class SessionForm(Form):
    team = forms.ChoiceField(label="Équipe")
    held_on = day("Le", required=True, future=True)
    key = IdempotencyField()

    def __init__(self, *args, teams, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = teams

    def begin_with(self, teams: list[str]) -> None:
        """Those teams first, in that order; the others as they were."""
        rank = {team: place for place, team in enumerate(dict.fromkeys(teams))}
        self.fields["team"].choices = sorted(self.fields["team"].choices, key=lambda row: rank.get(row[0], len(rank)))


class PresentForm(Form):
    present = forms.MultipleChoiceField(
        label="Présents",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Cochez qui est autour de la table.",
    )

    def __init__(self, *args, members, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = members


class DecisionForm(Form):
    opinion = text("L’avis de l’équipe")
    decision = one_of("regulation_decision", "Décision")
    comments = text("Réserves, ou ce qui est à reprendre")
    rework_by = day("À représenter avant le", future=True)
    proposal = text("L’autre proposition pour la personne", help_text="Un refus ne laisse personne sans réponse.")
    dissent = text("Avis différents, gardés tels quels")
    key = IdempotencyField()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # An empty placeholder lets the style sheet know that something is written (static/support/regulation.css).
        for name in ("comments", "rework_by", "proposal"):
            self.fields[name].widget.attrs["placeholder"] = " "


class EndForm(Form):
    duration = DurationField(label="Durée de la réunion", required=False)
