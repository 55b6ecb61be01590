"""What a concern owes, and until when. Never with a person: whoever lists what is due about somebody learns nothing.

The unit answers for all of it, the evaluators have the evaluation in hand by name. No manager of theirs is told of a
delay: the list of what is late is the unit's (rule IP-3, on_miss).
"""

from datetime import date, datetime
from uuid import UUID

from tisserand.access import scope
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.rules import APART_KIND, end_of, in_working_days
from tisserand.inquiries.models import Concern, Transmission
from tisserand.inquiries.queries.concerns.facts import zone_of
from tisserand.inquiries.rules.concern_states import Stage

KIND, OF_TRANSMISSION = APART_KIND, "inquiries.transmission"
ANALYSE, EVALUATE, REFER, RETURN, RETURN_ASKED = "IP-2", "IP-3", "IP-6", "IP-7a", "IP-7b"
BESIDE = "Conclure l’évaluation de la situation de l’enfant, avec l’autre évaluateur"
REGISTER = "Enregistrer une information préoccupante transmise par un collègue"
# The law counted in each stage; the other stages owe a step of ours.
RULE_OF = {Stage.RECEIVED: ANALYSE, Stage.TO_REFER: REFER}


def start(row: Concern, rule: str, event_on: date, *, actor, at: datetime, account: UUID | None = None, facts=None):
    said = {"rule": rule, "subject": row.pk, "kind": KIND, "event_on": event_on, "unit": row.unit_id, "facts": facts}
    clock = deadlines.start(actor=actor, at=at, **said)
    _in_hand(clock, row.unit_id, account, actor=actor, at=at)
    return clock


def start_evaluating(row: Concern, *, actor, at: datetime):
    """Three months from the reception; the département's own delay when a child is under two."""
    said = {"account": row.evaluator_id, "facts": {"under_two": row.under_two}, "actor": actor, "at": at}
    return start(row, EVALUATE, row.received_on, **said)


def start_return(row: Transmission, rule: str, event_on: date, *, actor, at: datetime):
    said = {"rule": rule, "subject": row.pk, "kind": OF_TRANSMISSION, "event_on": event_on, "unit": row.unit_id}
    clock = deadlines.start(actor=actor, at=at, **said)
    _in_hand(clock, row.unit_id, None, actor=actor, at=at)
    return clock


def open_step(row: Concern, label: str, on: date, *, actor, at: datetime, account: UUID | None = None):
    said = {"kind": KIND, "subject": row.pk, "unit": row.unit_id, "account": account, "label": label}
    return deadlines.open_obligation(actor=actor, at=at, due_at=end_of(on, zone_of(row)), **said)


def await_reception(transmission: UUID, unit, *, actor, at: datetime):
    said = {"kind": OF_TRANSMISSION, "subject": transmission, "unit": unit.pk, "label": REGISTER}
    return deadlines.open_obligation(actor=actor, at=at, due_at=in_working_days(at, 1, unit.time_zone), **said)


def entrust(row: Concern, *, actor, at: datetime) -> None:
    """Both evaluators have the same promise in hand, each by name."""
    with scope.moving(*filter(None, [row.evaluating_id, row.beside_id])):
        evaluating, beside = row.evaluating, row.beside
    due_at = evaluating.due_at
    if evaluating.closed_at is None:
        _in_hand(evaluating, row.unit_id, row.evaluator_id, actor=actor, at=at)
    if beside is None:
        said = {"kind": KIND, "subject": row.pk, "unit": row.unit_id, "label": BESIDE, "due_at": due_at}
        said["why"] = evaluating.why
        row.beside = deadlines.open_obligation(actor=actor, at=at, account=row.co_evaluator_id, **said)
    else:
        _in_hand(beside, row.unit_id, row.co_evaluator_id, actor=actor, at=at, due_at=due_at)


def leave(row: Concern, former: Stage, owed: UUID | None, *, actor, at: datetime) -> None:
    """What the former stage owed is done."""
    said = {"actor": actor, "at": at}
    if former in RULE_OF:
        done_on = row.referred_on if former == Stage.TO_REFER else None
        fulfil(row, RULE_OF[former], owed, outcome=row.stage, on=done_on, **said)
    elif former != Stage.EVALUATING and owed:
        discharge(owed, outcome=row.stage, **said)
    if row.stage not in {Stage.TO_ASSIGN, Stage.EVALUATING}:
        fulfil(row, EVALUATE, row.evaluating_id, outcome=row.stage, **said)


def fulfil(
    row: Concern, rule: str, clock: UUID | None, *, actor, at: datetime, outcome: str, on: date | None = None
) -> None:
    """The evaluators do not see what the unit owes: it is named while it ends (decision D12)."""
    with scope.moving(*filter(None, [clock])):
        deadlines.fulfil(actor=actor, at=at, kind=KIND, subject=row.pk, rule=rule, outcome=outcome, on=on)


def fulfil_return(row: Transmission, *, actor, at: datetime, on: date) -> None:
    said = {"kind": OF_TRANSMISSION, "subject": row.pk, "outcome": "returned", "on": on}
    for rule in (RETURN, RETURN_ASKED):
        deadlines.fulfil(actor=actor, at=at, rule=rule, **said)


def discharge(obligation: UUID, *, actor, at: datetime, outcome: str) -> None:
    with scope.moving(obligation):
        deadlines.discharge(actor=actor, at=at, obligation=obligation, outcome=outcome)


def _in_hand(clock, unit: UUID, account: UUID | None, *, actor, at: datetime, due_at: datetime | None = None) -> None:
    """Nobody else is warned before its hour: `escalates_at` stays empty."""
    with scope.moving(clock.pk):
        deadlines.hand_over(
            actor=actor, at=at, obligation=clock.pk, unit=unit, account=account, due_at=due_at or clock.due_at
        )
