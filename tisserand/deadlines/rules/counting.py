"""How the law counts days, weeks, months (codes of rules.md). Plain dates: no hour, so no change of hour."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tisserand.kernel.working_days import holidays, is_working_day, working_days_after, working_days_before

DAY = timedelta(days=1)


class Code(StrEnum):
    # The day of the event is not counted (CPC 641).
    CAL = "CAL"
    # The same, to the next working day (CPC 642).
    CAL642 = "CAL642"
    # The same day of the last month, or its last day (CPC 641).
    MOIS = "MOIS"
    # Working days only.
    OUVRE = "OUVRE"
    # Neither the first nor the last day counts, to the next working day (administrative courts).
    FRANC = "FRANC"
    # Counted back from the event, without a roll; over at midnight before the day found.
    REBOURS = "REBOURS"
    # Without delay, and before closing on the day itself.
    SD = "SD"
    JOUR = "JOUR"


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


DAYS_AND_WEEKS = frozenset({Unit.DAY, Unit.WEEK})
MONTHS_AND_YEARS = frozenset({Unit.MONTH, Unit.YEAR})
UNITS = {
    Code.CAL: DAYS_AND_WEEKS,
    Code.CAL642: DAYS_AND_WEEKS,
    Code.MOIS: MONTHS_AND_YEARS,
    Code.OUVRE: frozenset({Unit.DAY}),
    Code.FRANC: frozenset(Unit),
    Code.REBOURS: frozenset(Unit),
    Code.SD: frozenset({Unit.DAY}),
    Code.JOUR: frozenset({Unit.DAY}),
}
IMMEDIATE = frozenset({Code.SD, Code.JOUR})
# What these codes give is always a working day.
ON_WORKING_DAYS = frozenset({Code.CAL642, Code.OUVRE, Code.FRANC})
Season = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Counted:
    """The day found, the public holidays that moved it, the day it would have been without a roll."""

    on: date
    holidays: tuple[date, ...] = ()
    rolled_from: date | None = None


def count(code: Code, offset: int, unit: Unit, start: date, place: str) -> Counted:
    """The day that `offset` units from `start` give; a negative offset counts back."""
    if code in IMMEDIATE:
        return Counted(start)
    if code == Code.OUVRE:
        return _working(start, offset, place)
    found = shifted(start, offset, unit)
    if code == Code.REBOURS:
        return Counted(found - DAY)
    if code == Code.FRANC:
        return _rolled(found + DAY, place)
    return _rolled(found, place) if code == Code.CAL642 else Counted(found)


def shifted(start: date, offset: int, unit: Unit) -> date:
    if unit in DAYS_AND_WEEKS:
        return start + timedelta(days=offset * (7 if unit == Unit.WEEK else 1))
    return in_months(start, offset * (12 if unit == Unit.YEAR else 1))


def in_months(start: date, months: int) -> date:
    """The same day of the month, or the last one of a shorter month."""
    years, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(years, month + 1, min(start.day, calendar.monthrange(years, month + 1)[1]))


def yearly(start: date, years: int, month_and_day: tuple[int, int]) -> date:
    """A day that the text names, of a year counted from that of `start`."""
    return date(start.year + years, *month_and_day)


def out_of(season: Season, day: date) -> date:
    """The first day after a season that holds `day`, or `day`. A season may go over New Year (1 November, 31 March)."""
    (first, last), here = season, (day.month, day.day)
    over_new_year = first > last
    inside = here >= first or here <= last if over_new_year else first <= here <= last
    if not inside:
        return day
    ends = date(day.year + (over_new_year and here >= first), *last)
    return ends + DAY


def _working(start: date, offset: int, place: str) -> Counted:
    step = working_days_after if offset > 0 else working_days_before
    found = step(start, abs(offset), place)
    return Counted(found, _weekday_holidays(start, found, place))


def _weekday_holidays(one: date, other: date, place: str) -> tuple[date, ...]:
    """Those that fell between the two days and were not on a weekend anyway."""
    first, last = sorted((one, other))
    every = {day for year in range(first.year, last.year + 1) for day in holidays(year, place)}
    return tuple(sorted(day for day in every if first <= day <= last and day != one and day.weekday() < 5))


def _rolled(day: date, place: str) -> Counted:
    found = day
    while not is_working_day(found, place):
        found += DAY
    if found == day:
        return Counted(day)
    passed = tuple(sorted(free for year in (day.year, found.year) for free in holidays(year, place)))
    return Counted(found, tuple(dict.fromkeys(free for free in passed if day <= free < found)), day)
