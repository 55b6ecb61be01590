"""The first appointment of an orientation is one of reception: same agenda, same card; each follows the other."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import scope
from tisserand.assessment.models import Orientation
from tisserand.assessment.operations.orientation_moves import day, locked, move, next_link, refuse_unless
from tisserand.assessment.rules import orientation_refusals as why
from tisserand.assessment.rules.orientation import Owner, State
from tisserand.assessment.rules.orientation_words import APPOINTMENT, CANCELLED, ENTRUSTED, KEPT, MISSED
from tisserand.deadlines.rules import end_of, in_working_days
from tisserand.reception import operations as reception
from tisserand.reception import queries
from tisserand.reception.rules.appointments import EARLY, TAKEN_UP, Slot
from tisserand.reception.rules.appointments import State as Kept

# Nobody expects her any more: another hour is fixed by then, or by the date of before if it is later.
DAYS_TO_FIX_AGAIN = 1


@transaction.atomic
def schedule_first_meeting(
    *,
    actor,
    at: datetime,
    orientation: UUID,
    expected_version: int,
    slot: Slot | None,
    unit: UUID | None,
) -> Orientation:
    """After one that was missed, contact is made again by this one."""
    row = locked(actor, orientation, expected_version)
    on = day(row, slot.starts_at) if slot else None
    reasons = why.refusals_to_schedule(on, today=day(row, at), fixed=row.first_appointment_at is not None, unit=unit)
    refuse_unless(actor, row, Owner.PROFESSIONAL, State.ATTRIBUTED, reasons)
    fixed = reception.book_appointment(
        actor=actor,
        at=at,
        person=row.person_id,
        professional=row.attributed_to_id,
        unit=unit,
        slot=slot,
        follows=_to_take_up(actor, row),
        fixed_for=row.pk,
    )
    row.refresh_from_db()
    return row if row.first_appointment_id == fixed.pk else _expect(row, fixed, actor=actor, at=at)


@transaction.atomic
def record_first_meeting(
    *, actor, at: datetime, orientation: UUID, expected_version: int, met_on: date | None, words: str = ""
) -> Orientation:
    """The orientation has done its work: she has met who accompanies her."""
    row = locked(actor, orientation, expected_version)
    attributed_on = row.attributed_on or day(row, row.state_since)
    reasons = why.refusals_to_meet(met_on, attributed_on=attributed_on, today=day(row, at))
    refuse_unless(actor, row, Owner.PROFESSIONAL, State.MET, reasons)
    fixed_at = row.first_appointment_at
    row.met_on = met_on
    row = move(actor=actor, at=at, row=row, to=State.MET, words=words)
    if fixed_at and day(row, fixed_at) == met_on and at >= fixed_at - EARLY:
        reception.honour_appointment(actor=actor, at=at, appointment=row.first_appointment_id)
    elif fixed_at and fixed_at > at:
        reception.call_off_appointment(actor=actor, at=at, appointment=row.first_appointment_id, knows=True)
    return row


def hold(orientation: UUID) -> None:
    """Before its appointment, as every move of it does. Called from `reception`, whoever acts there."""
    with scope.moving(orientation):
        Orientation.objects.select_for_update(no_key=True).filter(pk=orientation).values_list("pk").first()


def follow_appointment(*, actor, at: datetime, appointment, following=None) -> None:
    """It was moved, cancelled, missed or kept from the agenda. Called from `reception`, whoever acts there."""
    with scope.moving(appointment.fixed_for):
        row = _waiting_for(appointment)
        if row is None:
            return
        if following and following.professional_id == row.attributed_to_id:
            _expect(row, following, actor=actor, at=at)
        elif following:
            row.first_appointment_id = following.pk
            _expect_no_more(row, ENTRUSTED, actor=actor, at=at)
        elif appointment.state != Kept.HONOURED:
            _expect_no_more(row, MISSED if appointment.state == Kept.MISSED else CANCELLED, actor=actor, at=at)
        elif appointment.professional_id == row.attributed_to_id:
            row.met_on = day(row, appointment.starts_at)
            move(actor=actor, at=at, row=row, to=State.MET)


def keep_hour(row: Orientation, *, actor, at: datetime) -> Orientation:
    """It was attributed anew: she still comes at the hour that was fixed, when whoever meets her now is free."""
    expected, row.first_appointment_at = row.first_appointment_at, None
    said = {"actor": actor, "at": at, "appointment": row.first_appointment_id}
    kept = row.first_appointment_id and reception.keep_hour(**said, professional=row.attributed_to_id)
    if kept:
        return _expect(row, kept, actor=actor, at=at, reason=KEPT)
    return _expect_no_more(row, CANCELLED, actor=actor, at=at) if expected else row


def forget_meeting(row: Orientation) -> UUID | None:
    """Nobody will receive her: what was fixed, to be called off once the orientation has moved."""
    fixed = row.first_appointment_id
    row.first_appointment_id = row.first_appointment_at = None
    return fixed


def call_off(fixed: UUID | None, *, actor, at: datetime) -> None:
    if fixed:
        reception.call_off_appointment(actor=actor, at=at, appointment=fixed)


def _to_take_up(actor, row: Orientation) -> UUID | None:
    """Missed or called off, it asks for another."""
    seen = queries.appointments(actor).filter(pk=row.first_appointment_id, state__in=TAKEN_UP)
    return row.first_appointment_id if seen.exists() else None


def _waiting_for(appointment) -> Orientation | None:
    rows = Orientation.objects.select_related("from_unit")
    return rows.filter(pk=appointment.fixed_for, state=State.ATTRIBUTED, first_appointment_id=appointment.pk).first()


def _expect(row: Orientation, fixed, *, actor, at: datetime, reason: str = APPOINTMENT) -> Orientation:
    row.first_appointment_id, row.first_appointment_at = fixed.pk, fixed.starts_at
    due_at = end_of(day(row, fixed.starts_at), row.from_unit.time_zone)
    return move(actor=actor, at=at, row=row, to=State.ATTRIBUTED, due_at=due_at, reason=reason)


def _expect_no_more(row: Orientation, why: str, *, actor, at: datetime) -> Orientation:
    """Which one it was is kept, for the one that takes it up, or for whoever it was given to."""
    row.first_appointment_at = None
    again = in_working_days(at, DAYS_TO_FIX_AGAIN, row.from_unit.time_zone)
    due_at = max(again, next_link(row, row.state_since).due_at)
    return move(actor=actor, at=at, row=row, to=State.ATTRIBUTED, due_at=due_at, reason=why)
