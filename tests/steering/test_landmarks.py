"""« Repères »: what direction and managers read, and what they cannot find again from it."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.conftest import counted
from tests.situations import NOW, acting, as_jobs
from tests.support.situations import a_person, scene
from tisserand.activity.models import Act
from tisserand.kernel.ids import new_id
from tisserand.steering import queries
from tisserand.steering.rules.landmarks import HIDDEN
from tisserand.steering.rules.periods import Span, chosen, periods
from tisserand.support import operations as support
from tisserand.support.models import Objective, Plan

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
OCTOBER = datetime(2026, 10, 10, 14, tzinfo=UTC)
ACTS = "Accueillir et accompagner"


@pytest.fixture(autouse=True)
def _that_tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


def acts(unit, month, number, function="accueil", minutes=10):
    return [
        Act(
            nature="desk",
            function=function,
            happened_at=datetime(2026, month, 10, 14, tzinfo=UTC),
            recorded_at=NOW,
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
    begun = [replace(scene(service), person=a_person(service, used_name=f"Mirval {rank}")) for rank in range(12)]
    for rank, hers in enumerate(begun):
        with acting(hers.referent) as actor:
            plan = hers.active_plan()
            if rank < 5:
                support.formalise(actor=actor, at=NOW, plan=plan.pk, outcome="signed", on=NOW.date())
    with as_jobs():
        Objective.objects.update(criterion_on=OCTOBER.date())
        Plan.objects.update(activated_at=OCTOBER)
    found = read(service, "direction", "2026-10", "Projets d’accompagnement formalisés")
    assert found["Nord Basse-Terre", ""] == ["12", "5", "42\u202f%"]
    read_by_outcome = read(service, "direction", "2026", "Comment les projets ont été remis, dans l’année")
    assert read_by_outcome["Nord Basse-Terre", ""][0] == "5"


def test_a_small_number_hides_those_that_would_give_it_back(service):
    written(acts(service.site, 10, 30), acts(service.team, 10, 3), acts(service.other_site, 10, 9))
    found = read(service, "direction", "2026-10")
    assert found["Nord Basse-Terre", ""][0] == "33"
    # 33 − 30 would be the three of the team; they do not tell apart from none at all.
    assert found["Sainte-Rose", "accueil"] == found["Sainte-Rose – Deshaies", "équipe"] == [HIDDEN] * 5
    assert found["Les Abymes", "accueil"][0] == "9"


def test_a_small_month_hides_the_months_of_its_quarter(service):
    written(acts(service.site, 7, 12), acts(service.site, 8, 2), acts(service.site, 9, 12), acts(service.site, 4, 8))
    assert read(service, "direction", "2026-T3")["Sainte-Rose", "accueil"][0] == "26"
    assert {read(service, "direction", f"2026-0{month}")["Sainte-Rose", "accueil"][0] for month in (7, 8, 9)} == {
        HIDDEN
    }
    assert read(service, "direction", "2026-04")["Sainte-Rose", "accueil"][0] == "8"


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
    period = chosen("2026", TODAY)
    with acting(service.actor(login)), connection.cursor() as cursor:
        cursor.execute(
            "select * from walls.landmarks(%s, %s, %s, %s)",
            [period.first, period.until, period.span.value, period.starts],
        )
        assert cursor.fetchall() == []


def published(service):
    """Every number that can be asked of 2026: (unit, the months that it counts, number)."""
    with acting(service.actor("direction")), connection.cursor() as cursor:
        for _, year in periods(TODAY)[:1]:
            for period in year:
                asked = [period.first, period.until, period.span.value, period.starts]
                cursor.execute("select * from walls.landmarks(%s, %s, %s, %s)", asked)
                rows = [row for row in cursor.fetchall() if row[0] == "acts" and row[2]]
                known = {unit: 0 for _, unit, *_ in rows} | {row[1]: row[4] for row in rows if row[3] == "accueil"}
                yield from ((unit, months_of(period), number) for unit, number in known.items())


def months_of(period):
    lasts = {Span.YEAR: 10, Span.QUARTER: 3, Span.MONTH: 1}[period.span]
    return range(period.starts.month, period.starts.month + lasts)


def found_again(equations, number_of_cells):
    """The cells that these sums determine: Gauss, in fractions."""
    everything = range(number_of_cells)
    rows = [[Fraction(one in cells) for one in everything] + [Fraction(total)] for cells, total in equations]
    pivots = []
    for column in everything:
        pivot = next((row for row in rows if row[column] and row not in [used for _, used in pivots]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        rows = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in rows]
        pivots = [(at, [a - row[column] * b for a, b in zip(row, pivot, strict=True)]) for at, row in pivots]
        pivots.append((column, pivot))
    return {at: row[-1] for at, row in pivots if not any(row[:at]) and not any(row[at + 1 : -1])}


def test_gauss_finds_what_a_difference_tells():
    assert found_again([((0, 1), 33), ((0,), 30)], 2) == {0: 30, 1: 3}
    assert found_again([((0, 1), 33)], 2) == {}


MONTHS = range(1, 11)
NUMBERS = some.lists(some.sampled_from((0, 0, 1, 3, 5, 6, 9, 12, 20)), min_size=50, max_size=50)


def test_no_difference_gives_back_a_small_number(service):
    units = (service.site, service.team, service.other_site, service.other_team, service.pole)
    above = {
        service.territory.pk: units[:2],
        service.other_site.parent_id: units[2:4],
        service.direction.pk: units,
        **{unit.pk: (unit,) for unit in units},
    }
    cells = {(unit.pk, month): at for at, (unit, month) in enumerate((u, m) for u in units for m in MONTHS)}
    shown = Counter()

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(NUMBERS)
    def each(numbers):
        with as_jobs():
            Act.objects.all().delete()
        written(*(acts(u, m, numbers[cells[u.pk, m]]) for u in units for m in MONTHS))
        told = [
            (tuple(cells[u.pk, m] for u in above[unit] for m in months if m in MONTHS), number)
            for unit, months, number in published(service)
            if unit in above
        ]
        assert all(number == 0 or number >= 5 for _, number in told)
        assert all(sum(numbers[at] for at in counted_in) == number for counted_in, number in told)
        shown["numbers"] += len(told)
        found = found_again(told, len(cells))
        assert [numbers[at] for at in found if 0 < numbers[at] < 5] == []

    each()
    assert shown["numbers"] > 20


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
    assert f"{ACTS};Octobre\N{NO-BREAK SPACE}2026;Nord Basse-Terre;;Actes;33" in sheet
    assert f"{ACTS};Octobre\N{NO-BREAK SPACE}2026;Sainte-Rose;accueil;Actes;{HIDDEN}" in sheet
