"""Who is on call from when to when: written, changed, cancelled; never two at once (R24)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.access.rows import already, change, one_at_a_time
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import refuse
from tisserand.reception.models import OnCall
from tisserand.reception.operations.urgency import ProtocolChanged
from tisserand.reception.rules import on_call as rules
from tisserand.reception.rules.on_call import Shift

KIND = "reception.on_call"
# One list for the département: the second of two overlapping shifts sees the first.
THE_LIST = UUID(int=25)


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
    change(row, actor=actor, at=at, **said)
    journal.record(actor=actor, at=at, verb="on_call.change", kind=KIND, subject=row.pk)
    return row


@transaction.atomic
def cancel_on_call(*, actor, at: datetime, on_call: UUID) -> OnCall:
    row = OnCall.objects.select_for_update(no_key=True).get(pk=on_call)
    if row.cancelled_at:
        return row
    refuse(rules.refusals_to_change(row.ends_at, False, at=at))
    change(row, actor=actor, at=at, cancelled_at=at)
    journal.record(actor=actor, at=at, verb="on_call.cancel", kind=KIND, subject=row.pk)
    return row


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
