"""Every read of persons, scoped by the actor."""

from tisserand.people.queries.cards import Card, cards
from tisserand.people.queries.guard import visibility_of
from tisserand.people.queries.search import Hit, SearchResult, search

__all__ = ("Card", "Hit", "SearchResult", "cards", "search", "visibility_of")
