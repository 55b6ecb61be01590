"""The chef de service: wait, attribute, and the decision after two refusals or when the person contests."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.assessment.models import Orientation
from tisserand.assessment.operations.first_meeting import call_off, forget_meeting, keep_hour
from tisserand.assessment.operations.orientation_moves import day, locked, move, refuse_unless
from tisserand.assessment.operations.orientation_sending import CARE_REASON, leave_care, record_act
from tisserand.assessment.queries import orientation_places as places
from tisserand.assessment.rules import orientation_refusals as why
from tisserand.assessment.rules.orientation import Owner, State
from tisserand.assessment.rules.orientation_refusals import Decision
from tisserand.assessment.rules.orientation_words import ARBITRATED
from tisserand.deadlines.rules import end_of
from tisserand.people import operations as people


@transaction.atomic
def keep_waiting(
    *, actor, at: datetime, orientation: UUID, expected_version: int, words: str, until: date | None = None
) -> Orientation:
    """« En attente d’attribution »: overload is said and looked at again, it is never a refusal."""
    row = locked(actor, orientation, expected_version)
    zone = row.from_unit.time_zone
    reasons = why.refusals_to_wait(until=until, words=words, today=day(row, at), zone=zone)
    refuse_unless(actor, row, Owner.ATTRIBUTOR, State.WAITING, reasons)
    leave_care(actor, at, row)
    fixed = forget_meeting(row)
    row.attributed_to_id = row.attributed_on = None
    due_at = end_of(until, zone) if until else None
    row = move(actor=actor, at=at, row=row, to=State.WAITING, words=words, due_at=due_at)
    call_off(fixed, actor=actor, at=at)
    return row


@transaction.atomic
def attribute(
    *, actor, at: datetime, orientation: UUID, expected_version: int, professional: UUID | None, words: str = ""
) -> Orientation:
    """Names the professional, who joins the care team: from here she opens the file."""
    row = locked(actor, orientation, expected_version)
    refuse_unless(
        actor, row, Owner.ATTRIBUTOR, State.ATTRIBUTED, _refusals_to_attribute(row, professional, day(row, at))
    )
    leave_care(actor, at, row)
    row.attributed_to_id, row.attributed_on = professional, day(row, at)
    # Another colleague: the waiting begins anew, in the same state.
    row.state_since = at
    _join_care(actor, at, row)
    row = move(actor=actor, at=at, row=row, to=State.ATTRIBUTED, words=words)
    return keep_hour(row, actor=actor, at=at)


@transaction.atomic
def arbitrate(
    *,
    actor,
    at: datetime,
    orientation: UUID,
    expected_version: int,
    decision: Decision | None,
    words: str,
    unit: UUID | None = None,
    agreed_on: date | None = None,
) -> Orientation:
    """After two refusals, or because the person contests. The pôle named here can no longer refuse."""
    row = locked(actor, orientation, expected_version)
    to = State.CLOSED if decision is Decision.CLOSE else State.ADMISSIBLE
    reasons = why.refusals_to_arbitrate(
        decision=decision, unit=unit, words=words, agreed_on=agreed_on, today=day(row, at)
    )
    refuse_unless(actor, row, Owner.ARBITER, to, reasons)
    record_act(actor, at, row, unit=row.from_unit_id, function="coordination")
    _decide(row, decision, unit, at)
    if to is State.ADMISSIBLE:
        row.agreed_on, row.admissible_at = agreed_on, at
    return move(actor=actor, at=at, row=row, to=to, words=words, reason=ARBITRATED)


def _decide(row: Orientation, decision: Decision | None, unit: UUID | None, at: datetime) -> None:
    on = day(row, at)
    row.attributed_to_id = row.attributed_on = row.suggested_unit_id = None
    if decision is Decision.CLOSE:
        row.close_reason = ARBITRATED
    elif decision is Decision.POLE and unit is not None:
        row.to_unit_id = row.addressed_to_id = unit
        row.sent_at = row.sent_at or at
        row.attribution_unit_id = places.attribution_unit(unit, row.from_unit_id, on=on)
    else:
        row.attribution_unit_id = places.attribution_unit(None, row.from_unit_id, on=on)
        row.to_unit_id = row.attribution_unit_id


def _refusals_to_attribute(row: Orientation, professional: UUID | None, on: date):
    if row.attribution_unit_id is None:
        return ()
    colleagues = {seat.account_id for seat in places.professionals(row.attribution_unit_id, on=on)}
    return why.refusals_to_attribute(professional, colleagues)


def _join_care(actor, at: datetime, row: Orientation) -> None:
    people.join_care_team(
        actor=actor,
        at=at,
        person=row.person_id,
        unit=row.attribution_unit_id,
        account=row.attributed_to_id,
        reason=CARE_REASON,
        starts_on=row.attributed_on,
    )
