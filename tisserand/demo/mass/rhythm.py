"""When people come: the week, the end of the month, the school year, and the days when a hurricane shuts everything."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tisserand.demo.chance import Weighted
from tisserand.territories.rules.opening import openings_on
from tisserand.territories.rules.organisation import Opening

MONTHS = (1.12, 1.0, 1.02, 1.0, 0.97, 1.0, 0.85, 0.76, 1.38, 1.14, 1.05, 0.88)
WEEKDAYS = (1.28, 1.08, 0.92, 1.0, 0.84, 0.4, 0.4)
MONTH_END, MONTH_START = 1.3, 1.12
# After a hurricane people come for weeks, for their roof, their water and their papers.
AFTER_STORM, STORM_WEEKS = 1.5, 3
STORM_SEASON = (date(2000, 8, 20), date(2000, 10, 20))


@dataclass(frozen=True)
class Span:
    """Open between two instants of one day."""

    day: date
    opens: datetime
    minutes: int


def storms(seed: int, years: Iterable[int]) -> frozenset[date]:
    """Two days shut in a row, most years."""
    found: set[date] = set()
    for year in years:
        chance = random.Random(f"{seed}/storm/{year}")
        if chance.random() < 0.8:
            first, last = (day.replace(year=year) for day in STORM_SEASON)
            day = first + timedelta(days=chance.randint(0, (last - first).days))
            found |= {day, day + timedelta(days=1)}
    return frozenset(found)


def weight(day: date, shut: frozenset[date]) -> float:
    """How many people a day brings, one being a usual day."""
    ends = MONTH_END if day.day >= 25 else MONTH_START if day.day <= 5 else 1.0
    after = any(day - timedelta(weeks=STORM_WEEKS) <= storm < day for storm in shut)
    return MONTHS[day.month - 1] * WEEKDAYS[day.weekday()] * ends * (AFTER_STORM if after else 1.0)


def open_spans(
    hours: Iterable[Opening], zone: str, days: Iterable[date], *, closed: frozenset[date], shut: frozenset[date]
) -> Weighted[Span]:
    """Every opening of a site over these days, weighed by its length and by the day."""
    weights: dict[Span, float] = {}
    for day in days:
        if day in closed or day in shut:
            continue
        for opening in openings_on(day, hours):
            opens = datetime.combine(day, opening.opens, tzinfo=ZoneInfo(zone))
            minutes = _minutes(opening.opens, opening.closes)
            weights[Span(day, opens, minutes)] = minutes * weight(day, shut)
    return Weighted(weights)


def arrival(chance: random.Random, span: Span) -> datetime:
    """People come early: half of them in the first third of the opening."""
    share = chance.betavariate(1.15, 1.9)
    return span.opens + timedelta(seconds=int(share * max(1, span.minutes - 12) * 60))


def _minutes(opens: time, closes: time) -> int:
    return (closes.hour - opens.hour) * 60 + closes.minute - opens.minute


def days_until(today: date, months: int) -> list[date]:
    """Every day of so many months, today excluded."""
    return [today - timedelta(days=back) for back in range(int(months * 30.44), 0, -1)]


Spans = Mapping[str, Weighted[Span]]
