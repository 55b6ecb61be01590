"""Obligations as a list shows them: when, about whom, what, and where to do it. A fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Case, Count, Q, QuerySet, Window
from django.db.models import When as If
from django.db.models.functions import RowNumber

from tisserand.access.statements import written_once
from tisserand.deadlines import queries as deadlines
from tisserand.deadlines import rules
from tisserand.desk import kinds, links
from tisserand.people import queries as people
from tisserand.people.queries import Card

PAGE = 30


class Whose(StrEnum):
    MINE = "moi"
    UNASSIGNED = "equipe"
    # Whoever has it in hand.
    PERIMETER = "service"


# What a day begins with.
DAILY = (Whose.MINE, Whose.UNASSIGNED)


class When(StrEnum):
    ALL = "tout"
    LATE = "retard"
    TODAY = "aujourdhui"
    WEEK = "semaine"
    LATER = "plus-tard"


@dataclass(frozen=True)
class Duty:
    row: object
    card: Card | None
    url: str
    person_url: str
    ageing: str
    # A colleague and a place, unless it is oneself, or the only place one works in.
    whose: str
    # The heading under which it stands: late, today, this week, later.
    period: When = When.ALL


@dataclass(frozen=True)
class Counts:
    late: int
    today: int
    week: int
    later: int
    all: int

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})


NONE = Counts(0, 0, 0, 0, 0)
FIGURES = {"late": When.LATE, "today": When.TODAY, "week": When.WEEK, "later": When.LATER, "all": When.ALL}


@dataclass(frozen=True)
class Family:
    """A family of kinds in a list."""

    kinds: tuple[str, ...] = ()
    counts: Counts = NONE

    def with_kind(self, kind: str, counts: Counts) -> "Family":
        return Family((*self.kinds, kind), self.counts + counts)


def of(actor, *whose: Whose) -> QuerySet:
    """Mine; what my sites, teams and pôles answer for, all of it or what nobody has in hand."""
    return deadlines.open_obligations(actor).filter(reduce(or_, (_held(actor, one) for one in whose)))


def _held(actor, whose: Whose) -> Q:
    if whose == Whose.MINE:
        return deadlines.is_mine(actor)
    if whose == Whose.PERIMETER:
        return deadlines.is_owed_by(actor.reach("duties.see"))
    return deadlines.is_to_take(actor)


def until(when: When, now: datetime, tonight: datetime, in_six_days: datetime) -> Q:
    return {
        When.ALL: Q(),
        When.LATE: Q(due_at__lt=now),
        When.TODAY: Q(due_at__lte=tonight),
        When.WEEK: Q(due_at__lte=in_six_days),
        When.LATER: Q(due_at__gt=in_six_days),
    }[when]


def instants(at: datetime, tonight: datetime) -> tuple[datetime, datetime, datetime]:
    """What `until` cuts by."""
    return at, tonight, tonight + timedelta(days=6)


@dataclass(frozen=True)
class Daily:
    """What a day begins with: how much of it, and what becomes late first."""

    counts: dict[Whose, Counts]
    first: dict[Whose, list]


def daily(actor, most: int, *, at: datetime, tonight: datetime) -> Daily:
    """One query; each figure is the length of the list it opens."""
    rows = _first_of_each(actor, *instants(at, tonight), most)
    return Daily(
        {whose: _counted(rows, whose) for whose in DAILY},
        {whose: [row for row in rows if getattr(row, f"rank_{whose}") in range(1, most + 1)] for whose in DAILY},
    )


def _counted(rows: list, whose: Whose) -> Counts:
    """Every row carries the figures of all."""
    return Counts(**{name: getattr(rows[0], f"{whose}_{name}") for name in FIGURES}) if rows else NONE


@written_once
def _first_of_each(actor, now: datetime, tonight: datetime, in_six_days: datetime, most: int) -> QuerySet:
    counted = {
        f"{whose}_{name}": Window(Count("id", filter=_held(actor, whose) & until(when, now, tonight, in_six_days)))
        for whose in DAILY
        for name, when in FIGURES.items()
    }
    ranks = {f"rank_{whose}": _rank(_held(actor, whose)) for whose in DAILY}
    begins = reduce(or_, (Q(**{f"{rank}__range": (1, most)}) for rank in ranks))
    return of(actor, *DAILY).annotate(**counted, **ranks).filter(begins)


def _rank(held: Q) -> Case:
    """From 1 among those; 0 for the others."""
    rank = Window(RowNumber(), partition_by=[Case(If(held, then=1), default=0)], order_by=["due_at", "id"])
    return Case(If(held, then=rank), default=0)


def by_family(actor, whose: Whose, unit: UUID | None, *, at: datetime, tonight: datetime) -> dict[str, Family]:
    """How much of each family of kinds, in one query; the kinds found, to filter by."""
    cuts = instants(at, tonight)
    counted = {name: Count("id", filter=until(when, *cuts)) for name, when in FIGURES.items()}
    rows = in_unit(of(actor, whose), unit).order_by("kind").values("kind").annotate(**counted)
    found: dict[str, Family] = {}
    for row in rows:
        kind = row.pop("kind")
        code = kinds.family(kind)
        found[code] = found.get(code, Family()).with_kind(kind, Counts(**row))
    return {code: found[code] for code in kinds.in_order(found)}


def in_unit(rows: QuerySet, unit: UUID | None) -> QuerySet:
    return rows.filter(unit_id=unit) if unit else rows


def after(rows: QuerySet, key: str) -> QuerySet:
    """The page that follows a row; the key is its date and identifier. A key made up by hand starts at the top."""
    instant, _, identifier = key.partition("~")
    try:
        last = datetime.fromisoformat(instant), UUID(identifier)
    except ValueError:
        return rows
    return rows.filter(Q(due_at__gt=last[0]) | Q(due_at=last[0], id__gt=last[1]))


def key_of(row) -> str:
    return f"{row.due_at.isoformat()}~{row.pk}"


def shown(actor, rows: Iterable, *, at: datetime) -> list[Duty]:
    """With the names the actor may read. One query for any number."""
    listed = list(rows)
    return named(actor, listed, people.cards(actor, persons_of(listed)), at=at)


def under_headings(listed: Iterable[Duty], *, at: datetime, tonight: datetime) -> list[Duty]:
    """Each says its period; the template puts a heading where it changes."""
    cuts = instants(at, tonight)
    return [replace(duty, period=period(duty.row.due_at, *cuts)) for duty in listed]


def period(due_at: datetime, now: datetime, tonight: datetime, in_six_days: datetime) -> When:
    ends = ((now, When.LATE), (tonight, When.TODAY), (in_six_days, When.WEEK))
    return next((name for end, name in ends if due_at < end or name != When.LATE and due_at == end), When.LATER)


def persons_of(rows: Iterable) -> set[UUID]:
    return {row.person_id for row in rows if row.person_id}


def named(actor, rows: Iterable, cards: Mapping[UUID, Card], *, at: datetime, accompanies: bool = False) -> list[Duty]:
    """The same when the names are already read; `accompanies`: all of one person, by one of her team.

    One query more when a line would not open: whoever accompanies her opens what a colleague has in hand.
    """
    listed = list(rows)
    hers = frozenset() if accompanies else _accompanied(actor, listed)
    return [
        _duty(actor, row, cards.get(row.person_id), at=at, accompanies=accompanies or row.person_id in hers)
        for row in listed
    ]


def _accompanied(actor, listed: Iterable) -> frozenset[UUID]:
    shut = (row for row in listed if not links.may_be_opened(actor, row))
    return people.accompanied_among(actor, persons_of(shut))


def _duty(actor, row, card: Card | None, *, at: datetime, accompanies: bool) -> Duty:
    person_url = links.person(actor, card.id) if card else ""
    url = subject_url(actor, row, accompanies=accompanies)
    return Duty(row, card, url, person_url, rules.ageing(row.due_at, at=at), _whose(actor, row))


def _whose(actor, row) -> str:
    colleague = row.account.name if row.account_id not in {None, actor.account_id} else ""
    place = row.unit.name if {post.unit_id for post in actor.posts} != {row.unit_id} else ""
    return ", ".join(filter(None, (colleague, place)))


def subject_url(actor, row, *, accompanies: bool = False) -> str:
    """Where it is dealt with; nothing for those to whom that page would not open."""
    return links.address(row.kind, row.subject) if links.may_be_opened(actor, row, accompanies=accompanies) else ""
