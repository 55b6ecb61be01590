"""An objective in her words, its criterion and scale; a step; where it stands."""

from django import forms

from tisserand.support.rules import choices
from tisserand.support.web.forms.words import NOTHING, day, her_words, line, maybe_one_of, one_of, text, whole
from tisserand.ui.forms import Form, IdempotencyField, VersionField

DEGREES = (("-2", "−2"), ("-1", "−1"), ("0", "0"), ("1", "+1"), ("2", "+2"))
SCALE = tuple(f"scale_{place}" for place in range(5))


class ObjectiveForm(Form):
    words = her_words("L’objectif, avec ses mots")
    criterion = text(
        "On saura que c’est mieux quand",
        help_text="Un fait que vous pourrez constater ensemble. Par exemple : un avenant à 25 heures signé.",
    )
    criterion_on = day("Critère fixé ensemble le")
    family = maybe_one_of("family", "De quoi s’agit-il")
    problem = maybe_one_of("problem", "Le problème est surtout")
    verb = maybe_one_of("verb", "Lien social")
    feasibility = text("Ce qui rend l’objectif réalisable", help_text="Ses appuis, ce qu’il reste à lever.")
    scale_0 = line("−2, le plus loin de ce qui est voulu")
    scale_1 = line("−1")
    scale_2 = line("0, ce qu’on vise d’abord")
    scale_3 = line("+1")
    scale_4 = line("+2, le mieux imaginable")
    scale_start = forms.ChoiceField(label="On part de", choices=NOTHING + list(DEGREES), required=False)
    scale_aim = forms.ChoiceField(label="On vise", choices=NOTHING + list(DEGREES), required=False)
    key = IdempotencyField(required=False)
    version = VersionField(required=False)

    def clean_scale_start(self) -> int | None:
        return whole(self.cleaned_data["scale_start"])

    def clean_scale_aim(self) -> int | None:
        return whole(self.cleaned_data["scale_aim"])

    @property
    def scale_fields(self) -> list:
        return [self[name] for name in (*SCALE, "scale_start", "scale_aim")]

    @property
    def main_fields(self) -> list:
        apart = {*SCALE, "scale_start", "scale_aim"}
        return [bound for bound in self.visible_fields() if bound.name not in apart]

    @property
    def scale_open(self) -> bool:
        return any(bound.value() for bound in self.scale_fields) or any(bound.errors for bound in self.scale_fields)


class StepForm(Form):
    owner = forms.ChoiceField(label="Qui fait cette étape", widget=forms.RadioSelect)
    text = line("Quoi", required=True, longest=300)
    due_on = day("Pour le", future=True)
    due_words = line("Ou bien, en mots", longest=80, help_text="Par exemple : le 5 de chaque mois.")
    partner = line("Quel partenaire", longest=120, help_text="Si un partenaire fait cette étape.")
    instead_reason = forms.ChoiceField(
        label="Pourquoi à sa place",
        choices=NOTHING + choices("instead"),
        required=False,
        help_text="Aider n’est pas faire à la place : un motif et l’accord de la personne.",
    )
    instead_agreed_on = day("Accord donné le")
    key = IdempotencyField()

    def __init__(self, *args, owners, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners


class AssessForm(Form):
    state = one_of("objective_state", "Où en est cet objectif")
    scale_now = forms.ChoiceField(label="Sur l’échelle", choices=NOTHING + list(DEGREES), required=False)
    words = her_words("Ce que la personne en dit", required=False)
    said_on = day("Dit le", required=True)

    def __init__(self, *args, objective, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not objective.scale:
            del self.fields["scale_now"]
        else:
            self.fields["scale_now"].choices = NOTHING + degrees_of(objective)

    def clean_scale_now(self) -> int | None:
        return whole(self.cleaned_data["scale_now"])


def degrees_of(objective) -> list[tuple[str, str]]:
    """« −1 · Le bailleur discute »."""
    return [(code, f"{sign} · {words}") for (code, sign), words in zip(DEGREES, objective.scale, strict=True)]
