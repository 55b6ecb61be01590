"""Filled by rooms above, in `project.wiring`: the button on each person found, and what follows her file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tisserand.kernel.slots import Slot


@dataclass(frozen=True)
class ResultAction:
    """`view` names a page about one person, opened by « C’est cette personne »."""

    label: str
    view: str


# The last one put here is shown; without any, the identity itself.
RESULT_ACTIONS: list[ResultAction] = [ResultAction("C’est cette personne", "people:identity")]

Follow = Callable[..., None]

# What upper rooms wrote about somebody follows her, in the same transaction.
# A newcomer attached to a protected file: called as follow(actor=, at=, shadow=, person=).
FOLLOW_ATTACHED: list[Follow] = []
# A file closed to all but its team, or opened to everybody: called as follow(actor=, at=, person=, visibility=).
FOLLOW_VISIBILITY: list[Follow] = []
# A colleague steps aside, or works here no more: called as follow(actor=, at=, person=, gone=), before the file closes
# to the one who steps aside.
GO_ON_WITHOUT: list[Follow] = []
# Her file was closed, opened or joined to another: called as follow(person=), once it says so. What is read by nobody
# who closes files is made to agree with it inside PostgreSQL (see `walls.agreeing`).
FOLLOW_FILE: list[Follow] = []
# Rooms that say what they hold of a person (`folding.folding` in their walls), those that others follow first.
FOLDED_ROOMS: list[str] = []
# What is in two files is no longer what it was: called as follow(persons=), once rows moved, either way.
FOLLOW_FOLDED: list[Follow] = []


@dataclass(frozen=True)
class Filed:
    """Something in a file that can be pointed at: « Venue », the day, where and by whom; never what it says.

    `movable`: put in the wrong file, it may be moved alone, with all that goes with it.
    """

    key: UUID
    what: str
    at: date
    details: str = ""
    url: str = ""
    movable: bool = False


# What each room holds about somebody and this actor may see: called as filed(actor, person).
FILED: list[Callable[..., Iterable[Filed]]] = []

# Other pages about one person, beside ours: filled with (actor, person).
PERSON_PAGES = Slot()


@dataclass(frozen=True)
class Notice:
    """What everybody who opens a file must know first: « limitation du traitement »."""

    label: str
    sentence: str
    since: date


NOTICES: list[Callable[..., Iterable[Notice]]] = []


def notices(actor, person: UUID, on: date) -> list[Notice]:
    """Shown at the top of every page about a person."""
    return [notice for filler in NOTICES for notice in filler(actor, person, on)]
