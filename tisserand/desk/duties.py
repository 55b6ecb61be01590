"""Obligations as a list shows them: when, about whom, what, and where to do it. A fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from tisserand.access.statements import totals, written_once
from tisserand.deadlines import queries as deadlines
from tisserand.deadlines import rules
from tisserand.desk import links
from tisserand.people import queries as people
from tisserand.people.queries import Card

PAGE = 30


class Whose(StrEnum):
    MINE = "moi"
    UNASSIGNED = "equipe"


class When(StrEnum):
    ALL = "tout"
    LATE = "retard"
    TODAY = "aujourdhui"
    WEEK = "semaine"


@dataclass(frozen=True)
class Duty:
    row: object
    card: Card | None
    url: str
    person_url: str
    ageing: str


@dataclass(frozen=True)
class Counts:
    late: int
    today: int
    week: int
    all: int


FIGURES = {"late": When.LATE, "today": When.TODAY, "week": When.WEEK, "all": When.ALL}


def of(actor, *whose: Whose) -> QuerySet:
    """Mine, or what my sites, teams and pôles answer for and nobody has in hand."""
    return deadlines.open_obligations(actor).filter(reduce(or_, (_held(actor, one) for one in whose)))


def _held(actor, whose: Whose) -> Q:
    if whose == Whose.MINE:
        return deadlines.is_mine(actor)
    return deadlines.is_unassigned(actor.reach("duties.see"))


@written_once
def first(actor, whose: Whose, most: int) -> QuerySet:
    return of(actor, whose)[:most]


def until(when: When, now: datetime, tonight: datetime, in_six_days: datetime) -> Q:
    return {
        When.ALL: Q(),
        When.LATE: Q(due_at__lt=now),
        When.TODAY: Q(due_at__lte=tonight),
        When.WEEK: Q(due_at__lte=in_six_days),
    }[when]


def instants(at: datetime, tonight: datetime) -> tuple[datetime, datetime, datetime]:
    """What `until` cuts by."""
    return at, tonight, tonight + timedelta(days=6)


def counts(actor, *, at: datetime, tonight: datetime) -> dict[Whose, Counts]:
    """One query; each figure is the length of the list it opens."""
    [figures] = _figures(actor, *instants(at, tonight)) or [{}]
    return {whose: Counts(**{name: figures.get(f"{whose}_{name}", 0) for name in FIGURES}) for whose in Whose}


@written_once
def _figures(actor, now: datetime, tonight: datetime, in_six_days: datetime) -> QuerySet:
    counted = {
        f"{whose}_{name}": Count("id", filter=_held(actor, whose) & until(when, now, tonight, in_six_days))
        for whose in Whose
        for name, when in FIGURES.items()
    }
    return totals(of(actor, *Whose), **counted)


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


def persons_of(rows: Iterable) -> set[UUID]:
    return {row.person_id for row in rows if row.person_id}


def named(actor, rows: Iterable, cards: Mapping[UUID, Card], *, at: datetime) -> list[Duty]:
    """The same when the names are already read."""
    return [_duty(actor, row, cards.get(row.person_id), at=at) for row in rows]


def _duty(actor, row, card: Card | None, *, at: datetime) -> Duty:
    person_url = links.person(actor, card.id) if card else ""
    hers = row.kind not in links.OWN or row.account_id == actor.account_id
    url = links.address(row.kind, row.subject) if hers else ""
    return Duty(row, card, url, person_url, rules.ageing(row.due_at, at=at))
