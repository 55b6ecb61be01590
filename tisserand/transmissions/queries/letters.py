"""Lists of letters: mine, a team's, a person's."""

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
from tisserand.people import queries as people
from tisserand.transmissions.models import Answer, Dispatch, Letter, SealedLetter
from tisserand.transmissions.queries.facts import letter_facts
from tisserand.transmissions.rules import Kind, LetterFacts, Reach, State, ends_the_wait, kinds

PAGE = 30


def letters_for(actor) -> QuerySet[Letter]:
    """Whatever this actor may read."""
    return visible(Letter, actor).select_related("unit", "holder", "obligation")


def letters_led(actor) -> QuerySet[Letter]:
    """What this actor may write: hers, those of whom she stands in for, those of the teams she answers for."""
    managed = Q(reach=Reach.TEAM) & among("unit_id", actor.reach("transmissions.see"))
    return letters_for(actor).filter(is_hers(actor) | managed)


def is_hers(actor) -> Q:
    return Q(holder_id=actor.account_id) | among("holder_id", actor.covered)


def leads(actor, row: Letter) -> bool:
    managed = row.reach == Reach.TEAM and actor.can("transmissions.see", row.unit_id)
    return managed or row.holder_id in {actor.account_id, *actor.covered}


def who_follows(unit: UUID, on: date) -> QuerySet:
    """Colleagues of the team who may open what they would be given."""
    return access.colleagues(unit_ids=[unit], on=on, roles=able("transmissions.write"))


def mine(actor) -> QuerySet[Letter]:
    return _in_order(letters_for(actor).filter(is_hers(actor)))


def of_my_teams(actor) -> QuerySet[Letter]:
    return _in_order(letters_led(actor))


def closed(actor) -> QuerySet[Letter]:
    return letters_led(actor).filter(state=State.CLOSED).order_by("-closed_on", "-id")


def of_person(actor, person: UUID) -> QuerySet[Letter]:
    return letters_for(actor).filter(person_id=person).order_by("-created_at", "-id")


def _in_order(rows: QuerySet[Letter]) -> QuerySet[Letter]:
    """What becomes late first."""
    return rows.exclude(state=State.CLOSED).order_by(F("obligation__due_at").asc(), "id")


@dataclass(frozen=True)
class Line:
    """A row and the person it is about."""

    row: object
    card: people.Card | None

    @property
    def name(self) -> str:
        return self.card.display_name if self.card else "Personne protégée"


def page_of(actor, rows: QuerySet, *, after: str = "", size: int = PAGE) -> tuple[list[Line], str]:
    """One page by key, and the key of the next one. Two queries, however many."""
    shown, key = page_by_due(rows, after=after, size=size)
    return lines_of(actor, with_what_they_owe(shown, "obligation")), key


def lines_of(actor, rows: Iterable) -> list[Line]:
    found = list(rows)
    cards = people.cards(actor, {row.person_id for row in found})
    return [Line(row, cards.get(row.person_id)) for row in found]


@dataclass(frozen=True)
class Sheet:
    """All that a page or a paper says of a letter."""

    row: Letter
    card: people.Card | None
    dispatches: list[Dispatch]
    answers: list[Answer]

    @property
    def name(self) -> str:
        return self.card.display_name if self.card else "Personne protégée"

    @property
    def kind(self) -> Kind:
        return kinds()[self.row.kind]

    @property
    def facts(self) -> LetterFacts:
        heard = any(ends_the_wait(one.answer) for one in self.answers)
        return letter_facts(self.row, sent_to=[one.to for one in self.dispatches], answered=heard)


def sheet(actor, row: Letter) -> Sheet:
    """Three queries."""
    sent = visible(Dispatch, actor).filter(letter=row).select_related("author").order_by("-sent_on", "-id")
    heard = visible(Answer, actor).filter(letter=row).select_related("author").order_by("-heard_on", "-id")
    return Sheet(row, people.cards(actor, [row.person_id]).get(row.person_id), list(sent), list(heard))


def sealed(actor, row: Letter) -> bytes | None:
    """The paper as it is kept, when it is."""
    kept = visible(SealedLetter, actor).filter(pk=row.paper_id).first() if row.paper_id else None
    return bytes(kept.body) if kept else None
