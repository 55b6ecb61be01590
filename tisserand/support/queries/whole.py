"""This room's part of the copy of a whole file."""

from functools import partial
from uuid import UUID

from tisserand.access import telling
from tisserand.support.rules import lists
from tisserand.support.rules.states import STATE_LABELS

LISTED = {
    "Plan.origin": "origin",
    "Plan.formalisation": "formalisation",
    "Plan.closing": "closing",
    "Plan.result": "result",
    "Objective.family": "family",
    "Objective.problem": "problem",
    "Objective.verb": "verb",
    "Objective.state": "objective_state",
    "Assessment.state": "objective_state",
    "Step.instead_reason": "instead",
    "Review.decision": "review_decision",
    "Examination.decision": "regulation_decision",
    "KnownMeasure.measure": "measure",
}
SIDES = {"person": "Vous", "service": "Le service", "third": "Un tiers"}
OWNERS = {
    "person": "Vous, seule ou seul",
    "together": "Ensemble",
    "professional": "Le professionnel",
    "partner": "Un partenaire",
    "instead": "Le professionnel, à votre place",
}
MOMENTS = {"start": "Au début", "review": "À un bilan", "end": "À la fin"}
WORDS: telling.Words = {
    **{column: partial(lists.label, name) for column, name in LISTED.items()},
    # What they said before is said in the same words.
    **{column.replace(".", "Event.", 1): partial(lists.label, name) for column, name in LISTED.items()},
    **dict.fromkeys(
        ("Plan.kind", "PlanEvent.kind"), lambda code: lists.kinds()[code].label if code in lists.kinds() else code
    ),
    **dict.fromkeys(("Plan.state", "PlanEvent.state"), lambda code: STATE_LABELS.get(code, code)),
    "Commitment.side": lambda code: SIDES.get(code, code),
    "Step.owner": lambda code: OWNERS.get(code, code),
    "Autonomy.moment": lambda code: MOMENTS.get(code, code),
}


def whole_of(actor, person: UUID, *, opened: frozenset[str] = frozenset()) -> list[telling.Part]:
    return telling.whole_of("support", actor, person, words=WORDS, opened=opened)
