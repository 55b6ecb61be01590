"""Filled by rooms above, in `project.wiring`: where an obligation is dealt with, and what else of hers has an hour."""

from collections.abc import Callable, Iterable

from tisserand.deadlines.rules import Entry
from tisserand.kernel.slots import Slot

# On the page of an obligation: filled with (actor, obligation).
SUBJECT_LINKS = Slot()

# What it is about, in a sentence, when no text gives its date: called as words(actor, obligation).
SUBJECT_WORDS: list[Callable[..., Iterable[str]]] = []

# Above the pages of the clocks: where the list of what is owed is, filled with (actor).
LISTS = Slot()

# Her own appointments, without a name: called as lines(actor, at).
AGENDA: list[Callable[..., Iterable[Entry]]] = []
