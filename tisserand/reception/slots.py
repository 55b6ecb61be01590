"""Filled by rooms above, in `project.wiring`."""

from collections.abc import Callable
from uuid import UUID

from tisserand.kernel.slots import Slot

# What became of an appointment that an upper room had fixed, in the same transaction: called as
# follow(actor=, at=, appointment=, following=), `following` being the one that replaces it, if any.
FOLLOW_APPOINTMENT: list[Callable[..., None]] = []
# What an upper room had it fixed for is locked before it, in the order of that room: called as hold(fixed_for).
HOLD_WHAT_FIXED: list[Callable[[UUID], None]] = []

# The page of a coming, which rooms above show: filled with (visit).
VISIT_PAGES = Slot()
