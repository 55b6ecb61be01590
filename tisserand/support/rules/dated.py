"""A fact has happened, and not before what it follows."""

from collections.abc import Iterator
from datetime import date

from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import plain_date

AHEAD = "Cette date n’est pas encore arrivée. Corrigez-la."


def dated(on: date, after: date | None, today: date, field: str = "on") -> Iterator[Refusal]:
    if on > today:
        yield Refusal("ahead", AHEAD, field)
    elif after and on < after:
        yield Refusal("before", f"Cette date est avant le {plain_date(after)}. Corrigez-la.", field)
