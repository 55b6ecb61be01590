"""Every write about obligations: by hand, by a rule of law, by the night."""

from tisserand.deadlines.operations.adjusting import adjust
from tisserand.deadlines.operations.clocks import done_elsewhere, fulfil, move_event, start
from tisserand.deadlines.operations.duties import (
    KIND,
    anonymise,
    discharge,
    escalate,
    hand_over,
    let_go,
    name_person,
    open_obligation,
    postpone,
    say_unheard,
)

__all__ = (
    "KIND",
    "adjust",
    "anonymise",
    "discharge",
    "done_elsewhere",
    "escalate",
    "fulfil",
    "hand_over",
    "let_go",
    "move_event",
    "name_person",
    "open_obligation",
    "postpone",
    "say_unheard",
    "start",
)
