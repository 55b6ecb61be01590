"""Every write about obligations: by hand, by a rule of law, by the night."""

from tisserand.deadlines.operations.adjusting import adjust
from tisserand.deadlines.operations.clocks import done_elsewhere, fulfil, move_event, start
from tisserand.deadlines.operations.duties import (
    KIND,
    anonymise,
    discharge,
    hand_over,
    let_go,
    name_person,
    open_obligation,
    postpone,
)
from tisserand.deadlines.operations.night import Night, count_each_unit, sweep, tell_who_decides, thank

__all__ = (
    "KIND",
    "Night",
    "adjust",
    "anonymise",
    "count_each_unit",
    "discharge",
    "done_elsewhere",
    "fulfil",
    "hand_over",
    "let_go",
    "move_event",
    "name_person",
    "open_obligation",
    "postpone",
    "sweep",
    "tell_who_decides",
    "thank",
    "start",
)
