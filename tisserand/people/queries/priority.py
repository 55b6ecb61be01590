"""R16: what was answered about living in a priority area, address by address."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from uuid import UUID

from django.db.models import QuerySet

from tisserand.access.queries import visible
from tisserand.access.statements import written_once
from tisserand.people.models import Address, PriorityAnswer
from tisserand.people.rules.changes import Change
from tisserand.people.rules.priority import living_label


def priority_answers(actor, addresses: Iterable[UUID]) -> dict[UUID, list[PriorityAnswer]]:
    """Of each of these addresses, the latest first. One query; none without an address."""
    found: dict[UUID, list[PriorityAnswer]] = {}
    if asked := list(addresses):
        rows = visible(PriorityAnswer, actor).filter(address__in=asked).select_related("recorded_by")
        for row in rows.order_by("address_id", "-recorded_at", "-id"):
            found.setdefault(row.address_id, []).append(row)
    return found


def priority_changes(actor, person_id: UUID) -> list[Change]:
    """What was answered otherwise since, for any address of hers, the latest first."""
    by_address: dict[UUID, list[PriorityAnswer]] = {}
    for row in _answers(actor, person_id):
        by_address.setdefault(row.address_id, []).append(row)
    found = [change for rows in by_address.values() for change in _changes(rows)]
    return sorted(found, key=lambda change: change.at, reverse=True)


@written_once
def _answers(actor, person_id: UUID) -> QuerySet[PriorityAnswer]:
    rows = visible(PriorityAnswer, actor).filter(person_id=person_id).select_related("address")
    return rows.order_by("address_id", "recorded_at", "id")


def _changes(rows: Sequence[PriorityAnswer]) -> Iterable[Change]:
    for former, row in pairwise(rows):
        said = (living_label(one.answer, one.area_name) for one in (former, row))
        yield Change(row.recorded_at, row.recorded_by_id, ((_place(row.address), *said),))


def _place(address: Address) -> str:
    return ", ".join(part for part in (address.lines, address.commune_name) if part)


def living_said(row: PriorityAnswer) -> str:
    return f"en quartier prioritaire\u00a0: {living_label(row.answer, row.area_name)}"
