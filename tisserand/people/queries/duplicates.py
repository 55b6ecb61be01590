"""Files that could be the same person: few, sure enough to be worth a look, never proposed twice."""

from datetime import date
from uuid import UUID

from tisserand.people.queries.cards import Card
from tisserand.people.queries.persons import not_the_same, person
from tisserand.people.queries.search import Hit, find
from tisserand.people.rules import Typed, looks_like, read_query

MOST = 5


def likely_duplicates(actor, person_id: UUID, *, today: date) -> tuple[Hit, ...]:
    """At most five, the nearest first; those already told apart are left out."""
    known = person(actor, person_id)
    if known is None:
        return ()
    typed = typed_of(known.card, today)
    found = find(actor, typed, limit=20, without=not_the_same(actor, person_id) | {person_id})
    return tuple(hit for hit in found.hits if looks_like(known.card, hit.card))[:MOST]


def typed_of(card: Card, today: date) -> Typed:
    """What one would type to find her."""
    names = card.names
    read = read_query(" ".join((names.used_name, names.birth_name, names.first_names or names.called_as)), today=today)
    return Typed(read.names, read.words, (card.birth,) if card.birth else (), card.phone)
