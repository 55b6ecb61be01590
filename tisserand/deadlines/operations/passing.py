"""By hand, and seen: given to a colleague, told to somebody who decides."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.deadlines import queries, rules
from tisserand.deadlines.models import Obligation, Passing
from tisserand.deadlines.operations.duties import KIND, hand_over, locked
from tisserand.kernel.refusals import refuse


@transaction.atomic
def give(*, actor, at: datetime, obligation: UUID, to: UUID) -> Obligation:
    """The unit goes on answering for it; the file of the person is another matter, and opens elsewhere."""
    row = locked(obligation)
    able = queries.colleagues(row, on=access.today(at, row.unit.time_zone))
    refuse(rules.refusals_to_give_to(queries.held(actor, row), to, able))
    _keep(row, rules.Passed.GIVEN, to, actor=actor, at=at)
    return hand_over(actor=actor, at=at, obligation=row.pk, unit=row.unit_id, account=to)


@transaction.atomic
def tell(*, actor, at: datetime, obligation: UUID, to: UUID) -> Obligation:
    """Before its hour, and by name: nobody else is told of it when the hour comes."""
    row = locked(obligation)
    able = queries.deciders(row, on=access.today(at, row.unit.time_zone))
    refuse(rules.refusals_to_tell_to(queries.held(actor, row), to, able))
    refuse(rules.refusals_to_give(account=to, closed_to=queries.closed_to(row.person_id)))
    _keep(row, rules.Passed.TOLD, to, actor=actor, at=at)
    row.escalated_to_id, row.escalates_at, row.unheard_at = to, None, None
    row.save(update_fields=["escalated_to", "escalates_at", "unheard_at"])
    journal.record(actor=actor, at=at, verb="obligation.tell", kind=KIND, subject=row.pk, person=row.person_id)
    return row


def _keep(row: Obligation, kind: rules.Passed, to: UUID, *, actor, at: datetime) -> None:
    """Written before the row moves: afterwards this actor may see it no more."""
    Passing.objects.create(
        obligation=row, kind=kind, at=at, by_id=actor.account_id, held_by_id=row.account_id, to_id=to
    )
