"""Files that could be the same person: few, sure enough to be worth a look, never proposed twice."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from tisserand.access.queries import visible
from tisserand.people.models import DistinctDecision, Person
from tisserand.people.queries.cards import Card
from tisserand.people.queries.persons import not_the_same, person
from tisserand.people.queries.search import Hit, find, find_each
from tisserand.people.rules import Typed, looks_like, read_query

MOST = 5


def likely_duplicates(actor, person_id: UUID, *, today: date) -> tuple[Hit, ...]:
    """At most five, the nearest first; those already told apart are left out."""
    known = person(actor, person_id)
    if known is None:
        return ()
    typed = typed_of(known.card, today)
    found = find(actor, typed, limit=20, without=not_the_same(actor, person_id) | {person_id})
    return _alike(known.card, found.hits)


def likely_for_each(actor, known: Sequence[Card], *, today: date) -> tuple[tuple[Card, tuple[Hit, ...]], ...]:
    """Each with those who could be her. Four queries for any number."""
    apart = told_apart(actor, [card.id for card in known])
    found = find_each(actor, [(typed_of(card, today), apart[card.id] | {card.id}) for card in known])
    return tuple((card, _alike(card, hits)) for card, hits in zip(known, found, strict=True))


def told_apart(actor, persons: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """`not_the_same` of each. Two queries for any number."""
    asked = set(persons)
    files = visible(Person, actor).filter(Q(pk__in=asked) | Q(attached_to__in=asked)).order_by()
    hers = {pk: pk if pk in asked else kept for pk, kept in files.values_list("pk", "attached_to")}
    decided = visible(DistinctDecision, actor).filter(Q(person_id__in=hers) | Q(other_id__in=hers))
    apart: dict[UUID, set[UUID]] = {one: set() for one in asked}
    for pair in decided.values_list("person_id", "other_id"):
        for one, other in (pair, pair[::-1]):
            if one in hers:
                apart[hers[one]].add(other)
    return {one: frozenset(others - {one}) for one, others in apart.items()}


def _alike(card: Card, hits: Iterable[Hit]) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits if looks_like(card, hit.card))[:MOST]


def typed_of(card: Card, today: date) -> Typed:
    """What one would type to find her."""
    names = card.names
    read = read_query(" ".join((names.used_name, names.birth_name, names.first_names or names.called_as)), today=today)
    return Typed(read.names, read.words, (card.birth,) if card.birth else (), card.phone)
