"""Every write of a support plan: one verb, one operation."""

from tisserand.support.operations.activation import activate
from tisserand.support.operations.anonymising import anonymise
from tisserand.support.operations.closing import close_plan, confirm_relay
from tisserand.support.operations.commitments import (
    commit,
    count_commitment,
    end_commitment,
    keep_disagreement,
    say_autonomy,
)
from tisserand.support.operations.consent import formalise, record_adhesion, record_mandate, withdraw_adhesion
from tisserand.support.operations.contacts import write_contact
from tisserand.support.operations.continuity import follow_file, follow_visibility, write_continuity
from tisserand.support.operations.finishing import complete_note, end_finishing, finish_contact
from tisserand.support.operations.hold import PlanChanged
from tisserand.support.operations.measures import end_measure, record_measure
from tisserand.support.operations.objectives import (
    Goal,
    assess_objective,
    change_objective,
    finish_step,
    plan_step,
    reopen_step,
    write_objective,
)
from tisserand.support.operations.opening import (
    add_beneficiary,
    change_frame,
    create_plan,
    hand_over_plan,
    remove_beneficiary,
)
from tisserand.support.operations.regulation import (
    ask_team,
    close_session,
    decide,
    open_session,
    present_again,
    say_present,
)
from tisserand.support.operations.replacing import follow_stepped_aside
from tisserand.support.operations.reviews import Standing, hold_review

__all__ = (
    "Goal",
    "PlanChanged",
    "Standing",
    "activate",
    "add_beneficiary",
    "anonymise",
    "ask_team",
    "assess_objective",
    "change_frame",
    "change_objective",
    "close_plan",
    "close_session",
    "commit",
    "complete_note",
    "confirm_relay",
    "count_commitment",
    "create_plan",
    "decide",
    "end_finishing",
    "finish_contact",
    "end_commitment",
    "end_measure",
    "finish_step",
    "follow_file",
    "follow_stepped_aside",
    "follow_visibility",
    "formalise",
    "hand_over_plan",
    "hold_review",
    "keep_disagreement",
    "open_session",
    "plan_step",
    "present_again",
    "record_adhesion",
    "record_mandate",
    "record_measure",
    "remove_beneficiary",
    "reopen_step",
    "say_autonomy",
    "say_present",
    "withdraw_adhesion",
    "write_contact",
    "write_continuity",
    "write_objective",
)
