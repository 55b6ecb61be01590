"""This room's part of the copy of a whole file."""

from functools import partial
from uuid import UUID

from tisserand.access import telling
from tisserand.support.rules import lists
from tisserand.support.rules.breach import STEP_LABELS, Step
from tisserand.support.rules.court import STANDING_LABELS, Standing
from tisserand.support.rules.debts import DEBT_LABELS, DebtState
from tisserand.support.rules.rsa import HAPPENED_LABELS, STAGE_LABELS, Happened, Stage, fact_words
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
    "RsaPath.entry": "rsa_entry",
    "RsaPath.pathway": "rsa_pathway",
    "RsaPath.body": "rsa_body",
    "RsaPath.hours_regime": "rsa_hours",
    "RsaPath.hours_reason": "rsa_hours_reason",
    "RsaPath.obstacle": "rsa_obstacle",
    "RsaPath.exit": "rsa_exit",
    "RsaFact.by": "rsa_oriented_by",
    "RsaBreach.kind": "rsa_breach",
    "RsaBreach.noted_by": "rsa_noted_by",
    "RsaBreach.informed_how": "rsa_channel",
    "RsaBreach.heard_how": "rsa_heard",
    "RsaBreach.sanction": "rsa_sanction",
    "RsaBreach.former_sanction": "rsa_sanction",
    "RsaBreach.household": "rsa_household",
    "RsaBreach.lifted_why": "rsa_lift",
    "RsaBreach.dropped_why": "rsa_drop",
    "RsaBreach.answer": "rsa_appeal",
    "CourtMeasure.measure": "court_measure",
    "CourtMeasure.asked_by": "court_asker",
    "CourtMeasure.ground": "court_ground",
    "CourtMeasure.ended_why": "court_end",
    "DebtFile.answer": "debt_orientation",
    "DebtFile.outcome": "debt_end",
    "BudgetEvaluation.conclusion": "budget_conclusion",
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
    "RsaPath.stage": lambda code: STAGE_LABELS[Stage(code)],
    "RsaFact.what": lambda code: HAPPENED_LABELS[Happened(code)],
    "RsaFact.code": fact_words,
    "RsaBreach.step": lambda code: STEP_LABELS[Step(code)],
    "CourtMeasure.standing": lambda code: STANDING_LABELS[Standing(code)],
    "DebtFile.state": lambda code: DEBT_LABELS[DebtState(code)],
}


def whole_of(actor, person: UUID, *, opened: frozenset[str] = frozenset()) -> list[telling.Part]:
    return telling.whole_of("support", actor, person, words=WORDS, opened=opened)
