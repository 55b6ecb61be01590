"""Working days: Monday to Friday, without the public holidays of the place (day-count code OUVRE of the rules).

A place is named by its time zone, which every unit has, or by the number of its département, which says more: Alsace
and Moselle keep the hours of Paris, not its holidays.
"""

from datetime import date, timedelta
from functools import cache

# Code du travail L3133-1, without the movable feasts.
FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
# Code du travail L3422-2: abolition of slavery, by territory; L3134-13: 26 December in Alsace and Moselle.
ALSACE_MOSELLE = ("57", "67", "68", "6AE")
LOCAL = {
    "971": (5, 27),
    "972": (5, 22),
    "973": (6, 10),
    "974": (12, 20),
    "976": (4, 27),
    "977": (10, 9),
    "978": (5, 28),
    **dict.fromkeys(ALSACE_MOSELLE, (12, 26)),
}
DEPARTEMENT_OF = {
    "America/Guadeloupe": "971",
    "America/Martinique": "972",
    "America/Cayenne": "973",
    "Indian/Reunion": "974",
    "Indian/Mayotte": "976",
    "America/St_Barthelemy": "977",
    "America/Marigot": "978",
}
# Days after Easter Sunday: Monday, Ascension, Whit Monday.
MOVABLE = (1, 39, 50)
GOOD_FRIDAY = -2


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


def departement_of(place: str) -> str:
    """The number of a département, told by itself or by its time zone; the zone itself where it does not say."""
    return DEPARTEMENT_OF.get(place, place)


@cache
def holidays(year: int, place: str) -> frozenset[date]:
    code = departement_of(place)
    fixed = {date(year, month, day) for month, day in FIXED}
    # L3134-13 says Good Friday where there is a Protestant church or a shared one: taken for all of Alsace and Moselle.
    feasts = (*MOVABLE, GOOD_FRIDAY) if code in ALSACE_MOSELLE else MOVABLE
    movable = {easter(year) + timedelta(days=days) for days in feasts}
    local = {date(year, *LOCAL[code])} if code in LOCAL else set()
    return frozenset(fixed | movable | local)


def is_working_day(day: date, place: str) -> bool:
    return day.weekday() < 5 and day not in holidays(day.year, place)


def working_days_after(day: date, count: int, place: str) -> date:
    """The `count`-th working day after `day`, which is not counted."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, place)
    return day


def working_days_before(day: date, count: int, place: str) -> date:
    """The `count`-th working day before `day`, which is not counted."""
    while count > 0:
        day -= timedelta(days=1)
        count -= is_working_day(day, place)
    return day
