"""Every write about persons: one verb, one operation."""

from tisserand.people.operations.anonymising import anonymise
from tisserand.people.operations.care import (
    join_care_team,
    leave_care_team,
    record_consent,
    replace_who_left,
    step_aside,
    withdraw_consent,
)
from tisserand.people.operations.contact import (
    add_address,
    end_address,
    end_contact,
    say_nothing_to_reach,
    set_contact,
)
from tisserand.people.operations.emergency import break_glass, review_emergency
from tisserand.people.operations.identity import IdentityChanged, correct_identity, create_person, decide_distinct
from tisserand.people.operations.mass import count_bearers, index_names
from tisserand.people.operations.merging import merge_files, undo_merge
from tisserand.people.operations.moving import move_entry, split_file, undo_move, undo_split
from tisserand.people.operations.priority import answer_priority
from tisserand.people.operations.restricted import attach_shadow, make_restricted
from tisserand.people.operations.ties import (
    declare_tie,
    end_tie,
    join_household,
    leave_household,
    live_together,
    start_household,
)

__all__ = (
    "IdentityChanged",
    "add_address",
    "anonymise",
    "answer_priority",
    "attach_shadow",
    "break_glass",
    "correct_identity",
    "count_bearers",
    "create_person",
    "decide_distinct",
    "declare_tie",
    "end_address",
    "end_contact",
    "end_tie",
    "index_names",
    "join_care_team",
    "join_household",
    "leave_care_team",
    "leave_household",
    "live_together",
    "make_restricted",
    "merge_files",
    "move_entry",
    "record_consent",
    "replace_who_left",
    "review_emergency",
    "say_nothing_to_reach",
    "set_contact",
    "split_file",
    "start_household",
    "step_aside",
    "undo_merge",
    "undo_move",
    "undo_split",
    "withdraw_consent",
)
