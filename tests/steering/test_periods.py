"""Periods that are over, and shares as they are said."""

from datetime import date

import pytest

from tisserand.steering.rules.landmarks import ACTS, FEWEST_TO_SHARE, HIDDEN, NOTHING, Column, Counted, percent
from tisserand.steering.rules.periods import Span, chosen, periods

TODAY = date(2026, 11, 24)


def codes(today):
    return [period.code for _, year in periods(today) for period in year]


def test_nothing_that_is_still_under_way_is_counted():
    found = codes(TODAY)
    assert found[:4] == ["2026", "2026-T3", "2026-T2", "2026-T1"]
    assert "2026-10" in found
    assert not {"2026-T4", "2026-11"} & set(found)
    assert {"2025", "2025-T4", "2025-12", "2024-01"} <= set(found)


def test_a_month_is_told_once_it_is_settled():
    assert codes(date(2026, 11, 10))[:2] == ["2026", "2026-T3"]
    assert "2026-10" not in codes(date(2026, 11, 10))
    assert "2026-10" in codes(date(2026, 11, 11))
    assert codes(date(2027, 1, 10))[0] == "2026"
    assert "2026-12" not in codes(date(2027, 1, 10))


def test_in_january_the_year_before_is_the_latest():
    assert codes(date(2027, 1, 15))[0] == "2026"
    assert chosen("", date(2027, 1, 15)).label == "Année 2026"


def test_the_year_says_how_far_it_is_counted():
    period = chosen("2026", TODAY)
    assert (period.label, period.until) == ("Année 2026, jusqu’au 31 octobre 2026", date(2026, 11, 1))


@pytest.mark.parametrize("asked", ["", "2026-11", "2026-T4", "1999", "'; drop table", "2026-13"])
def test_what_is_not_over_or_means_nothing_is_the_year_so_far(asked):
    assert chosen(asked, TODAY).code == "2026"


def test_a_quarter_and_a_month_say_when_they_start():
    quarter, month = chosen("2026-T3", TODAY), chosen("2026-08", TODAY)
    assert (quarter.span, quarter.starts) == (Span.QUARTER, date(2026, 7, 1))
    assert (month.span, month.starts) == (Span.MONTH, date(2026, 8, 1))
    assert month.label.startswith("Août")


def test_a_share_needs_enough_to_share():
    share = Column("Part", ("accueil",), share=True)
    assert share.of(Counted({"accueil": FEWEST_TO_SHARE - 1})) == HIDDEN
    assert share.of(Counted({"accueil": FEWEST_TO_SHARE})) == "100\u202f%"
    assert share.of(Counted()) == NOTHING


@pytest.mark.requirement("R32")
def test_shares_are_of_the_acts_and_of_the_time():
    done = Counted({"accueil": 30, "accompagnement": 10}, {"accueil": 300, "accompagnement": 900})
    assert [column.of(done) for column in ACTS.columns] == ["40", "75\u202f%", "25\u202f%", "25\u202f%", "75\u202f%"]
    assert percent(1, 3) == "33\u202f%"
