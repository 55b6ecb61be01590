"""Filled by rooms above, in `project.wiring`: what else of hers has an hour."""

from collections.abc import Callable, Iterable

from tisserand.deadlines.rules import Entry

# Her own appointments, without a name: called as lines(actor, at).
AGENDA: list[Callable[..., Iterable[Entry]]] = []
