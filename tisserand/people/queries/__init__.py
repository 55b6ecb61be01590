"""Every read of persons, scoped by the actor."""

from tisserand.people.queries.cards import Card, cards
from tisserand.people.queries.search import Hit, SearchResult, search

__all__ = ("Card", "Hit", "SearchResult", "cards", "search")
