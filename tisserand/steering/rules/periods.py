"""Periods that are settled: what moves from day to day would tell what happened in between."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tisserand.kernel.sentences import NBSP, plain_date

YEARS = 3
# Acts are often noted some days later; what comes later still is not counted (`walls.landmarks`).
SETTLING = timedelta(days=10)
ONE_DAY = timedelta(days=1)
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
)


class Span(StrEnum):
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


@dataclass(frozen=True)
class Period:
    """`code` is what the address says: 2026, 2026-T3, 2026-10. `until` is the day after the last month settled."""

    code: str
    span: Span
    starts: date
    label: str
    until: date


def periods(today: date) -> list[tuple[str, list[Period]]]:
    """By year, the latest first: the year, its quarters, its months, as far as they are settled."""
    over = (today - SETTLING).replace(day=1)
    years = range(over.year, over.year - YEARS, -1)
    return [(str(year), _of_year(year, over)) for year in years if date(year, 1, 1) < over]


def chosen(asked: str, today: date) -> Period:
    """The year so far, when nothing that is settled was asked."""
    known = [period for _, year in periods(today) for period in year]
    return next((period for period in known if period.code == asked), known[0])


def _of_year(year: int, over: date) -> list[Period]:
    first, until = date(year, 1, 1), min(date(year + 1, 1, 1), over)
    whole = until.month == 1
    label = f"Année {year}" if whole else f"Année {year}, jusqu’au {plain_date(until - ONE_DAY)}"
    found = [Period(str(year), Span.YEAR, first, label, until)]
    months = until.month - 1 or len(MONTHS)
    for quarter in range(months // 3, 0, -1):
        starts = date(year, quarter * 3 - 2, 1)
        said = f"{_ordinal(quarter)} trimestre{NBSP}{year}"
        found.append(Period(f"{year}-T{quarter}", Span.QUARTER, starts, said, until))
    for month in range(months, 0, -1):
        said = f"{MONTHS[month - 1].capitalize()}{NBSP}{year}"
        found.append(Period(f"{year}-{month:02}", Span.MONTH, date(year, month, 1), said, until))
    return found


def _ordinal(quarter: int) -> str:
    return "1er" if quarter == 1 else f"{quarter}e"
