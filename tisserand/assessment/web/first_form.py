"""What the page of a first assessment may send. Everything is optional: an unasked question stays unasked."""

from datetime import date
from uuid import UUID

from django import forms

from tisserand.assessment.rules import lists
from tisserand.assessment.rules.first_assessment import VIEW_LABELS, Answers, Decision, NextStep, View
from tisserand.assessment.rules.isolation import REPLY_LABELS
from tisserand.assessment.rules.sheet import FACT_TEXTS, answers_of
from tisserand.assessment.rules.situation import STATE_LABELS, URGENCY_LABELS
from tisserand.kernel.refusals import Refusal
from tisserand.ui.forms import DurationField, Form, VersionField

LINE = 200


def text(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea)


def choice(label: str, choices) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", ""), *choices])


class FirstAssessmentForm(Form):
    version = VersionField()
    inner_strengths = text("Appuis, en elle-même")
    outer_strengths = text("Appuis, autour d’elle")
    autonomy_words = text("Où elle se situe, ses mots")
    expectation_words = text("Ce qu’elle attend, ses mots")
    opening_words = text("Pourquoi elle vient, dans ses mots")
    next_step = forms.CharField(label="Suite à donner", required=False, max_length=60)
    view = choice("Ce qu’elle en pense", VIEW_LABELS.items())
    view_words = text("Ce qu’elle en dit")
    reason = text("Pourquoi cette suite")
    duration_minutes = DurationField(label="Durée", required=False)

    def __init__(self, data=None, *, on: date, **kwargs) -> None:
        self.on = on
        self.base_fields = self.base_fields | _listed(on) | _domains(on)
        super().__init__(data, **kwargs)

    @property
    def answers(self) -> Answers:
        return answers_of(self.cleaned_data, on=self.on)

    @property
    def decision(self) -> Decision:
        step, _, pole = self.cleaned_data["next_step"].partition(":")
        chosen = self.cleaned_data
        return Decision(
            step=NextStep(step) if step in set(NextStep) else None,
            pole=_identifier(pole),
            view=View(chosen["view"]) if chosen["view"] else None,
            view_words=chosen["view_words"],
            reason=chosen["reason"],
            duration_minutes=chosen["duration_minutes"],
        )

    @property
    def refusals(self) -> list[Refusal]:
        """The same words for the summary and beside each field."""
        return [
            Refusal("field", f"{self.fields[name].label}\u00a0: {error}" if name in self.fields else error, name)
            for name, errors in self.errors.items()
            for error in errors
        ]


def _listed(on: date) -> dict[str, forms.Field]:
    asked = {f"reply_{one.code}": choice(one.label, REPLY_LABELS.items()) for one in lists.questions(on)}
    return asked | {
        "opening_language": choice("Langue de ses mots", lists.labels("language", on).items()),
        "autonomy": choice(
            "Échelle d’autonomie", [(str(step), label) for step, label in lists.autonomy_steps(on).items()]
        ),
        "vulnerabilities": _several("Ce qui rend plus fragile", "vulnerability", on),
        "expectations": _several("Ce qu’elle attend", "expectation", on),
    }


def _several(label: str, kind: str, on: date) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, choices=list(lists.labels(kind, on).items()))


def _domains(on: date) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    for domain in lists.domains(on):
        name = f"{domain.code}__"
        found |= {name + part: text(f"{domain.label}, {said}") for part, said in FACT_TEXTS.items()}
        found[name + "confirmed_by"].max_length = LINE
        found[name + "confirmed_by"].widget = forms.TextInput()
        found[name + "state"] = choice(domain.label, STATE_LABELS.items())
        found[name + "urgency"] = choice(domain.label, URGENCY_LABELS.items())
        found[name + "said_language"] = choice(domain.label, lists.labels("language", on).items())
    return found


def _identifier(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
