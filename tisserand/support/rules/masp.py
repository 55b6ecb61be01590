"""How long budget measures last in all: periods that add up, wherever they were conducted (MASP-1, MASP-2, MAJ-1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tisserand.kernel.refusals import Refusal
from tisserand.support.rules.lists import coded

DAY = timedelta(days=1)
ELSEWHERE = "masp_ailleurs"


@dataclass(frozen=True)
class Span:
    """Both days included."""

    starts_on: date
    ends_on: date


def covered(spans: Iterable[Span]) -> int:
    """Days in all; two measures at once count once."""
    total, reached = 0, date.min
    for span in sorted(spans, key=lambda one: one.starts_on):
        first = max(span.starts_on, reached + DAY)
        total += max((span.ends_on - first).days + 1, 0)
        reached = max(reached, span.ends_on)
    return total


def began_as_if(starts_on: date, earlier: Sequence[Span]) -> date:
    """The day on which one unbroken measure would have begun, that had lasted as long as these together."""
    before = [Span(one.starts_on, min(one.ends_on, starts_on - DAY)) for one in earlier if one.starts_on < starts_on]
    return starts_on - covered(before) * DAY


def refusals_to_know(
    *, measure: str, exercised_by: str, starts_on: date | None, ends_before: date | None
) -> tuple[Refusal, ...]:
    """A measure that others conduct or conducted."""
    refusals = []
    if measure not in coded("measure"):
        refusals.append(Refusal("measure", "Choisissez la mesure dans la liste.", "measure"))
    if not exercised_by.strip():
        refusals.append(Refusal("exercised_by", "Dites qui exerce cette mesure.", "exercised_by"))
    if starts_on and ends_before and ends_before <= starts_on:
        refusals.append(Refusal("dates", "La fin de la mesure est avant son début.", "ends_before"))
    if measure == ELSEWHERE and not starts_on:
        text = "Donnez son début\u00a0: sa durée compte dans les 48 mois (L. 271-2 CASF)."
        refusals.append(Refusal("starts_on", text, "starts_on"))
    return tuple(refusals)
