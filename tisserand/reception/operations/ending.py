"""A coming that nobody ended leaves the line at midnight: its site is to say how it ended (invariant 1)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from tisserand.access import queries as access
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as dues
from tisserand.deadlines.operations import About
from tisserand.deadlines.rules import in_working_days
from tisserand.kernel.sentences import month_day
from tisserand.reception.models import Visit
from tisserand.reception.operations.locks import KIND, today_of
from tisserand.reception.operations.tickets import hold_days
from tisserand.reception.rules import visits


def owe_endings(*, actor, at: datetime) -> int:
    """Every night, of all that is left open; what is owed already is left as it is. How many were owed anew."""
    sites = Visit.objects.filter(state__in=visits.OPEN).order_by().values_list("site_id", flat=True).distinct()
    return sum(_owe_of(access.unit(site), actor=actor, at=at) for site in sorted(sites))


def follow_ending(visit: Visit, *, actor, at: datetime) -> None:
    """She left, or somebody reopened a coming of a past day, or typed it today."""
    if visit.day >= today_of(visit, at):
        return
    owed = [row.pk for row in dues.of_things([visit.pk]) if row.kind == KIND]
    if visit.state in visits.OPEN and not owed:
        _owe([visit], access.unit(visit.site_id), actor=actor, at=at)
    if visit.state not in visits.OPEN:
        for obligation in owed:
            deadlines.discharge(actor=actor, at=at, obligation=obligation, outcome=visit.outcome or visit.state)


@transaction.atomic
def _owe_of(site, *, actor, at: datetime) -> int:
    forgotten = Visit.objects.filter(site=site, day__lt=access.today(at, site.time_zone), state__in=visits.OPEN)
    hold_days(forgotten.order_by("id").values_list("pk", flat=True))
    rows = list(forgotten.order_by("id").select_for_update(no_key=True))
    owed = set(dues.about(actor, kind=KIND, subjects=[row.pk for row in rows]).values_list("subject", flat=True))
    return _owe([row for row in rows if row.pk not in owed], site, actor=actor, at=at)


def _owe(rows: Iterable[Visit], site, *, actor, at: datetime) -> int:
    due_at = in_working_days(at, visits.ENDED_IN, site.time_zone)
    return deadlines.open_obligations(
        actor=actor,
        at=at,
        kind=KIND,
        about=[About(row.pk, _label(row), row.person_id) for row in rows],
        unit=site.pk,
        due_at=due_at,
        escalates_at=due_at,
    )


def _label(visit: Visit) -> str:
    """By its ticket and its day: a coming without a name is told from another."""
    return f"Dire comment s’est terminée la venue n°\u00a0{visit.ticket} du {month_day(visit.day)}"
