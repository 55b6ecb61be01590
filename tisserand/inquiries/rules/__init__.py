"""States, dates, refusals and coded lists of commissioned inquiries. No Django."""

from tisserand.inquiries.rules.budget import Budget, Line, budget
from tisserand.inquiries.rules.calendar import Dates, clause, irregularities, planned
from tisserand.inquiries.rules.facts import Attempt, InquiryFacts, Written
from tisserand.inquiries.rules.lists import choices, coded, label, labels
from tisserand.inquiries.rules.states import (
    NEXT,
    OWED_TO,
    STATE_LABELS,
    SUPPORT_FILE,
    Landlord,
    Outcome,
    Recipient,
    Side,
    State,
)

__all__ = (
    "NEXT",
    "OWED_TO",
    "STATE_LABELS",
    "SUPPORT_FILE",
    "Attempt",
    "Budget",
    "Dates",
    "InquiryFacts",
    "Landlord",
    "Line",
    "Outcome",
    "Recipient",
    "Side",
    "State",
    "Written",
    "budget",
    "choices",
    "clause",
    "coded",
    "irregularities",
    "label",
    "labels",
    "planned",
)
