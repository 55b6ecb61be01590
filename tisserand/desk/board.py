"""What each unit owes, kind by kind, for who leads a team. Never by colleague (invariant 6). Two queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from functools import reduce
from itertools import groupby
from operator import add
from uuid import UUID

from tisserand.access.rules import unit_in_words
from tisserand.deadlines import queries as deadlines
from tisserand.desk import duties, kinds

# Against how much was late then, a team sees where it goes.
BEFORE = timedelta(days=7)


@dataclass(frozen=True)
class Figures:
    """Each obligation stands in one of the first four; `unassigned` counts across them."""

    late: int
    today: int
    week: int
    later: int
    unassigned: int
    oldest: datetime

    @property
    def all(self) -> int:
        return self.late + self.today + self.week + self.later

    def __add__(self, other: "Figures") -> "Figures":
        sums = {one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)[:-1]}
        return Figures(**sums, oldest=min(self.oldest, other.oldest))


@dataclass(frozen=True)
class Line:
    code: str
    label: str
    figures: Figures


@dataclass(frozen=True)
class UnitBoard:
    """`late_before`: what was late a week ago, when that night was counted."""

    unit: UUID
    name: str
    lines: tuple[Line, ...]
    total: Figures
    late_before: int | None


def boards(actor, *, at: datetime, tonight: datetime, today: date) -> list[UnitBoard]:
    now, tonight, in_six_days = duties.instants(at, tonight)
    rows = deadlines.by_unit_and_kind(actor, now=now, tonight=tonight, in_six_days=in_six_days)
    before = deadlines.late_that_night(actor, today - BEFORE)
    grouped = groupby(rows, key=lambda row: (unit_in_words(row["unit__name"], row["unit__kind"]), row["unit_id"]))
    return [_board(unit, name, list(found), before) for (name, unit), found in grouped]


def _board(unit: UUID, name: str, rows: list[dict], before: Mapping[UUID, int]) -> UnitBoard:
    found: dict[str, list[Figures]] = {}
    for row in rows:
        found.setdefault(kinds.family(row["kind"]), []).append(_figures(row))
    lines = tuple(Line(code, kinds.label(code), _sum(found[code])) for code in kinds.in_order(found))
    return UnitBoard(unit, name, lines, _sum(line.figures for line in lines), before.get(unit))


def _figures(row: Mapping) -> Figures:
    return Figures(**{one.name: row[one.name] for one in fields(Figures)})


def _sum(figures: Iterable[Figures]) -> Figures:
    return reduce(add, figures)
