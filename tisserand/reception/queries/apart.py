"""Two persons whose tie is confidential must not meet in our rooms: who else is expected there (practice.md)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from tisserand.access.queries import visible
from tisserand.access.statements import written_once
from tisserand.access.walls import among
from tisserand.people import queries as people
from tisserand.reception.models import Appointment, Visit
from tisserand.reception.queries.appointments import bounds
from tisserand.reception.rules.appointments import Place
from tisserand.reception.rules.appointments import State as Kept
from tisserand.reception.rules.visits import State

IN_OUR_ROOMS = [Place.OFFICE, Place.PERMANENCE]


@dataclass(frozen=True)
class Crossing:
    """Tickets of those who are there, hours of those who are awaited. Never a name: screens are seen by the room."""

    tickets: tuple[int, ...] = ()
    hours: tuple[datetime, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tickets or self.hours)


def crossing(actor, person: UUID | None, unit, day: date) -> Crossing:
    """Nothing is asked of the line nor of the agenda for whoever is kept apart from nobody."""
    others = people.kept_apart(actor, person) if person else frozenset()
    if not others:
        return Crossing()
    present = _present(actor, unit.pk, day, others)
    awaited = _awaited(actor, unit.pk, *bounds(unit.time_zone, day), others)
    return Crossing(tuple(row.ticket for row in present), tuple(row.starts_at for row in awaited))


@written_once
def _present(actor, site: UUID, day: date, others: frozenset[UUID]) -> QuerySet[Visit]:
    rows = visible(Visit, actor).filter(among("person_id", others), site_id=site, day=day)
    return rows.filter(state__in=[State.WAITING, State.RECEIVED]).order_by("ticket", "id")


@written_once
def _awaited(actor, unit: UUID, first: datetime, last: datetime, others: frozenset[UUID]) -> QuerySet[Appointment]:
    rows = visible(Appointment, actor).filter(among("person_id", others), unit_id=unit, state=Kept.PLANNED)
    rows = rows.filter(place__in=IN_OUR_ROOMS)
    return rows.filter(starts_at__gte=first, starts_at__lt=last).order_by("starts_at", "id")
