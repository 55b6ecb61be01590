"""Working days: Monday to Friday, without the public holidays of the place (day-count code OUVRE of the rules).

Places are named by their time zone, which every unit has.
"""

from datetime import date, timedelta
from functools import cache

# Code du travail L3133-1, without the movable feasts.
FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
# Code du travail L3422-2: abolition of slavery, by territory.
LOCAL = {
    "America/Guadeloupe": (5, 27),
    "America/Martinique": (5, 22),
    "America/Cayenne": (6, 10),
    "Indian/Reunion": (12, 20),
    "Indian/Mayotte": (4, 27),
}
# Days after Easter Sunday: Monday, Ascension, Whit Monday.
MOVABLE = (1, 39, 50)


def easter(year: int) -> date:
    """Easter Sunday, Gregorian (Butcher's algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int, zone: str) -> frozenset[date]:
    fixed = {date(year, month, day) for month, day in FIXED}
    movable = {easter(year) + timedelta(days=days) for days in MOVABLE}
    local = {date(year, *LOCAL[zone])} if zone in LOCAL else set()
    return frozenset(fixed | movable | local)


def is_working_day(day: date, zone: str) -> bool:
    return day.weekday() < 5 and day not in holidays(day.year, zone)


def working_days_after(day: date, count: int, zone: str) -> date:
    """The `count`-th working day after `day`, which is not counted."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, zone)
    return day


def working_days_before(day: date, count: int, zone: str) -> date:
    """The `count`-th working day before `day`, which is not counted."""
    while count > 0:
        day -= timedelta(days=1)
        count -= is_working_day(day, zone)
    return day
