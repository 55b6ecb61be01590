"""Numbers of the units whose figures one reads; PostgreSQL writes the small ones otherwise before they leave it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import connection

from tisserand.access import queries as access
from tisserand.reception.rules import lists
from tisserand.steering.rules.landmarks import (
    ACTS,
    AREAS,
    DEMANDS,
    PLANS,
    Counted,
    Landmark,
    how_landmark,
    why_landmark,
)
from tisserand.steering.rules.periods import Period
from tisserand.support.rules import coded

KINDS = {"site": "accueil", "team": "équipe"}
Found = Mapping[tuple[str, UUID], Counted]


@dataclass(frozen=True)
class Place:
    """A unit; a site and a team may bear the same name. `depth`: how many of those that one reads it is under."""

    unit: UUID
    kind: str
    name: str
    depth: int = 0

    @property
    def what(self) -> str:
        return KINDS.get(self.kind, "")


@dataclass(frozen=True)
class Line:
    place: Place
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    landmark: Landmark
    lines: tuple[Line, ...]


def landmarks(*, on: date) -> tuple[Landmark, ...]:
    return ACTS, PLANS, how_landmark(coded("formalisation")), DEMANDS, why_landmark(_reasons(on)), AREAS


def _reasons(on: date) -> dict[str, str]:
    return dict(lists.pairs("instead_reasons", on=on))


def tables(actor, period: Period, *, on: date) -> tuple[Table, ...]:
    """Every table of a period, in two queries whatever there is."""
    found, places = _counted(period), _places(actor, on)
    return tuple(Table(landmark, _lines(landmark, places, found)) for landmark in landmarks(on=on))


def _lines(landmark: Landmark, places: Iterable[Place], found: Found) -> tuple[Line, ...]:
    return tuple(
        Line(place, tuple((one.label, one.of(found.get((landmark.measure, place.unit), Counted()))) for one in columns))
        for columns in [landmark.columns]
        for place in places
        if place.kind in landmark.kinds
    )


def _counted(period: Period) -> Found:
    found: dict[tuple[str, UUID], Counted] = {}
    with connection.cursor() as cursor:
        cursor.execute("select * from walls.landmarks(%s, %s, %s)", [period.starts, period.span.value, period.until])
        for measure, unit, code, number, minutes in cursor.fetchall():
            known = found.get((measure, unit), Counted())
            found[measure, unit] = _with(known, code, number, minutes)
    return found


def _with(known: Counted, code: str, number: int, minutes: int) -> Counted:
    return replace(known, numbers={**known.numbers, code: number}, minutes={**known.minutes, code: minutes})


def _places(actor, on: date) -> list[Place]:
    """What one reads, from the widest to the smallest, each under its own."""
    rows = access.units(on=on).filter(pk__in=actor.reach("figures.read")).order_by("name", "id")
    below: dict[UUID | None, list] = {}
    units = {row.pk: row for row in rows}
    for row in units.values():
        below.setdefault(row.parent_id if row.parent_id in units else None, []).append(row)
    return list(_walk(below, None))


def _walk(below: Mapping[UUID | None, list], under: UUID | None, depth: int = 0) -> Iterable[Place]:
    for row in below.get(under, ()):
        yield Place(row.pk, row.kind, row.name, depth)
        yield from _walk(below, row.pk, depth + 1)
