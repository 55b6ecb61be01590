"""Every read of persons, scoped by the actor."""

from tisserand.people.queries.cards import Card, cards
from tisserand.people.queries.duplicates import likely_duplicates
from tisserand.people.queries.guard import protected_persons, visibility_of, visibility_to_write
from tisserand.people.queries.persons import (
    PersonFile,
    Relative,
    addresses,
    care_team,
    consents,
    contacts,
    household_of,
    kept_apart,
    person,
    relatives,
    shadows,
    ties_of,
)
from tisserand.people.queries.search import Hit, SearchResult, search

__all__ = (
    "Card",
    "Hit",
    "PersonFile",
    "Relative",
    "SearchResult",
    "addresses",
    "cards",
    "care_team",
    "consents",
    "contacts",
    "household_of",
    "kept_apart",
    "likely_duplicates",
    "person",
    "relatives",
    "search",
    "shadows",
    "ties_of",
    "protected_persons",
    "visibility_of",
    "visibility_to_write",
)
