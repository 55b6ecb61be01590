"""How long budget measures last in all: periods that add up, wherever they were conducted (MASP-1, MASP-2, MAJ-1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import whole_months
from tisserand.support.rules.calendar import months_after
from tisserand.support.rules.lists import coded

DAY = timedelta(days=1)
ELSEWHERE = "masp_ailleurs"


@dataclass(frozen=True)
class Span:
    """Both days included."""

    starts_on: date
    ends_on: date


def joined(spans: Iterable[Span]) -> list[Span]:
    """Periods apart from each other: two measures at once count once, two that follow each other are one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: one.starts_on):
        if found and span.starts_on <= found[-1].ends_on + DAY:
            found[-1] = Span(found[-1].starts_on, max(found[-1].ends_on, span.ends_on))
        else:
            found.append(span)
    return found


def began_as_if(starts_on: date, earlier: Iterable[Span]) -> date:
    """The day on which one unbroken measure would have begun, that had lasted as long as these together.

    Whole months first, as the law counts: two years are twenty-four months, with a 29 February or without.
    """
    before = joined(
        Span(one.starts_on, min(one.ends_on, starts_on - DAY)) for one in earlier if one.starts_on < starts_on
    )
    months = [whole_months(one.starts_on, one.ends_on + DAY) for one in before]
    days = sum(
        ((one.ends_on + DAY) - months_after(one.starts_on, whole)).days
        for one, whole in zip(before, months, strict=True)
    )
    return months_after(starts_on, -sum(months)) - days * DAY


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
