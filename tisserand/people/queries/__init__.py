"""Every read of persons, scoped by the actor."""

from tisserand.people.queries.cards import Card, cards
from tisserand.people.queries.consents import Channels, closed_channels, consent, may_share, refuses
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
from tisserand.people.queries.traces import attached_to, files, known, traces_of_files
from tisserand.people.queries.whole import whole_of

__all__ = (
    "attached_to",
    "files",
    "known",
    "traces_of_files",
    "Card",
    "Channels",
    "Hit",
    "PersonFile",
    "Relative",
    "SearchResult",
    "addresses",
    "cards",
    "care_team",
    "closed_channels",
    "consent",
    "consents",
    "contacts",
    "household_of",
    "kept_apart",
    "likely_duplicates",
    "may_share",
    "person",
    "refuses",
    "relatives",
    "search",
    "shadows",
    "ties_of",
    "protected_persons",
    "visibility_of",
    "whole_of",
    "visibility_to_write",
)
