"""Places on the screens of this room that the rooms above fill."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from tisserand.kernel.slots import Slot

# (actor, person_id) → where the whole file of the accompanied person opens.
FILE_LINKS = Slot()


@dataclass(frozen=True)
class Protection:
    """A measure of protection, said as a known measure is (record 0020)."""

    measure: str
    exercised_by: str
    scope: str
    starts_on: date
    ends_before: date | None


# Called as lines(actor, person_id): they are written once, where their end and who signs are kept.
PROTECTIONS: list[Callable[..., Iterable[Protection]]] = []
