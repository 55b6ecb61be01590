"""A care team begins and ends on the days of the département, not on those of Greenwich."""

from datetime import date

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests.people.situations import protected
from tests.situations import NOW, acting, as_jobs
from tisserand.access.queries import visible
from tisserand.people import operations
from tisserand.people.models import Person

pytestmark = pytest.mark.django_db

# 22:30 in Guadeloupe on Tuesday 24 November: Wednesday in UTC.
LATE = "2026-11-25 02:30+00"
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


@pytest.fixture
def late_in_the_evening(service):
    """PostgreSQL's own clock, for this test's connection: a schema searched before its own functions."""
    with psycopg.connect(settings.SERVER.url("owner", connection.settings_dict["NAME"]), autocommit=True) as owner:
        owner.execute("create schema clock; grant usage on schema clock to public")
        for name in ("now", "statement_timestamp"):
            body = f"as $$ select '{LATE}'::timestamptz $$"
            owner.execute(f"create function clock.{name}() returns timestamptz language sql stable {body}")
        with connection.cursor() as cursor:
            cursor.execute("set local search_path to clock, pg_catalog, public")
        yield service
        owner.execute("drop schema clock cascade")


@pytest.mark.parametrize(
    ("starts_on", "ends_before", "accompanies"),
    [(TUESDAY, None, True), (WEDNESDAY, None, False), (TUESDAY, WEDNESDAY, True), (date(2026, 11, 1), TUESDAY, False)],
)
def test_the_policy_and_the_filter_know_what_day_it_is_here(late_in_the_evening, starts_on, ends_before, accompanies):
    service = late_in_the_evening
    person = protected(service)
    team = {"person": person.pk, "account": service.account("referente").pk, "unit": service.team.pk, "reason": "plan"}
    with as_jobs():
        keeper = service.actor("cheffe")
        operations.join_care_team(actor=keeper, at=NOW, starts_on=starts_on, **team)
        if ends_before:
            operations.leave_care_team(actor=keeper, at=NOW, ends_before=ends_before, **team)
        referent = service.actor("referente")
        assert visible(Person, referent).filter(pk=person.pk).exists() is accompanies
    with acting(referent):
        assert Person.objects.filter(pk=person.pk).exists() is accompanies
