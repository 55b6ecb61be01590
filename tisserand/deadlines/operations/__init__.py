"""Every write about obligations: by hand, by a rule of law, by the night."""

from tisserand.deadlines.operations.adjusting import adjust
from tisserand.deadlines.operations.clocks import done_elsewhere, fulfil, move_event, start
from tisserand.deadlines.operations.digests import choose_digest, forget_digests, prepare_digests, send_digest
from tisserand.deadlines.operations.duties import (
    KIND,
    About,
    anonymise,
    discharge,
    hand_over,
    let_go,
    name_person,
    open_obligation,
    open_obligations,
    postpone,
)
from tisserand.deadlines.operations.feeds import note_reading, open_feed, revoke_feed
from tisserand.deadlines.operations.forgetting import forget
from tisserand.deadlines.operations.night import Night, count_each_unit, sweep, tell_who_decides, thank
from tisserand.deadlines.operations.passing import give, tell

__all__ = (
    "KIND",
    "About",
    "Night",
    "adjust",
    "anonymise",
    "choose_digest",
    "count_each_unit",
    "discharge",
    "done_elsewhere",
    "forget",
    "forget_digests",
    "fulfil",
    "give",
    "hand_over",
    "let_go",
    "move_event",
    "name_person",
    "note_reading",
    "open_feed",
    "open_obligation",
    "open_obligations",
    "postpone",
    "prepare_digests",
    "revoke_feed",
    "send_digest",
    "start",
    "sweep",
    "tell",
    "tell_who_decides",
    "thank",
)
