"""Places on the screens of this room that the rooms above fill."""

from collections.abc import Callable, Iterable

from tisserand.kernel.slots import Slot

# (actor, person_id) → where the file of the person opens.
FILE_LINKS = Slot()
# (actor, concern_id) → when it comes to its end: `reference_on`, `planned_on`, `kept_by`.
ENDINGS: list[Callable[..., Iterable]] = []
