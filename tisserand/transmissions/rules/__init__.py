"""States, grounds in law, mandatory content and coded lists of what leaves the house. No Django."""

from tisserand.transmissions.rules.domiciliation import AddressFacts, silent_from, year_of
from tisserand.transmissions.rules.facts import LetterFacts
from tisserand.transmissions.rules.kinds import Asked, Entry, Kind, Need, Page, kinds, kinds_on
from tisserand.transmissions.rules.lists import choices, coded, label
from tisserand.transmissions.rules.missing import missing, warnings
from tisserand.transmissions.rules.secrecy import (
    GROUND_LABELS,
    Agreement,
    Case,
    Danger,
    Ground,
    Quality,
    Recipient,
    Victim,
    ground,
)
from tisserand.transmissions.rules.states import (
    GONE,
    NEXT,
    STANDING_LABELS,
    STANDING_NEXT,
    STANDING_OPEN,
    STATE_LABELS,
    Reach,
    Standing,
    State,
    ends_the_wait,
)

__all__ = (
    "GONE",
    "GROUND_LABELS",
    "NEXT",
    "STANDING_LABELS",
    "STANDING_NEXT",
    "STANDING_OPEN",
    "STATE_LABELS",
    "AddressFacts",
    "Agreement",
    "Asked",
    "Case",
    "Danger",
    "Entry",
    "Ground",
    "Kind",
    "LetterFacts",
    "Need",
    "Page",
    "Quality",
    "Reach",
    "Recipient",
    "Standing",
    "State",
    "Victim",
    "choices",
    "coded",
    "ends_the_wait",
    "ground",
    "kinds",
    "kinds_on",
    "label",
    "missing",
    "silent_from",
    "warnings",
    "year_of",
)
