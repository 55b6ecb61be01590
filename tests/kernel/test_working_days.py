from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tisserand.kernel.working_days import easter, is_working_day, working_days_after, working_days_before

GUADELOUPE, PARIS = "America/Guadeloupe", "Europe/Paris"


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2026, date(2026, 4, 5)), (2038, date(2038, 4, 25))],
)
def test_easter(year, sunday):
    assert easter(year) == sunday


@pytest.mark.parametrize(
    ("start", "count", "zone", "expected"),
    [
        (date(2026, 11, 24), 5, GUADELOUPE, date(2026, 12, 1)),
        (date(2026, 5, 26), 1, GUADELOUPE, date(2026, 5, 28)),  # abolition, 27 May
        (date(2026, 5, 26), 1, PARIS, date(2026, 5, 27)),
        (date(2026, 12, 24), 1, PARIS, date(2026, 12, 28)),  # Christmas is a Friday
        (date(2026, 11, 21), 1, PARIS, date(2026, 11, 23)),  # from a Saturday
    ],
)
def test_working_days_after(start, count, zone, expected):
    assert working_days_after(start, count, zone) == expected


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(1, 40), st.sampled_from([GUADELOUPE, PARIS]))
def test_there_and_back(day, count, zone):
    there = working_days_after(day, count, zone)
    assert is_working_day(there, zone)
    back = working_days_before(there, count, zone)
    # Back to the day itself, or to the last working day before a day of rest.
    assert back == day or (back < day and not is_working_day(day, zone))
