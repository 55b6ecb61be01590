"""Every write of an orientation, one function per verb."""

from tisserand.assessment.operations.first_meeting import record_first_meeting, schedule_first_meeting
from tisserand.assessment.operations.orientation_answers import acknowledge, admit, ask_complement, decline
from tisserand.assessment.operations.orientation_moves import KIND, OrientationChanged, may
from tisserand.assessment.operations.orientation_outcomes import (
    arbitrate,
    attribute,
    keep_waiting,
)
from tisserand.assessment.operations.orientation_sending import (
    agree,
    contest,
    propose,
    propose_again,
    reply,
    send,
    think_it_over,
    withdraw,
)

__all__ = (
    "KIND",
    "OrientationChanged",
    "acknowledge",
    "admit",
    "agree",
    "arbitrate",
    "ask_complement",
    "attribute",
    "contest",
    "decline",
    "keep_waiting",
    "may",
    "propose",
    "propose_again",
    "record_first_meeting",
    "reply",
    "schedule_first_meeting",
    "send",
    "think_it_over",
    "withdraw",
)
