"""Every read of persons, scoped by the actor."""

from tisserand.people.queries.around import around
from tisserand.people.queries.cards import Card, cards
from tisserand.people.queries.consents import Channels, closed_channels, consent, may_share, refuses
from tisserand.people.queries.duplicates import likely_duplicates, likely_for_each
from tisserand.people.queries.guard import protected_persons, visibility_of, visibility_to_write
from tisserand.people.queries.history import identity_changes
from tisserand.people.queries.merging import (
    Side,
    filed,
    filed_about,
    files_of,
    fold,
    folds_about,
    joined_files,
    kept_of,
    merges_to_undo,
    name_of,
    other_identity,
    side,
    written_since,
)
from tisserand.people.queries.persons import (
    PersonFile,
    Relative,
    accompanied_among,
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
from tisserand.people.queries.place import is_outside, without_pole
from tisserand.people.queries.priority import (
    living_said,
    priority_answers,
    priority_changes,
)
from tisserand.people.queries.search import Hit, SearchResult, search
from tisserand.people.queries.traces import attached_to, files, known, traces_of_files
from tisserand.people.queries.whole import whole_of
from tisserand.people.told import is_told_of_nobody

__all__ = (
    "Card",
    "Channels",
    "Hit",
    "PersonFile",
    "Relative",
    "SearchResult",
    "Side",
    "accompanied_among",
    "addresses",
    "around",
    "attached_to",
    "cards",
    "care_team",
    "closed_channels",
    "consent",
    "consents",
    "contacts",
    "filed",
    "filed_about",
    "files",
    "files_of",
    "fold",
    "folds_about",
    "household_of",
    "identity_changes",
    "is_outside",
    "is_told_of_nobody",
    "joined_files",
    "kept_apart",
    "kept_of",
    "known",
    "likely_duplicates",
    "likely_for_each",
    "living_said",
    "may_share",
    "merges_to_undo",
    "name_of",
    "other_identity",
    "person",
    "priority_answers",
    "priority_changes",
    "protected_persons",
    "refuses",
    "relatives",
    "search",
    "shadows",
    "side",
    "ties_of",
    "traces_of_files",
    "visibility_of",
    "visibility_to_write",
    "whole_of",
    "without_pole",
    "written_since",
)
