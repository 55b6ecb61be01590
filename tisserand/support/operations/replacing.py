"""The référent knows the person, or works here no more: another is to be named."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import queries as access
from tisserand.access.rows import change
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as dues
from tisserand.deadlines.rules import in_working_days
from tisserand.support.models import Plan
from tisserand.support.operations.followed import leave_to_the_team
from tisserand.support.operations.hold import note
from tisserand.support.queries.facts import today_of
from tisserand.support.rules import State


@transaction.atomic
def go_on_without(*, actor, at: datetime, person: UUID | None, gone: UUID) -> None:
    """Each plan she led asks its manager for somebody else; her name stays until then. Called from `people`."""
    hers = Plan.objects.filter(person_id=person, referent_id=gone, replacement=None)
    for row in hers.exclude(state=State.CLOSED).order_by("id").select_for_update(no_key=True):
        change(row, actor=actor, at=at, replacement=_ask_for_another(row, actor=actor, at=at))
        note("referent_gone", row, actor=actor, at=at)
    leave_to_the_team(actor=actor, at=at, person=person, gone=gone)


def _ask_for_another(row: Plan, *, actor, at: datetime):
    aside = dues.closed_to(row.person_id)
    seat = access.nearest_holder(capability="plans.regulate", unit_id=row.team_id, on=today_of(row, at), without=aside)
    due_at = in_working_days(at, 1, access.unit(row.team_id).time_zone)
    return deadlines.open_obligation(
        actor=actor,
        at=at,
        kind="support.replace",
        subject=row.pk,
        person=row.person_id,
        unit=row.team_id,
        account=seat.account_id if seat else None,
        label="Nommer un autre référent",
        due_at=due_at,
        escalates_at=due_at,
    )
