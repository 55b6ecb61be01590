"""What no day-count may ever do, whatever the rule, the day and the place (Hypothesis)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tisserand.deadlines import rules
from tisserand.deadlines.rules.counting import ON_WORKING_DAYS, UNITS, Code, Unit, count, out_of
from tisserand.kernel.working_days import holidays, is_working_day

PLACES = ("75", "57", "67", "971", "972", "973", "974", "976", "977", "978", "Europe/Paris", "Indian/Reunion")
DAYS = st.dates(date(2008, 1, 1), date(2060, 1, 1))
COUNTS = st.sampled_from([(code, unit) for code in Code for unit in UNITS[code]])
OFFSETS = st.integers(-60, 60).filter(bool)


def signed(code: Code, offset: int) -> int:
    return -abs(offset) if code == Code.REBOURS else offset if code == Code.OUVRE else abs(offset)


@given(COUNTS, OFFSETS, DAYS, st.integers(0, 40), st.sampled_from(PLACES))
def test_a_later_event_never_gives_an_earlier_date(kind, offset, on, later, place):
    code, unit = kind
    length = signed(code, offset)
    first = count(code, length, unit, on, place).on
    assert first <= count(code, length, unit, on + timedelta(days=later), place).on


@given(COUNTS, OFFSETS, DAYS, st.sampled_from(PLACES))
def test_never_on_a_day_that_the_code_forbids(kind, offset, on, place):
    code, unit = kind
    found = count(code, signed(code, offset), unit, on, place)
    if code in ON_WORKING_DAYS:
        assert is_working_day(found.on, place)
    assert all(not is_working_day(day, place) and day.weekday() < 5 for day in found.holidays if code == Code.OUVRE)


@given(OFFSETS, DAYS, st.sampled_from(PLACES))
def test_working_days_are_counted_one_by_one(offset, on, place):
    found = count(Code.OUVRE, offset, Unit.DAY, on, place).on
    first, last = sorted((on, found))
    between = [first + timedelta(days=rank) for rank in range((last - first).days + 1)]
    assert sum(is_working_day(day, place) for day in between if day != on) == abs(offset)


@given(st.integers(1, 60), DAYS, st.sampled_from(PLACES))
def test_a_roll_is_short_and_passes_no_working_day(offset, on, place):
    found = count(Code.CAL642, offset, Unit.DAY, on, place)
    exact = on + timedelta(days=offset)
    passed = [exact + timedelta(days=rank) for rank in range((found.on - exact).days)]
    assert not any(is_working_day(day, place) for day in passed)
    assert (found.rolled_from is None) == (passed == [])


@given(st.integers(1, 60), st.sampled_from([Unit.DAY, Unit.MONTH]), DAYS, st.sampled_from(PLACES))
def test_a_clear_period_is_one_day_longer_at_least(offset, unit, on, place):
    code = Code.CAL if unit == Unit.DAY else Code.MOIS
    assert count(Code.FRANC, offset, unit, on, place).on > count(code, offset, unit, on, place).on


@given(DAYS)
def test_the_truce_is_never_broken(on):
    free = out_of(((11, 1), (3, 31)), on)
    assert 4 <= free.month <= 10
    assert free == on or (free.month, free.day) == (4, 1)


@given(st.sampled_from([row for row in rules.book().rules if not row.when]), DAYS, st.integers(0, 400))
def test_every_rule_of_the_book_is_monotonic(row, on, later):
    """Within the days when the rule holds, in the place where it does."""
    place = min(row.territories) if "*" not in row.territories else "971"
    day = timedelta(days=later)
    dates = [when for when in (on, on + day) if row.in_force(when)]
    found = [rules.due(row.id, when, place).on for when in dates]
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("place", "day"),
    [
        ("971", date(2026, 5, 27)),
        ("972", date(2026, 5, 22)),
        ("973", date(2026, 6, 10)),
        ("974", date(2027, 12, 20)),
        ("976", date(2026, 4, 27)),
        ("977", date(2026, 10, 9)),
        ("978", date(2026, 5, 28)),
        ("57", date(2026, 4, 3)),
        ("67", date(2025, 12, 26)),
        ("68", date(2025, 12, 26)),
    ],
)
def test_the_holiday_of_each_territory_is_its_own(place, day):
    assert not is_working_day(day, place)
    assert is_working_day(day, "75")


def test_a_time_zone_and_its_departement_keep_the_same_holidays():
    for zone, code in {"America/Guadeloupe": "971", "Indian/Reunion": "974", "Europe/Paris": "75"}.items():
        assert holidays(2026, zone) == holidays(2026, code)
    assert len(holidays(2026, "75")) == 11
