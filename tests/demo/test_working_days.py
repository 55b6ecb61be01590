"""Nobody works on a Sunday nor on the day abolition is remembered, in the demonstration either."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.demo.conftest import rows
from tests.demo.model import CLOCK
from tisserand.kernel.working_days import is_working_day

# What the law, or chance, dates: a deadline, a birth, the end of a plan; and what the machine writes of itself.
NOT_AN_ACT = {
    *("due_at", "was_due_at", "due_on", "ends_on", "review_on", "birth_date", "born_on", "as_of"),
    *("recorded_at", "pgh_created_at", "applied"),
}
NOT_OF_THE_STORY = {"territories_closedday", "territories_priorityarea"}
DATED = """
select table_name, column_name, data_type = 'date' from information_schema.columns
where table_schema = 'public' and data_type in ('date', 'timestamp with time zone') order by 1, 2
"""
DAYS = """
select distinct day from (select {day} as day from {table}) told
where day between date '2025-01-01' and %s - 1
"""


def days(table: str, column: str, is_day: bool) -> list:
    day = f'"{column}"' if is_day else f"(\"{column}\" at time zone '{CLOCK.zone}')::date"
    return [day for (day,) in rows(DAYS.format(table=table, day=day), CLOCK.today)]


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_everything_that_happened_did_on_a_working_day():
    acts = [one for one in rows(DATED) if one[1] not in NOT_AN_ACT and one[0] not in NOT_OF_THE_STORY]
    told = {(table, column): days(table, column, is_day) for table, column, is_day in acts}
    assert told["activity_act", "happened_at"]
    shut = {one: [day for day in found if not is_working_day(day, CLOCK.zone)] for one, found in told.items()}
    assert {one: found for one, found in shut.items() if found} == {}


PAST = some.datetimes(datetime(2020, 1, 1), datetime(2026, 11, 23, 23), timezones=some.just(UTC))  # noqa: DTZ001


@given(PAST, PAST)
def test_what_came_first_still_comes_first_when_people_work(one, other):
    first, then = sorted((one, other))
    assert CLOCK.in_office(first) <= CLOCK.in_office(then)
    assert is_working_day(CLOCK.in_office(first).date(), CLOCK.zone)
    assert 8 <= CLOCK.in_office(first).hour < 17


def test_today_is_told_as_it_is_and_what_is_to_come_keeps_its_day():
    assert CLOCK.in_office(CLOCK.now) == CLOCK.now
    assert CLOCK.day(4) == CLOCK.today + timedelta(days=4)
    # Tuesday 24 November 2026: two days before is a Sunday.
    assert (CLOCK.day(-1) - CLOCK.today, CLOCK.day(-2) - CLOCK.today) == (timedelta(days=-1), timedelta(days=-4))
