"""Every write of a support plan: one verb, one operation."""

from tisserand.support.operations.activation import activate
from tisserand.support.operations.anonymising import anonymise
from tisserand.support.operations.appeals import answer_appeal, record_advice, record_appeal
from tisserand.support.operations.breach import (
    drop,
    inform,
    lift,
    note_breach,
    notify,
    record_observations,
    record_opinion,
    record_sanction,
    say_silent,
)
from tisserand.support.operations.budget import (
    answer_debts,
    ask_judge,
    close_debts,
    end_court_measure,
    evaluate_budget,
    hear_measure,
    judge_measure,
    lodge_debts,
    notify_measure,
)
from tisserand.support.operations.closing import close_plan, confirm_relay
from tisserand.support.operations.commitments import (
    commit,
    count_commitment,
    end_commitment,
    keep_disagreement,
    say_autonomy,
    uncount_commitment,
)
from tisserand.support.operations.consent import formalise, record_adhesion, record_mandate, withdraw_adhesion
from tisserand.support.operations.contacts import write_contact
from tisserand.support.operations.continuity import follow_file, follow_visibility, write_continuity
from tisserand.support.operations.finishing import complete_note, end_finishing, finish_contact
from tisserand.support.operations.followed import assign
from tisserand.support.operations.hold import PlanChanged
from tisserand.support.operations.joint import pair
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
from tisserand.support.operations.replacing import go_on_without
from tisserand.support.operations.reviews import Standing, hold_review
from tisserand.support.operations.rsa import diagnose, engage, leave, open_path, orient
from tisserand.support.operations.yearly import owe_statistic

__all__ = (
    "Goal",
    "PlanChanged",
    "Standing",
    "activate",
    "add_beneficiary",
    "anonymise",
    "answer_appeal",
    "answer_debts",
    "ask_judge",
    "ask_team",
    "assess_objective",
    "assign",
    "change_frame",
    "change_objective",
    "close_debts",
    "close_plan",
    "close_session",
    "commit",
    "complete_note",
    "confirm_relay",
    "count_commitment",
    "create_plan",
    "decide",
    "diagnose",
    "drop",
    "end_commitment",
    "end_court_measure",
    "end_finishing",
    "end_measure",
    "engage",
    "evaluate_budget",
    "finish_contact",
    "finish_step",
    "follow_file",
    "go_on_without",
    "follow_visibility",
    "formalise",
    "hand_over_plan",
    "hear_measure",
    "hold_review",
    "inform",
    "judge_measure",
    "keep_disagreement",
    "leave",
    "lift",
    "lodge_debts",
    "note_breach",
    "notify",
    "notify_measure",
    "open_path",
    "open_session",
    "orient",
    "owe_statistic",
    "pair",
    "plan_step",
    "present_again",
    "record_adhesion",
    "record_advice",
    "record_appeal",
    "record_mandate",
    "record_measure",
    "record_observations",
    "record_opinion",
    "record_sanction",
    "remove_beneficiary",
    "reopen_step",
    "say_autonomy",
    "say_present",
    "say_silent",
    "uncount_commitment",
    "withdraw_adhesion",
    "write_contact",
    "write_continuity",
    "write_objective",
)
