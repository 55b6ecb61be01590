"""Who is on call now and next, and the hours for which nobody answers."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from tisserand.access import queries as access
from tisserand.access.queries import visible
from tisserand.access.rules import roles
from tisserand.reception.models import OnCall
from tisserand.reception.queries.leaving import shifts_of_nobody
from tisserand.reception.rules import on_call as rules
from tisserand.reception.rules.on_call import Span
from tisserand.territories import queries as territories


def shifts(actor) -> QuerySet[OnCall]:
    return visible(OnCall, actor).filter(cancelled_at=None).order_by("starts_at", "id")


def shifts_between(actor, start: datetime, end: datetime) -> QuerySet[OnCall]:
    return shifts(actor).filter(starts_at__lt=end, ends_at__gt=start).select_related("changed_by")


def on_call_at(actor, at: datetime) -> OnCall | None:
    """Somebody who works here: a number that nobody answers is not given."""
    return shifts(actor).exclude(pk__in=shifts_of_nobody(at)).filter(starts_at__lte=at, ends_at__gt=at).first()


def holes_ahead(actor, at: datetime, *, left: Collection[UUID] | None = None) -> list[Span]:
    """In the four weeks to come: every site is shut and nobody is on call, or somebody who has `left`."""
    end = at + rules.AHEAD
    gone = shifts_of_nobody(at) if left is None else left
    held = [(row.starts_at, row.ends_at) for row in shifts_between(actor, at, end) if row.pk not in gone]
    return rules.holes([*held, *territories.open_spans(at, end)], start=at, end=end)


def who_may_answer(on: date) -> dict[UUID, str]:
    """Colleagues who read the protocol, by name. Two queries."""
    able = [role.code for role in roles().values() if "urgency.read" in role.capabilities]
    units = [unit.pk for unit in access.units(on=on)]
    return {seat.account_id: seat.account.name for seat in access.colleagues(unit_ids=units, on=on, roles=able)}
