"""Doors, in the time of the site: Guadeloupe is four hours behind UTC all year."""

from datetime import UTC, datetime, time

import pytest

from tests.situations import NOW, SystemAt, as_jobs
from tisserand.access import operations as access_operations
from tisserand.access import queries as access
from tisserand.territories import queries
from tisserand.territories.models import ClosedDay
from tisserand.territories.rules.opening import closing, is_open, openings_on
from tisserand.territories.rules.organisation import Opening, UnitKind

ZONE = "America/Guadeloupe"
WEEK = (
    Opening(2, time(8), time(12, 30)),
    Opening(2, time(13, 30), time(16)),
    Opening(3, time(8), time(12, 30)),
)
TUESDAY = datetime(2026, 11, 24, tzinfo=UTC).date()


def at(hour, minute=0):
    return datetime(2026, 11, 24, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "opened"),
    [
        (at(11, 59), False),
        (at(12), True),
        (at(16, 30), False),
        (at(17, 29), False),
        (at(19, 59), True),
        (at(20), False),
    ],
)
def test_a_site_is_open_between_its_hours_only(moment, opened):
    assert is_open(moment, ZONE, WEEK) is opened


@pytest.mark.parametrize(
    ("moment", "expected"),
    [(at(12), at(20)), (at(17), at(20)), (at(21), at(21))],
)
def test_the_day_ends_at_the_last_closing_and_nothing_is_left_after(moment, expected):
    assert closing(moment, ZONE, openings_on(TUESDAY, WEEK)) == expected


def test_a_day_without_hours_leaves_nothing():
    assert closing(at(12), ZONE, ()) == at(12)


@pytest.fixture
def sainte_rose(guadeloupe):
    return access.units(kind=UnitKind.SITE, on=NOW.date()).get(code="tis-sainte-rose").pk


def test_sainte_rose_closes_at_sixteen_that_tuesday(sainte_rose):
    assert queries.closing_time(sainte_rose, NOW) == datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    assert queries.is_open(sainte_rose, NOW)


def test_thirteen_sites_receive_on_a_morning_and_none_on_a_closed_day(guadeloupe, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert len(queries.sites_open(NOW)) == 13
    assert queries.sites_open(datetime(2026, 7, 14, 14, 0, tzinfo=UTC)) == []


def test_on_a_closed_day_a_danger_is_due_at_once(sainte_rose):
    fete_nationale = datetime(2026, 7, 14, 14, 0, tzinfo=UTC)

    assert queries.opening_today(sainte_rose, fete_nationale) == ()
    assert queries.closing_time(sainte_rose, fete_nationale) == fete_nationale


@pytest.mark.requirement("R09")
def test_a_site_that_loses_its_secretary_is_said_to_lack_one(sainte_rose):
    seat = access.colleagues(unit_ids=[sainte_rose], on=NOW.date(), roles=["reception_secretary"]).get()
    with as_jobs():
        access_operations.end_membership(actor=SystemAt, at=NOW, membership=seat.pk, ends_before=NOW.date())

    gap = queries.staffing_gaps(NOW.date())[0]
    assert (gap.unit.name, gap.name, gap.gaps) == ("Sainte-Rose", "incomplet", ("il manque un secrétaire d’accueil",))


def test_the_hours_when_a_site_receives_between_two_instants(sainte_rose):
    """A closed day has none; the usual week counts for the others."""
    start, end = datetime(2026, 11, 24, 4, tzinfo=UTC), datetime(2026, 11, 25, 4, tzinfo=UTC)
    spans = queries.open_spans(start, end)
    today = [(begins, ends) for begins, ends in spans if start <= begins < end]
    assert datetime(2026, 11, 24, 12, tzinfo=UTC) in {begins for begins, _ in today}
    assert max(ends for _, ends in today) >= queries.closing_time(sainte_rose, NOW)
    with as_jobs():
        ClosedDay.objects.create(site=None, day=TUESDAY, reason="Journée d’étude")
    assert not [one for one in queries.open_spans(start, end) if start <= one[0] < end]
