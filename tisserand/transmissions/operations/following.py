"""What happens to the person below: her file closes, she is somebody's acquaintance, she is forgotten."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from tisserand.access import erasing
from tisserand.access import queries as access
from tisserand.deadlines.queries import closed_to
from tisserand.transmissions.models import Letter
from tisserand.transmissions.operations.letters import give
from tisserand.transmissions.operations.steps import note
from tisserand.transmissions.queries.facts import today_of
from tisserand.transmissions.rules import State


def follow_file(*, person: UUID) -> None:
    """Her file was closed, opened, or joined to another. Called from `people`, by wiring."""
    with connection.cursor() as cursor:
        cursor.execute("select walls.transmissions_agree(%s), walls.protections_agree(%s)", [person, person])


@transaction.atomic
def go_on_without(*, actor, at: datetime, person: UUID | None, gone: UUID) -> None:
    """Her holder knows the person, or has left: who answers for the team has the letter at once."""
    without = closed_to(person) | {gone}
    hers = Letter.objects.filter(person_id=person, holder_id=gone).exclude(state=State.CLOSED)
    for row in hers.order_by("id").select_for_update(no_key=True):
        seat = access.nearest_holder(
            capability="transmissions.see", unit_id=row.unit_id, on=today_of(row, at), without=without
        )
        give(row, seat.account_id if seat else None, actor=actor, at=at)
        note("holder_gone", row, actor=actor, at=at)


@transaction.atomic
def anonymise(*, pseudonyms: Mapping[UUID, UUID]) -> dict[str, int]:
    """Letters stay in the figures, without what was written. Called by `privacy`, which keeps the journal."""
    return erasing.forget("transmissions", pseudonyms)
