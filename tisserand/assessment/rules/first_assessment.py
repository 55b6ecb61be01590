"""A first assessment: states, what it holds, what stops it from being concluded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tisserand.assessment.rules import lists
from tisserand.assessment.rules.isolation import Isolation, isolation
from tisserand.assessment.rules.situation import Fact
from tisserand.kernel.refusals import Refusal


class State(StrEnum):
    OPEN = "open"
    CONCLUDED = "concluded"


NEXT = {State.OPEN: {State.CONCLUDED}, State.CONCLUDED: set()}


class NextStep(StrEnum):
    ORIENTATION = "orientation"
    SUPPORT = "support"
    ANSWERED = "answered"
    LISTENING = "listening"
    NOTHING = "nothing"


STEP_LABELS = {
    NextStep.ORIENTATION: "Orientation vers un pôle",
    NextStep.SUPPORT: "Accompagnement par l’équipe du territoire",
    NextStep.ANSWERED: "Réponse donnée aujourd’hui",
    NextStep.LISTENING: "Écoute, sans autre suite",
    NextStep.NOTHING: "Aucune suite demandée",
}
# The chain goes on, and somebody owns what comes next.
FOLLOWED = frozenset({NextStep.ORIENTATION, NextStep.SUPPORT})


class View(StrEnum):
    """What the person thinks of what comes next. Her disagreement is kept."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    SILENT = "silent"


VIEW_LABELS = {View.AGREES: "est d’accord", View.DISAGREES: "n’est pas d’accord", View.SILENT: "ne se prononce pas"}


@dataclass(frozen=True)
class Answers:
    """All that one page holds, as typed."""

    opening_words: str = ""
    opening_language: str = "fr"
    facts: tuple[Fact, ...] = ()
    inner_strengths: str = ""
    outer_strengths: str = ""
    autonomy: int | None = None
    autonomy_words: str = ""
    replies: Mapping[str, str] = field(default_factory=dict)
    vulnerabilities: tuple[str, ...] = ()
    expectations: tuple[str, ...] = ()
    expectation_words: str = ""

    def isolation(self, on: date) -> Isolation:
        return isolation(lists.questions(on), self.replies)

    def fact(self, code: str) -> Fact | None:
        return next((fact for fact in self.facts if fact.code == code), None)

    @property
    def to_work_on(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.is_to_work_on)


@dataclass(frozen=True)
class Decision:
    """What the professional and the person chose; `pole` goes with an orientation only."""

    step: NextStep | None
    pole: object | None = None
    view: View | None = None
    view_words: str = ""
    reason: str = ""
    duration_minutes: int | None = None


def refusals_to_save(state: State, *, may_write: bool) -> tuple[Refusal, ...]:
    if state is not State.OPEN:
        return (
            Refusal(
                "concluded",
                "Cette évaluation est conclue : elle ne change plus. Commencez-en une autre, elle reprendra celle-ci.",
            ),
        )
    if not may_write:
        return (Refusal("elsewhere", "Cette évaluation se fait sur un autre site\u00a0: lisez-la, sans la changer."),)
    return ()


def refusals_to_conclude(state: State, answers: Answers, decision: Decision, *, may_write: bool) -> tuple[Refusal, ...]:
    return (
        *refusals_to_save(state, may_write=may_write),
        *_refusals_of_decision(decision),
        *(_undecided(fact) for fact in answers.facts if fact.has_words and not _is_stated(fact)),
        *(_without_source(fact) for fact in answers.facts if fact.confirmed and not fact.confirmed_by),
    )


def refusals_to_attribute(*, waits: bool, may_attribute: bool, found: bool) -> tuple[Refusal, ...]:
    refusals = []
    if not waits:
        refusals.append(Refusal("done", "Cet accompagnement est déjà attribué, ou n’est pas à attribuer."))
    if not may_attribute:
        refusals.append(Refusal("manager", "C’est à la cheffe ou au chef de service d’attribuer."))
    if not found:
        refusals.append(Refusal("professional", "Choisissez qui accompagnera la personne.", "professional"))
    return tuple(refusals)


def _refusals_of_decision(decision: Decision) -> Iterable[Refusal]:
    if decision.step is None:
        yield Refusal("step", "Choisissez la suite avec la personne, même si c’est une simple écoute.", "next_step")
        return
    if decision.step is NextStep.ORIENTATION and decision.pole is None:
        yield Refusal("pole", "Dites vers quel pôle orienter.", "next_step")
    if decision.step in FOLLOWED and decision.view is View.DISAGREES:
        yield Refusal(
            "disagrees",
            "La personne n’est pas d’accord avec cette suite : gardez ses mots et choisissez-en une autre avec elle.",
            "view",
        )


def _is_stated(fact: Fact) -> bool:
    return fact.state.value != "not_raised"


def _undecided(fact: Fact) -> Refusal:
    return Refusal(
        "state",
        f"{fact.label}\u00a0: quelque chose est écrit. Dites où cela en est, par exemple «\u00a0point d’appui\u00a0».",
        f"{fact.code}__state",
    )


def _without_source(fact: Fact) -> Refusal:
    return Refusal(
        "source", f"{fact.label}\u00a0: dites qui ou quelle pièce le confirme.", f"{fact.code}__confirmed_by"
    )
