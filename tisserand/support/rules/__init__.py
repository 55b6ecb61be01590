"""States, moves, due dates and refusals of support plans. No Django."""

from tisserand.support.rules.activation import refusals_to_activate
from tisserand.support.rules.facts import Closure, ObjectiveFacts, PlanFacts
from tisserand.support.rules.life import (
    Examination,
    refusals_to_close,
    refusals_to_decide,
    refusals_to_review,
    refusals_to_withdraw,
    validates,
)
from tisserand.support.rules.lists import Kind, choices, coded, kinds, kinds_on, label
from tisserand.support.rules.states import (
    NEXT,
    STATE_LABELS,
    Closing,
    Decision,
    Formalisation,
    Moment,
    ObjectiveState,
    Origin,
    Regime,
    ReviewDecision,
    Side,
    State,
    StepOwner,
)

__all__ = (
    "NEXT",
    "STATE_LABELS",
    "Closing",
    "Closure",
    "Decision",
    "Examination",
    "Formalisation",
    "Kind",
    "Moment",
    "ObjectiveFacts",
    "ObjectiveState",
    "Origin",
    "PlanFacts",
    "Regime",
    "ReviewDecision",
    "Side",
    "State",
    "StepOwner",
    "choices",
    "coded",
    "kinds",
    "kinds_on",
    "label",
    "refusals_to_activate",
    "refusals_to_close",
    "refusals_to_decide",
    "refusals_to_review",
    "refusals_to_withdraw",
    "validates",
)
