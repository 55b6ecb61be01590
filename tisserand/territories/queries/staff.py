"""R09: who holds each site, and what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tisserand.access import queries as access
from tisserand.territories.rules import staffing
from tisserand.territories.rules.organisation import Role, UnitKind

RECEPTION = (Role.RECEPTION_SECRETARY, Role.RECEPTION_WORKER)


@dataclass(frozen=True)
class Composition:
    """The people of a site, what people call such a group, and what it lacks in words."""

    unit: object
    seats: tuple
    name: str
    gaps: tuple[str, ...]


def reception_staff(sites: Iterable, *, on: date) -> Mapping[UUID, Composition]:
    """One query, whatever the number of sites."""
    sites = list(sites)
    seats = list(access.colleagues(unit_ids=[site.pk for site in sites], on=on, roles=RECEPTION))
    return {site.pk: _composition(site, [seat for seat in seats if seat.unit_id == site.pk]) for site in sites}


def _composition(site, seats: list) -> Composition:
    seats = sorted(seats, key=lambda seat: RECEPTION.index(seat.role))
    roles = [seat.role for seat in seats]
    return Composition(site, tuple(seats), staffing.composition(roles), staffing.gaps(roles))


def staffing_gaps(on: date) -> list[Composition]:
    """The sites that no longer have their pair on that day. Absences are counted by the room that knows them."""
    sites = access.units(kind=UnitKind.SITE, on=on).order_by("name", "id")
    return [composition for composition in reception_staff(sites, on=on).values() if composition.gaps]
