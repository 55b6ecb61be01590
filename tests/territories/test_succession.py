"""R08: a closing written in advance happens on its day, for what moves as for who may read."""

from datetime import UTC, date, datetime

import pytest

from tests.situations import NOW, SystemAt, as_jobs
from tests.territories.conftest import load
from tests.territories.organisations import SUCCESSOR, without_les_abymes
from tisserand.access import queries as access
from tisserand.deadlines import operations as deadlines
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.territories import operations
from tisserand.territories.rules.reading import read_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R08")]
TODAY = NOW.date()
REFORM = date(2027, 1, 1)
THAT_DAY = datetime(2027, 1, 1, 4, 10, tzinfo=UTC)


def unit(code: str):
    return access.units(on=TODAY).get(code=code).pk


def owed(by) -> object:
    with as_jobs():
        return deadlines.open_obligation(
            actor=SystemAt, at=NOW, kind="support.review", subject=new_id(), label="Faire le bilan", unit=by, due_at=NOW
        )


def manager(of, at: datetime):
    seat = access.colleagues(unit_ids=[of], on=TODAY, roles=["team_manager"]).get()
    return access.actor_for(seat.account, at=at)


def hand_over(at: datetime):
    with as_jobs():
        return operations.hand_over_closed(actor=SystemAt, at=at)


def test_nothing_moves_before_the_day(guadeloupe):
    closed, other = unit("equipe-les-abymes"), unit("equipe-baie-mahault")
    owed(closed)
    load(read_organisation(without_les_abymes(REFORM)))

    assert hand_over(NOW) == []
    assert not manager(other, NOW).can("duties.see", closed)
    assert manager(other, THAT_DAY).can("duties.see", closed)
    (given,) = hand_over(THAT_DAY)
    assert given.numbers == ("1 échéance",)
    assert hand_over(THAT_DAY) == []


def test_an_empty_team_closes_without_anybody(guadeloupe):
    load(read_organisation(without_les_abymes(REFORM, closing="")))

    assert not access.units(on=REFORM).filter(code="equipe-les-abymes").exists()


def test_a_team_is_replaced_by_a_team(guadeloupe):
    by_a_site = SUCCESSOR.replace("equipe-baie-mahault", "tis-baie-mahault")

    with pytest.raises(Refused) as refused:
        load(read_organisation(without_les_abymes(REFORM, closing=by_a_site)))

    assert "de même nature" in refused.value.refusals[0].message
