"""Grants end by themselves: what they open, to whom, in [start, end) and never outside."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.situations import NOW
from tisserand.access import grant_rules

MINUTES = st.integers(-10_000, 10_000).map(lambda minutes: timedelta(minutes=minutes))


@given(start=MINUTES, length=MINUTES, early=st.none() | MINUTES, moment=MINUTES)
def test_a_grant_is_open_in_its_window_alone(start, length, early, moment):
    starts_at, at = NOW + start, NOW + moment
    ends_at = starts_at + abs(length)
    ended_at = min(ends_at, starts_at + abs(early)) if early is not None else None
    end = ended_at or ends_at
    assert grant_rules.is_open(starts_at, ends_at, ended_at, at=at) == (starts_at <= at < end)


def test_the_motives_are_dated():
    assert "danger" in grant_rules.motives(NOW.date())
    assert grant_rules.motives(NOW.date().replace(year=2020)) == {}
    assert grant_rules.motives().keys() >= grant_rules.motives(NOW.date()).keys()


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"motive": "", "words": "Son fils appelle, elle est à terre."}, {"motive"}),
        ({"motive": "ennui", "words": "Son fils appelle, elle est à terre."}, {"motive"}),
        ({"motive": "danger", "words": "   urgent   "}, {"words"}),
        ({"motive": "danger", "words": "a" * 301}, {"long"}),
        ({"motive": "danger", "words": "Son fils appelle, elle est à terre."}, set()),
    ],
)
def test_an_emergency_says_why(said, refused):
    refusals = grant_rules.refusals_to_break_glass(**said, on=NOW.date())
    assert {refusal.code for refusal in refusals} == refused


@pytest.mark.parametrize(
    ("verdict", "words", "refused"),
    [
        ("justified", "", set()),
        ("inquire", " ", {"words"}),
        ("inquire", "Rappeler Joël.", set()),
        ("", "", {"verdict"}),
    ],
)
def test_a_reading_ends_with_a_verdict(verdict, words, refused):
    assert {one.code for one in grant_rules.refusals_to_review(verdict=verdict, words=words)} == refused


TODAY = NOW.date()
GOOD = {
    "same": False,
    "in_reach": True,
    "opens_files": True,
    "starts_on": TODAY,
    "ends_on": TODAY + timedelta(days=14),
    "reason": "Congés",
    "today": TODAY,
}


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, set()),
        ({"same": True}, {"same"}),
        ({"in_reach": False}, {"reach"}),
        ({"opens_files": False}, {"files"}),
        ({"ends_on": TODAY - timedelta(days=1)}, {"order", "past"}),
        ({"starts_on": TODAY - timedelta(days=9), "ends_on": TODAY - timedelta(days=1)}, {"past"}),
        ({"ends_on": TODAY + timedelta(days=184)}, {"long"}),
        ({"reason": "  "}, {"reason"}),
    ],
)
def test_a_cover_is_between_two_who_open_files_and_ends(changed, refused):
    assert {one.code for one in grant_rules.refusals_to_cover(**GOOD | changed)} == refused
