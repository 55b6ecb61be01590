"""Obligations as a list shows them: when, about whom, what, and where to do it. A fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Q, QuerySet

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


def of(actor, whose: Whose) -> QuerySet:
    """Mine, or what my sites, teams and pôles answer for and nobody has in hand."""
    if whose == Whose.MINE:
        return deadlines.mine(actor)
    return deadlines.unassigned(actor, units=actor.reach("duties.see"))


def until(when: When, *, at: datetime, tonight: datetime) -> Q:
    return {
        When.ALL: Q(),
        When.LATE: Q(due_at__lt=at),
        When.TODAY: Q(due_at__lte=tonight),
        When.WEEK: Q(due_at__lte=tonight + timedelta(days=6)),
    }[when]


def counts(actor, whose: Whose, *, at: datetime, tonight: datetime) -> Counts:
    """One query; each figure is the length of the list it opens."""
    figures = of(actor, whose).aggregate(
        late=Count("id", filter=until(When.LATE, at=at, tonight=tonight)),
        today=Count("id", filter=until(When.TODAY, at=at, tonight=tonight)),
        week=Count("id", filter=until(When.WEEK, at=at, tonight=tonight)),
        all=Count("id"),
    )
    return Counts(**figures)


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
    cards = people.cards(actor, {row.person_id for row in listed if row.person_id})
    return [_duty(actor, row, cards.get(row.person_id), at=at) for row in listed]


def _duty(actor, row, card: Card | None, *, at: datetime) -> Duty:
    person_url = links.person(actor, card.id) if card else ""
    return Duty(row, card, links.address(row.kind, row.subject), person_url, rules.ageing(row.due_at, at=at))
