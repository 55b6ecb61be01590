"""Lists of inquiries: mine, a team's, a person's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from tisserand.access import queries as access
from tisserand.access.paging import page_by_due
from tisserand.access.queries import visible
from tisserand.access.rules import able
from tisserand.access.walls import among
from tisserand.deadlines.queries import with_what_they_owe
from tisserand.inquiries.models import Eviction, SentDiagnosis
from tisserand.inquiries.rules import State
from tisserand.people import queries as people

PAGE = 30


def evictions_for(actor) -> QuerySet[Eviction]:
    """Whatever this actor may read of a procedure."""
    return visible(Eviction, actor).select_related("unit", "evaluator", "obligation", "offering", "sending")


def evictions_led(actor) -> QuerySet[Eviction]:
    """What this actor may write: hers, those of whom she stands in for, those of the teams she answers for."""
    return evictions_for(actor).filter(is_hers(actor) | among("unit_id", actor.reach("inquiries.receive")))


def evictions_read(actor) -> QuerySet[Eviction]:
    """Those whose diagnosis this actor may read: the procedure is known to more people than what is written."""
    return evictions_for(actor).filter(is_hers(actor) | among("unit_id", actor.reach("inquiries.see")))


def sealed(actor, row: Eviction) -> bytes | None:
    """The paper as it left, when it did."""
    kept = visible(SentDiagnosis, actor).filter(pk=row.paper_id).first() if row.paper_id else None
    return bytes(kept.body) if kept else None


def is_hers(actor) -> Q:
    return Q(evaluator_id=actor.account_id) | among("evaluator_id", actor.covered)


def leads(actor, row: Eviction) -> bool:
    return row.evaluator_id in {actor.account_id, *actor.covered} or actor.can("inquiries.receive", row.unit_id)


def who_conducts(unit: UUID, on: date) -> QuerySet:
    """Colleagues of the team who may open what they would be given."""
    return access.colleagues(unit_ids=[unit], on=on, roles=able("inquiries.conduct"))


def mine(actor) -> QuerySet[Eviction]:
    return _in_order(evictions_for(actor).filter(is_hers(actor)))


def of_my_teams(actor) -> QuerySet[Eviction]:
    return _in_order(evictions_for(actor).filter(among("unit_id", actor.reach("inquiries.see"))))


def closed(actor) -> QuerySet[Eviction]:
    return evictions_read(actor).filter(state=State.CLOSED).order_by("-closed_on", "-id")


def of_person(actor, person: UUID) -> QuerySet[Eviction]:
    """The procedures that threaten her home, the latest first."""
    return evictions_for(actor).filter(person_id=person).order_by("-hearing_on", "-id")


def _in_order(rows: QuerySet[Eviction]) -> QuerySet[Eviction]:
    """What becomes late first."""
    return rows.exclude(state=State.CLOSED).order_by(F("obligation__due_at").asc(), "id")


@dataclass(frozen=True)
class Inquiry:
    """An inquiry and the person it is about."""

    row: Eviction
    card: people.Card | None


@dataclass(frozen=True)
class Page:
    lines: tuple[Inquiry, ...]
    next_key: str


def page_of(actor, rows: QuerySet[Eviction], *, after: str = "", size: int = PAGE) -> Page:
    """One page by key. Two queries, however many."""
    shown, key = page_by_due(rows, after=after, size=size)
    return Page(lines_of(actor, with_what_they_owe(shown, "obligation")), key)


def lines_of(actor, rows: Iterable[Eviction]) -> tuple[Inquiry, ...]:
    found = list(rows)
    cards = people.cards(actor, {row.person_id for row in found})
    return tuple(Inquiry(row, cards.get(row.person_id)) for row in found)
