"""What is shown of eighteen months of a département is what happened there."""

import pytest
import time_machine

from tests.demo.conftest import demo, one, rows  # noqa: F401
from tests.situations import NOW, acting
from tests.steering.test_landmarks import TODAY
from tisserand.access import queries as access
from tisserand.access.models import Membership
from tisserand.steering import queries
from tisserand.steering.rules.landmarks import FEWEST_TO_SHARE, HIDDEN, NOTHING, percent
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


def told(table: dict, column: str) -> int:
    return number(table[column])


def share(part: int, whole: int) -> str:
    if whole >= FEWEST_TO_SHARE:
        return percent(part, whole)
    return HIDDEN if whole else NOTHING


@pytest.mark.requirement("R38")
@pytest.mark.parametrize("year", [2025, 2026])
def test_the_share_of_formalised_projects_is_that_of_the_plans_begun(year):
    """Each team is told within four, of each of the two."""
    plans, each = of_year(year)["plans"], of_year(year)["plans.each"]
    begun = rows(BEGUN.format("u.id, formalisation <> '', count(*)", year) + " group by 1, 2")
    handed = [count for *_, formalised, count in begun if formalised]
    assert abs(told(plans, "Projet remis") - sum(handed)) <= 4 * len(handed)
    assert abs(told(plans, "Devenus actifs") - sum(count for *_, count in begun)) <= 4 * len(begun)
    assert sum(map(number, each.values())) == told(plans, "Devenus actifs")
    assert plans["Part formalisée"] == share(told(plans, "Projet remis"), told(plans, "Devenus actifs"))


@pytest.mark.requirement("R22")
def test_the_share_done_in_her_place_is_that_of_the_demands(shown):
    [(written, instead, sites)] = rows(
        WRITTEN.format("count(*), count(*) filter (where 'a-sa-place' = any(answers)), count(distinct d.site_id)")
    )
    demands, each = shown["demands"], shown["demands.each"]
    assert instead > 0
    assert abs(told(demands, "À sa place") - instead) <= 4 * sites
    assert abs(told(demands, "Demandes") - written) <= 8 * sites
    assert demands["Part à sa place"] == share(told(demands, "À sa place"), told(demands, "Demandes"))
    assert sum(map(number, each.values())) == told(demands, "À sa place")


@pytest.mark.requirement("R22")
def test_the_mass_says_why_it_is_done_in_her_place_and_with_what_mandate():
    found = rows("""select instead_reason, has_mandate, count(*) from reception_demand
        where 'a-sa-place' = any(answers) and person_id is not null group by 1, 2""")
    assert len({reason for reason, *_ in found}) > 2
    assert {mandate for _, mandate, _ in found} == {True, False}
    assert 0.01 < sum(count for *_, count in found) / one("select count(*) from reception_demand") < 0.12
