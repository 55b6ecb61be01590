"""The same seed and the same day tell the same lives; another seed tells others."""

import json
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from tests.demo.conftest import one
from tests.demo.model import CLOCK, GUADELOUPE
from tests.territories.organisations import communes_of
from tests.territories.test_communes import SQUARE
from tisserand.demo.clock import Clock
from tisserand.demo.mass.loading import load_mass
from tisserand.demo.operations import Wanted, load, raise_organisation
from tisserand.demo.progress import Progress
from tisserand.demo.service import service_of
from tisserand.territories.rules.reading import read_organisation

pytestmark = pytest.mark.django_db
TOLD = """
select md5(string_agg(told, '|' order by told)) from (
    select concat_ws(';', p.birth_name, p.used_name, p.first_names, p.birth_date, u.code, p.usual_place) as told
    from people_person p join access_unit u on u.id = p.site_id
    union all
    select concat_ws(';', u.code, v.arrived_at, v.ticket, v.channel, v.purpose, v.state, v.outcome)
    from reception_visit v join access_unit u on u.id = v.site_id
    union all
    select concat_ws(';', u.code, o.state, o.proposed_at, o.due_at)
    from assessment_orientation o join access_unit u on u.id = o.to_unit_id
    union all
    select concat_ws(';', u.code, s.state, s.kind, s.starts_on, s.closed_on)
    from support_plan s join access_unit u on u.id = s.team_id
) lives
"""


class TakenBack(Exception):
    """Ends a load that only had to be told."""


def told(service, seed: int) -> str:
    found = ""
    with suppress(TakenBack), transaction.atomic():
        load_mass(service=service, persons=150, seed=seed, story_site="", progress=Progress(str))
        found = one(TOLD)
        raise TakenBack
    return found


def test_the_same_seed_tells_the_same_lives(as_jobs):
    organisation = read_organisation(GUADELOUPE.read_text(encoding="utf-8"))
    with as_jobs():
        raise_organisation(organisation, CLOCK)
        service = service_of(organisation, CLOCK)
        first = told(service, 971)
        assert first == told(service, 971)
        assert first != told(service, 972)


@pytest.mark.parametrize(
    "now",
    [
        "2026-11-01 00:07",
        pytest.param("2026-08-31 23:50", marks=pytest.mark.long),
        pytest.param("2026-07-14 13:00", marks=pytest.mark.long),
    ],
)
def test_the_story_can_be_told_at_any_hour_of_any_day(as_jobs, now):
    """A public holiday, a Sunday, just after midnight, just before. Past ones: the walls read the real day."""
    clock = Clock(datetime.fromisoformat(now).replace(tzinfo=ZoneInfo("America/Guadeloupe")), "America/Guadeloupe")
    with as_jobs():
        load(wanted=Wanted(GUADELOUPE, persons=40), clock=clock, progress=Progress(str))
        assert one("select count(*) from reception_visit where arrived_at > %s", clock.now) == 0
        assert one("select count(*) from activity_act where happened_at > %s", clock.now) == 0


def test_nobody_invented_enters_a_service_in_use(settings):
    settings.MODE = "prod"
    with pytest.raises(CommandError, match="en service"):
        call_command("demo")


def test_a_base_that_lives_is_left_alone(service, as_jobs):
    with as_jobs(), pytest.raises(CommandError, match="se charge à vide"):
        call_command("demo", persons=10)


def test_official_communes_and_outlines_are_brought_in_first(as_jobs, tmp_path):
    """`make run` with TISSERAND_DATA: the map has its outlines."""
    folder = tmp_path / "communes"
    folder.mkdir()
    written = [
        {"code": known.code, "nom": known.name, "type": "commune-actuelle", "departement": "971", "population": 1000}
        | {"epci": known.epci, "epciNom": known.epci_name}
        for known in communes_of("971").communes
    ]
    shape = {"properties": {"code": "97111", "nom": "Deshaies"}, "geometry": SQUARE}
    (folder / "communes_971.json").write_text(json.dumps(written), encoding="utf-8")
    (folder / "communes-971-guadeloupe.geojson").write_text(json.dumps({"features": [shape]}), encoding="utf-8")
    organisation = read_organisation(GUADELOUPE.read_text(encoding="utf-8"))

    with as_jobs():
        raise_organisation(organisation, CLOCK, data=tmp_path)

        assert one("select polygon is not null from territories_commune where code = '97111'")
        assert one("select sum(population) from territories_commune") == 1000 * len(written)
