"""A colleague leaves, steps aside or is stood in for: her appointments and shifts are somebody’s to see to (R03)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal, scope
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as dues
from tisserand.reception.models import Appointment
from tisserand.reception.operations.appointments import KIND, contact_made, locked
from tisserand.reception.queries.leaving import appointments_to_settle, keeper_of
from tisserand.reception.rules import leaving
from tisserand.reception.rules.appointments import State

TO_ENTRUST = f"{KIND}.entrust"
BACK = "recoit-de-nouveau"


def ask_for_others(*, actor, at: datetime) -> int:
    """Each appointment of who will not be there is asked about once, and no more when she is back. How many changed."""
    return sum(_settle(*one, actor=actor, at=at) for one in appointments_to_settle(at))


@transaction.atomic
def go_on_without(*, actor, at: datetime, person: UUID | None, gone: UUID) -> None:
    """She stepped aside, or left: at once, who was to meet her meets somebody else. Called from `people`."""
    hers = Appointment.objects.filter(person_id=person, professional_id=gone, state=State.PLANNED, obligation=None)
    for row in hers.select_related("unit").order_by("id").select_for_update(no_key=True, of=("self",)):
        _ask(row, None, actor=actor, at=at)


def follow_visibility(*, actor, at: datetime, person: UUID) -> None:
    """Her file was closed: what was asked about her is its keeper's to do, unless whoever met her has it in hand."""
    hers = Appointment.objects.filter(person_id=person).exclude(obligation=None).select_related("unit")
    rows = hers.in_bulk()
    for duty in dues.of_things(sorted(rows)):
        row = rows[duty.subject]
        keeper = keeper_of(row, at)
        if keeper and duty.account_id != row.professional_id:
            deadlines.hand_over(actor=actor, at=at, obligation=duty.pk, unit=row.unit_id, account=keeper)


@transaction.atomic
def _settle(appointment: UUID, asked: bool, needed: bool, covering: UUID | None, *, actor, at: datetime) -> bool:
    row = locked(appointment)
    if row.state != State.PLANNED or asked != dues.is_owed(row.obligation_id):
        return False
    if not asked:
        _ask(row, covering, actor=actor, at=at)
    elif needed:
        return _pass_on(row, covering or keeper_of(row, at), actor=actor, at=at)
    else:
        contact_made(row, BACK, actor=actor, at=at)
        _owe(row, None)
    return True


def _pass_on(row: Appointment, to: UUID | None, *, actor, at: datetime) -> bool:
    """A cover begins, or ends: who stood in no longer reads it."""
    if row.obligation.account_id == to:
        return False
    deadlines.hand_over(actor=actor, at=at, obligation=row.obligation_id, unit=row.unit_id, account=to)
    return True


def _ask(row: Appointment, covering: UUID | None, *, actor, at: datetime) -> None:
    """Of whoever stands in for her; else of the desk or the team; of whoever keeps a protected file."""
    due_at = leaving.due(row.starts_at, at=at, zone=row.unit.time_zone)
    duty = deadlines.open_obligation(
        actor=actor,
        at=at,
        kind=TO_ENTRUST,
        subject=row.pk,
        label=leaving.label(row.starts_at, at=at),
        unit=row.unit_id,
        account=covering or keeper_of(row, at),
        person=row.person_id,
        due_at=due_at,
        escalates_at=due_at,
    )
    _owe(row, duty)
    journal.record(
        actor=actor, at=at, verb="appointment.ask_for_another", kind=KIND, subject=row.pk, person=row.person_id
    )


def _owe(row: Appointment, duty) -> None:
    row.obligation, row.version = duty, row.version + 1
    with scope.moving(row.pk):
        row.save(update_fields=["obligation", "version"])
