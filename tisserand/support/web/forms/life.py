"""Commitments, disagreements, autonomy, notes, reviews, endings."""

from django import forms

from tisserand.activity.rules import LONGEST_MINUTES, NATURE_LABELS, Level
from tisserand.kernel.sentences import plain_date
from tisserand.support.models.continuity import DUTY, TEAM
from tisserand.support.operations.contacts import NATURES
from tisserand.support.rules import choices
from tisserand.support.web.forms.objective import degrees_of
from tisserand.support.web.forms.words import (
    NOTHING,
    UNCHOSEN,
    autonomy_steps,
    day,
    her_words,
    line,
    maybe_autonomy,
    one_of,
    text,
    whole,
)
from tisserand.ui.forms import DurationField, Form, HourField, IdempotencyField
from tisserand.ui.forms.base import prepare

LEVELS = (
    (Level.FILE.value, "Au dossier, lue par les collègues qui accompagnent la personne"),
    (Level.WORKING.value, "Note de travail, pour vous : elle peut être communiquée ou saisie"),
)


class CommitmentForm(Form):
    side = forms.ChoiceField(label="Qui s’engage", widget=forms.RadioSelect)
    party = line("Nom de qui s’engage", longest=120, help_text="Pour un tiers : bailleur, proche, partenaire.")
    text = line("À quoi", required=True, longest=300)
    key = IdempotencyField()

    def __init__(self, *args, sides, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = sides


class DisagreementForm(Form):
    words = her_words("Ce que la personne a dit")
    said_on = day("Le", required=True)
    answer = text("Ce que le service a répondu")
    key = IdempotencyField()


class AutonomyForm(Form):
    level = forms.ChoiceField(
        label="Où elle en est, dit par la personne", choices=autonomy_steps, widget=forms.RadioSelect
    )
    words = her_words("Avec ses mots", required=False)
    said_on = day("Dit le", required=True)
    key = IdempotencyField()

    def __init__(self, *args, known, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if known:
            self.initial |= {"level": str(known.step), "words": known.words, "said_on": known.said_on}
            self.fields["level"].help_text = (
                f"Repris de l’évaluation du {plain_date(known.said_on)}, écrite par {known.by}."
                " Si elle se situe autrement aujourd’hui, changez aussi la date."
            )


class ContactForm(Form):
    nature = forms.ChoiceField(
        label="C’était", choices=[(code, NATURE_LABELS[code]) for code in NATURES], widget=forms.RadioSelect
    )
    on = day("Le", required=True)
    hour = HourField(label="À", required=False)
    duration = DurationField(label="Durée", required=False, help_text="Vide : la durée habituelle. Pas de chronomètre.")
    text = text("Note", required=True, help_text="Ce qui est dit, ce qui est observé, ce qui est confirmé et par qui.")
    level = forms.ChoiceField(label="Pour qui", choices=LEVELS, initial=Level.FILE.value, widget=forms.RadioSelect)
    key = IdempotencyField()

    def clean_duration(self) -> int | None:
        minutes = self.cleaned_data["duration"]
        if minutes is not None and minutes > LONGEST_MINUTES:
            raise forms.ValidationError("Une durée va de 0 minute à 12 heures.")
        return minutes


class ReviewForm(Form):
    held_on = day("Bilan fait le", required=True)
    words = her_words("Ce que la personne en dit")
    change_seen = text("Ce qui a changé", help_text="Ce que vous constatez ensemble.")
    autonomy = maybe_autonomy("Autonomie, dite par la personne")
    decision = one_of("review_decision", "Ce que vous décidez ensemble")
    new_end = day("Nouvelle fin", future=True, help_text="Si l’on renouvelle.")
    next_on = day("Prochain bilan", future=True)
    duration = DurationField(label="Durée", required=False)
    key = IdempotencyField()

    def __init__(self, *args, objectives, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.objectives = objectives
        for objective in objectives:
            self.fields |= standing_fields(objective)
        order = ["held_on", "words", "change_seen", *(name for name in self.fields if name.startswith("o_"))]
        self.order_fields(order)

    def clean_autonomy(self) -> int | None:
        return whole(self.cleaned_data["autonomy"])

    def standing(self, objective) -> tuple[str, int | None, str]:
        said = {part: self.cleaned_data.get(f"o_{objective.pk.hex}_{part}", "") for part in ("state", "level", "words")}
        return said["state"], whole(said["level"]), said["words"]


def standing_fields(objective) -> dict[str, forms.Field]:
    """Where this objective stands: its state, its degree when it has a scale, her words."""
    start = f"o_{objective.pk.hex}"
    title = f"Objectif {objective.rank} : « {objective.words[:80]} »"
    fields: dict[str, forms.Field] = {
        f"{start}_state": forms.ChoiceField(
            label=title, choices=choices("objective_state"), initial=objective.state, widget=forms.Select
        )
    }
    if objective.scale:
        fields[f"{start}_level"] = forms.ChoiceField(
            label=f"Objectif {objective.rank}, sur l’échelle",
            choices=NOTHING + degrees_of(objective),
            initial="" if objective.scale_now is None else str(objective.scale_now),
            required=False,
        )
    fields[f"{start}_words"] = her_words(f"Objectif {objective.rank}, avec ses mots", required=False)
    for field in fields.values():
        prepare(field, str(field.label))
    return fields


class CloseForm(Form):
    reason = forms.ChoiceField(label="Pourquoi l’accompagnement se termine")
    result = one_of("result", "Résultat")
    closed_on = day("Terminé le", required=True)
    words = text("Ce qu’il faut en garder", help_text="La personne peut lire ces mots.")
    relay_to = line("Qui prend le relais", help_text="Le service ou la mesure qui continue.")
    relay_unit = forms.ChoiceField(
        label="Dans le service, quelle équipe", required=False, help_text="Vide si le relais est à l’extérieur."
    )
    autonomy = maybe_autonomy("Autonomie à la fin, dite par la personne")

    def __init__(self, *args, units, reasons, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["relay_unit"].choices = [("", "À l’extérieur"), *units]
        self.fields["reason"].choices = UNCHOSEN + reasons

    def clean_autonomy(self) -> int | None:
        return whole(self.cleaned_data["autonomy"])


class ContinuityForm(Form):
    safety = text("Sécurité : ce qu’il faut faire et ne pas faire", help_text="Une ligne par consigne.")
    safe_contact = text("Comment joindre la personne sans danger")
    next_steps = text("Prochaines étapes", help_text="Une ligne par étape, avec sa date.")
    words = her_words("Ce que la personne ne doit pas avoir à redire", required=False)
    open_to = forms.ChoiceField(
        label="Qui peut lire cette fiche",
        choices=((DUTY, "Le travailleur social d’accueil qui la reçoit"), (TEAM, "Mon équipe seulement")),
        initial=DUTY,
        widget=forms.RadioSelect,
    )
