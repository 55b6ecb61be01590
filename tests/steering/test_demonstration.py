"""What is shown of eighteen months of a département is what happened there."""

import pytest
import time_machine

from tests.demo.conftest import demo, one, rows  # noqa: F401
from tests.situations import NOW, acting
from tests.steering.test_landmarks import TODAY
from tisserand.access import queries as access
from tisserand.access.models import Membership
from tisserand.steering import queries
from tisserand.steering.rules.landmarks import HIDDEN
from tisserand.steering.rules.periods import chosen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
BEGUN = """select {} from support_plan p join access_unit u on u.id = p.team_id
where extract(year from p.activated_at at time zone u.time_zone) = {} and p.closing <> 'mistake'
and p.activated_at at time zone u.time_zone < '2026-11-01'"""
WRITTEN = """select {} from reception_demand d join access_unit u on u.id = d.site_id
where extract(year from d.written_at at time zone u.time_zone) = 2025"""


def of_year(year: int) -> dict:
    """The first line of each table: the widest unit that the director reads."""
    seat = Membership.objects.filter(role="director").select_related("account").order_by("id")[0]
    with time_machine.travel(NOW, tick=False), acting(access.actor_for(seat.account, at=NOW)) as actor:
        found = queries.tables(actor, chosen(str(year), TODAY), on=TODAY)
    return {table.landmark.measure: dict(table.lines[0].cells) for table in found}


@pytest.fixture
def shown():
    return of_year(2025)


def number(said: str) -> int:
    return int(said.replace("\u202f", ""))


@pytest.mark.requirement("R32")
def test_reception_and_support_are_told_apart(shown):
    assert number(shown["acts"]["Actes"]) > 100
    columns = [f"{what}, part {of}" for what in ("Accueil", "Accompagnement") for of in ("des actes", "du temps")]
    shares = [shown["acts"][column] for column in columns]
    assert HIDDEN not in shares
    assert all(share.endswith("%") for share in shares)


@pytest.mark.requirement("R38")
@pytest.mark.parametrize("year", [2025, 2026])
def test_the_share_of_formalised_projects_is_that_of_the_plans_begun(year):
    """Hidden when a team began or formalised fewer than five: somebody could be told from the others."""
    said = of_year(year)["plans"]
    begun = rows(BEGUN.format("u.id, formalisation <> '', count(*)", year) + " group by 1, 2")
    if HIDDEN in said.values():
        assert any(count < 5 for *_, count in begun)
        return
    handed = sum(count for _, formalised, count in begun if formalised)
    whole = sum(count for *_, count in begun)
    assert (number(said["Devenus actifs"]), number(said["Projet remis"])) == (whole, handed)
    assert said["Part formalisée"] == f"{round(100 * handed / whole)}\u202f%"


@pytest.mark.requirement("R22")
def test_the_share_done_in_her_place_is_that_of_the_demands(shown):
    written = one(WRITTEN.format("count(*)"))
    instead = one(WRITTEN.format("count(*) filter (where 'a-sa-place' = any(answers))"))
    told = shown["demands"]
    assert number(told["Demandes"]) == written
    assert number(told["À sa place"]) == instead
    assert told["Part à sa place"] == f"{round(100 * instead / written)}\u202f%"


@pytest.mark.requirement("R22")
def test_its_reasons_are_told_together_or_not_at_all(shown):
    by_reason = dict(rows(WRITTEN.format("instead_reason, count(*)") + " and instead_reason <> '' group by 1"))
    told = set(shown["demands.why"].values())
    if any(count < 5 for count in by_reason.values()):
        assert told == {HIDDEN}
    else:
        assert sum(map(number, shown["demands.why"].values())) == sum(by_reason.values())
