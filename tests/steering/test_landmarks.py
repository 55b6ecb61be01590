"""« Repères »: what direction and managers read, and what they cannot find again from it."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from tests.conftest import counted
from tests.situations import NOW, acting, as_jobs
from tests.support.situations import a_person, scene
from tisserand.activity.models import Act
from tisserand.kernel.ids import new_id
from tisserand.steering import queries
from tisserand.steering.rules.landmarks import HIDDEN, NOTHING
from tisserand.steering.rules.periods import chosen
from tisserand.support import operations as support
from tisserand.support.models import Objective, Plan

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
OCTOBER = datetime(2026, 10, 10, 14, tzinfo=UTC)
ACTS = "Accueillir et accompagner"
MONTHS = range(1, 11)


@pytest.fixture(autouse=True)
def _that_tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


def acts(unit, month, number, function="accueil", minutes=10, recorded_at=None):
    return [
        Act(
            nature="desk",
            function=function,
            happened_at=datetime(2026, month, 10, 14, tzinfo=UTC),
            recorded_at=recorded_at or datetime(2026, month, 10, 15, tzinfo=UTC),
            duration_minutes=minutes,
            unit=unit,
            kind="essai",
            subject=new_id(),
        )
        for _ in range(number)
    ]


def written(*rows):
    with as_jobs():
        Act.objects.bulk_create([row for some_rows in rows for row in some_rows])


def read(service, login, code="2026", title=ACTS):
    with acting(service.actor(login)) as actor:
        found = queries.tables(actor, chosen(code, TODAY), on=TODAY)
    [table] = [table for table in found if table.landmark.title == title]
    return {(line.place.name, line.place.what): [said for _, said in line.cells] for line in table.lines}


@pytest.mark.requirement("R32")
def test_the_share_of_reception_and_of_support_by_unit(service):
    written(acts(service.site, 10, 30), acts(service.team, 10, 10, "accompagnement", 30))
    found = read(service, "direction", "2026-10")
    assert found["Nord Basse-Terre", ""] == ["40", "75\u202f%", "25\u202f%", "50\u202f%", "50\u202f%"]
    assert found["Sainte-Rose", "accueil"][:3] == ["30", "100\u202f%", "0\u202f%"]
    assert found["Direction de l’action sociale", ""] == found["Nord Basse-Terre", ""]
    assert list(found)[:2] == [("Direction de l’action sociale", ""), ("Cap Excellence", "")]


@pytest.mark.requirement("R38")
def test_the_share_of_projects_that_were_handed_over(service):
    begun = [replace(scene(service), person=a_person(service, used_name=f"Mirval {rank}")) for rank in range(24)]
    for rank, hers in enumerate(begun):
        with acting(hers.referent) as actor:
            plan = hers.active_plan()
            if rank < 10:
                support.formalise(actor=actor, at=NOW, plan=plan.pk, outcome="signed", on=NOW.date())
    with as_jobs():
        Objective.objects.update(criterion_on=OCTOBER.date())
        Plan.objects.update(activated_at=OCTOBER)
        Plan.objects.exclude(formalisation="").update(formalised_on=OCTOBER.date())
    found = read(service, "direction", "2026-10", "Projets d’accompagnement formalisés")
    assert found["Nord Basse-Terre", ""] == ["24", "10", "42\u202f%"]
    assert read(service, "direction", "2026", "Comment les projets ont été remis")["Nord Basse-Terre", ""][0] == "10"


@pytest.mark.parametrize("small", [1, 2, 3, 4])
def test_a_small_number_is_written_zero_or_five_and_all_the_rest_adds_up(service, small):
    written(acts(service.site, 10, 30), acts(service.team, 10, small), acts(service.other_site, 10, 9))
    found = {place: said[0] for place, said in read(service, "direction", "2026-10").items()}
    hidden = found["Sainte-Rose – Deshaies", "équipe"]
    assert hidden in {"0", "5"}
    assert (found["Sainte-Rose", "accueil"], found["Les Abymes", "accueil"]) == ("30", "9")
    assert found["Nord Basse-Terre", ""] == str(30 + int(hidden))
    assert found["Direction de l’action sociale", ""] == str(39 + int(hidden))


def test_what_is_left_over_goes_to_the_next_small_number(service):
    """Ten months of two are twenty, though none of them is written as it was."""
    written(*(acts(service.team, month, 2) for month in MONTHS))
    assert read(service, "direction")["Sainte-Rose – Deshaies", "équipe"][0] == "20"
    each = [read(service, "direction", f"2026-{month:02}") for month in MONTHS]
    assert {month["Sainte-Rose – Deshaies", "équipe"][0] for month in each} == {"0", "5"}


def test_a_share_of_too_few_is_not_told(service):
    written(acts(service.site, 10, 19), acts(service.other_site, 10, 20))
    found = read(service, "direction", "2026-10")
    assert found["Sainte-Rose", "accueil"] == ["19", *[HIDDEN] * 4]
    assert found["Les Abymes", "accueil"][:3] == ["20", "100\u202f%", "0\u202f%"]
    assert found["Pôle Logement", ""] == ["0", *[NOTHING] * 4]


def test_what_is_noted_long_after_never_moves_a_number_already_told(service):
    in_time, late = datetime(2026, 11, 10, 20, tzinfo=UTC), datetime(2026, 11, 11, 5, tzinfo=UTC)
    written(acts(service.site, 10, 30), acts(service.site, 10, 6, recorded_at=in_time))
    before = read(service, "direction", "2026-10")
    written(acts(service.site, 10, 7, recorded_at=late))
    assert before["Sainte-Rose", "accueil"][0] == "36"
    assert read(service, "direction", "2026-10") == before


def test_what_follows_never_moves_a_month_already_told(service):
    """Who kept the numbers of yesterday learns nothing by reading them again."""
    written(*(acts(service.team, month, 3) for month in range(1, 8)))
    before = read(service, "direction", "2026-07")
    written(*(acts(service.team, month, 4) for month in range(8, 11)))
    assert read(service, "direction", "2026-07") == before


def test_the_month_under_way_is_not_counted(service):
    written(acts(service.site, 11, 30))
    assert read(service, "direction")["Sainte-Rose", "accueil"][0] == "0"


def test_each_reads_her_own_units_and_the_same_numbers(service):
    written(acts(service.site, 10, 30), acts(service.other_site, 10, 9))
    whole = read(service, "direction")
    hers = read(service, "cheffe")
    assert set(hers) == {("Nord Basse-Terre", ""), ("Sainte-Rose", "accueil"), ("Sainte-Rose – Deshaies", "équipe")}
    assert {place: whole[place] for place in hers} == hers
    assert set(read(service, "pole")) == {("Pôle Logement", "")}


@pytest.mark.parametrize("login", ["referente", "accueil", "secretaire", "crip", "admin", "dpo"])
def test_who_reads_no_figures_gets_none_from_postgresql(service, login):
    written(acts(service.site, 10, 30))
    assert asked(service.actor(login), chosen("2026", TODAY)) == []


def asked(actor, period):
    with acting(actor), connection.cursor() as cursor:
        cursor.execute("select * from walls.landmarks(%s, %s, %s)", [period.starts, period.span.value, period.until])
        return cursor.fetchall()


PLAUSIBLE = (
    ("site", "accueil", 160),
    ("site", "mediation", 3),
    ("team", "accompagnement", 9),
    ("team", "mediation", 2),
)


@pytest.mark.requirement("R32")
@pytest.mark.parametrize("login", ["direction", "cheffe"])
@pytest.mark.parametrize("code", ["2026", "2026-T3"])
def test_a_rare_function_in_one_month_hides_nothing_else(service, login, code):
    """What every site and team of a département does: many acts of one function, two or three of another; and once in
    the year, somebody of the direction.
    """
    each = [(f"{other}{kind}", function, number) for kind, function, number in PLAUSIBLE for other in ("", "other_")]
    written(*(acts(getattr(service, unit), month, n, of) for unit, of, n in each for month in MONTHS))
    written(acts(service.direction, 3, 1))
    cells = [said for line in read(service, login, code).values() if line[0] != "0" for said in line]
    assert cells
    assert HIDDEN not in cells


@pytest.fixture
def reader(client, service):
    def signed(login):
        client.force_login(service.account(login))
        return client

    return signed


def test_the_page_says_its_definitions_and_asks_little(reader, service):
    written(acts(service.site, 10, 30))
    direction = reader("direction")
    address = reverse("steering:landmarks")
    direction.get(address)
    with counted(10):
        page = direction.get(address, {"periode": "2026-T3"}).content.decode()
    for said in (
        "Projets d’accompagnement formalisés",
        "Formaliser n’est pas signer",
        "Chaque acte a une seule",
    ):
        assert said in page
    assert '<option value="2026-T3" selected>' in page
    assert reader("referente").get(address).status_code == 404


def test_the_sheet_says_the_same_masked(reader, service):
    written(acts(service.site, 10, 30), acts(service.team, 10, 3))
    answer = reader("cheffe").get(reverse("steering:landmarks_export"), {"periode": "2026-10"})
    assert answer["Content-Disposition"] == 'attachment; filename="reperes-2026-10.csv"'
    sheet = answer.content.decode()
    assert f"{ACTS};Octobre\N{NO-BREAK SPACE}2026;Sainte-Rose;accueil;Actes;30" in sheet
    assert re.search(f"{ACTS};Octobre\N{NO-BREAK SPACE}2026;Sainte-Rose – Deshaies;équipe;Actes;(0|5)\r?\n", sheet)
