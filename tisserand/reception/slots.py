"""Filled by rooms above, in `project.wiring`."""

from collections.abc import Callable

from tisserand.kernel.slots import Slot

# What became of an appointment that an upper room had fixed, in the same transaction: called as
# follow(actor=, at=, appointment=, following=), `following` being the one that replaces it, if any.
FOLLOW_APPOINTMENT: list[Callable[..., None]] = []

# The page of a coming, which rooms above show: filled with (visit).
VISIT_PAGES = Slot()
