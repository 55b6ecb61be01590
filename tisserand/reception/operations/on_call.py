"""Who is on call from when to when: written, changed, cancelled; never two at once (R24)."""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.rows import already, change, one_at_a_time
from tisserand.access.rules import able
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as dues
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import refuse
from tisserand.reception import queries
from tisserand.reception.models import OnCall
from tisserand.reception.operations.urgency import ProtocolChanged
from tisserand.reception.queries.urgency import WRITES
from tisserand.reception.rules import leaving
from tisserand.reception.rules import on_call as rules
from tisserand.reception.rules.on_call import Shift

KIND = "reception.on_call"
# One list for the département: the second of two overlapping shifts sees the first.
THE_LIST = UUID(int=25)
PAST, BACK = "passe", "tient-de-nouveau"


@transaction.atomic
def put_on_call(
    *, actor, at: datetime, shift: Shift, account: UUID | None = None, request_key: UUID | None = None
) -> OnCall:
    if known := already(OnCall, request_key):
        return known
    _refuse_overlaps(shift, at=at)
    row = OnCall(id=new_id(), created_at=at, created_by_id=actor.account_id, request_key=request_key)
    row.changed_at, row.changed_by_id = at, actor.account_id
    for name, value in _fields(shift, account).items():
        setattr(row, name, value)
    row.save(force_insert=True)
    journal.record(actor=actor, at=at, verb="on_call.put", kind=KIND, subject=row.pk)
    return row


@transaction.atomic
def change_on_call(
    *, actor, at: datetime, on_call: UUID, expected_version: int, shift: Shift, account: UUID | None = None
) -> OnCall:
    row = OnCall.objects.select_for_update(no_key=True).get(pk=on_call)
    said = _fields(shift, account)
    if said == {name: getattr(row, name) for name in said}:
        return row
    if row.version != expected_version:
        raise ProtocolChanged(row, {"name": row.name, "phone": row.phone})
    refuse(rules.refusals_to_change(row.ends_at, row.cancelled_at is not None, at=at))
    _refuse_overlaps(shift, at=at, without=row.pk)
    same = row.account_id == account
    change(row, actor=actor, at=at, **said)
    if not same:
        _is_held(row.pk, "change", actor=actor, at=at)
    journal.record(actor=actor, at=at, verb="on_call.change", kind=KIND, subject=row.pk)
    return row


@transaction.atomic
def cancel_on_call(*, actor, at: datetime, on_call: UUID) -> OnCall:
    row = OnCall.objects.select_for_update(no_key=True).get(pk=on_call)
    if row.cancelled_at:
        return row
    refuse(rules.refusals_to_change(row.ends_at, False, at=at))
    change(row, actor=actor, at=at, cancelled_at=at)
    _is_held(row.pk, "annule", actor=actor, at=at)
    journal.record(actor=actor, at=at, verb="on_call.cancel", kind=KIND, subject=row.pk)
    return row


def ask_for_holders(*, actor, at: datetime) -> int:
    """Of those who keep the list, each shift in the name of somebody who left; no more once it is over."""
    alone = queries.shifts_of_nobody(at)
    asked = set(dues.open_obligations(actor).filter(kind=KIND).values_list("subject", flat=True))
    return sum(_settle(key, key in alone, actor=actor, at=at) for key in sorted(alone ^ asked))


@transaction.atomic
def _settle(shift: UUID, alone: bool, *, actor, at: datetime) -> bool:
    """Nothing, when another sweep was first."""
    row = OnCall.objects.select_for_update(no_key=True).get(pk=shift)
    if alone == bool(dues.of_things([row.pk])):
        return False
    if alone:
        _ask(row, actor=actor, at=at)
    else:
        _is_held(row.pk, PAST if row.ends_at <= at else BACK, actor=actor, at=at)
    return True


def _ask(row: OnCall, *, actor, at: datetime) -> None:
    on = access.today(at, settings.TIME_ZONE_OF_THE_ORGANISATION)
    seat = _keeper(row, on)
    if seat is None:
        return
    due_at = leaving.due(row.starts_at, at=at, zone=seat.unit.time_zone)
    deadlines.open_obligation(
        actor=actor,
        at=at,
        kind=KIND,
        subject=row.pk,
        label=leaving.TO_HOLD,
        unit=seat.unit_id,
        account=seat.account_id,
        due_at=due_at,
        escalates_at=due_at,
    )
    journal.record(actor=actor, at=at, verb="on_call.ask_for_another", kind=KIND, subject=row.pk)


def _keeper(row: OnCall, on: date):
    """Whoever wrote it, when she keeps the list still."""
    units = access.units(on=on).values_list("pk", flat=True)
    seats = list(access.colleagues(unit_ids=units, on=on, roles=able(WRITES)))
    return next((seat for seat in seats if seat.account_id == row.changed_by_id), seats[0] if seats else None)


def _is_held(shift: UUID, outcome: str, *, actor, at: datetime) -> None:
    for duty in dues.of_things([shift]):
        deadlines.discharge(actor=actor, at=at, obligation=duty.pk, outcome=outcome)


def _refuse_overlaps(shift: Shift, *, at: datetime, without: UUID | None = None) -> None:
    one_at_a_time(THE_LIST)
    rows = OnCall.objects.filter(cancelled_at=None, ends_at__gt=shift.starts_at).exclude(pk=without)
    refuse(rules.refusals_to_hold(shift, list(rows.values_list("starts_at", "ends_at")), at=at))


def _fields(shift: Shift, account: UUID | None) -> dict:
    return {
        "starts_at": shift.starts_at,
        "ends_at": shift.ends_at,
        "name": shift.name.strip(),
        "phone": shift.phone,
        "account_id": account,
    }
