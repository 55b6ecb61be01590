"""Every write about a concern: one verb, one operation."""

from tisserand.inquiries.operations.concerns.assigning import assign, withdraw
from tisserand.inquiries.operations.concerns.concluding import conclude, sign, write_analysis
from tisserand.inquiries.operations.concerns.door import answer, ask, give_return
from tisserand.inquiries.operations.concerns.ending import close, transfer
from tisserand.inquiries.operations.concerns.erasing import erase, hold_still
from tisserand.inquiries.operations.concerns.evaluating import hear_child, hear_parent, meet, note_fact, write_child
from tisserand.inquiries.operations.concerns.home import (
    correct_adult,
    correct_child,
    name_adult,
    name_child,
    remove_child,
)
from tisserand.inquiries.operations.concerns.qualifying import qualify
from tisserand.inquiries.operations.concerns.receiving import Received, receive, receive_transmission, transmit
from tisserand.inquiries.operations.concerns.referring import dispatch, refer_at_once, tell_parents
from tisserand.inquiries.operations.concerns.returning import ask_for_return, give_back
from tisserand.inquiries.operations.concerns.yearly import owe_statistic

__all__ = (
    "Received",
    "answer",
    "ask",
    "ask_for_return",
    "assign",
    "close",
    "conclude",
    "correct_adult",
    "correct_child",
    "dispatch",
    "erase",
    "give_back",
    "give_return",
    "hear_child",
    "hear_parent",
    "hold_still",
    "meet",
    "name_adult",
    "name_child",
    "note_fact",
    "owe_statistic",
    "qualify",
    "receive",
    "receive_transmission",
    "refer_at_once",
    "remove_child",
    "sign",
    "tell_parents",
    "transfer",
    "transmit",
    "withdraw",
    "write_analysis",
    "write_child",
)
