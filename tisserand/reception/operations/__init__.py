"""Every write of reception: one verb, one operation."""

from tisserand.reception.operations.demands import DemandChanged, draft_of, usual_nature, write_demand
from tisserand.reception.operations.describing import Description, change_purpose, describe_visit
from tisserand.reception.operations.emergencies import (
    answer_emergency,
    carry_over,
    open_emergency,
    say_kind,
    take_in_hand,
)
from tisserand.reception.operations.locks import VisitChanged
from tisserand.reception.operations.naming import attach_person, check_naming, follow_attached, follow_visibility
from tisserand.reception.operations.receiving import cancel_visit, close_visit, receive_visit, take_back
from tisserand.reception.operations.registering import (
    AlreadyWaiting,
    already_waiting_sentence,
    answer_call,
    register_visit,
)

__all__ = (
    "AlreadyWaiting",
    "DemandChanged",
    "Description",
    "VisitChanged",
    "already_waiting_sentence",
    "answer_call",
    "answer_emergency",
    "attach_person",
    "cancel_visit",
    "carry_over",
    "change_purpose",
    "check_naming",
    "close_visit",
    "describe_visit",
    "draft_of",
    "follow_attached",
    "follow_visibility",
    "open_emergency",
    "receive_visit",
    "register_visit",
    "say_kind",
    "take_back",
    "take_in_hand",
    "usual_nature",
    "write_demand",
)
