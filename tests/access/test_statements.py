"""A statement written for one reader answers another with her own rows, and refuses what would betray its blanks."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from tests.access.test_scope import owed_by
from tests.situations import NOW, acting
from tisserand.access.queries import visible
from tisserand.access.statements import NotAStatement, by_key, totals, written_once
from tisserand.access.walls import among
from tisserand.deadlines.models import Obligation
from tisserand.deadlines.queries import obligations

pytestmark = pytest.mark.django_db


@pytest.fixture
def due():
    @written_once
    def due(actor, before: datetime):
        return visible(Obligation, actor).filter(due_at__lt=before).order_by("id")

    return due


def test_each_reader_gets_her_own_rows(service, due):
    ours, theirs = owed_by(service, service.site), owed_by(service, service.other_site)
    soon = NOW + timedelta(days=1)
    for login, hers in (("secretaire", ours), ("secretaire.ailleurs", theirs), ("secretaire", ours)):
        actor = service.actor(login)
        with acting(actor):
            assert due(actor, soon) == [hers]
            assert due(actor, NOW) == []


def test_the_query_half_of_the_wall_holds_without_the_other(service, due):
    """To the role of the jobs, PostgreSQL shows everything: the statement alone must hold (decision D5)."""
    ours, _ = owed_by(service, service.site), owed_by(service, service.other_site)
    with connection.cursor() as cursor:
        cursor.execute("select set_config('role', %s, true)", [settings.DATABASE_ROLES["jobs"]])
    assert due(service.actor("secretaire"), NOW + timedelta(days=1)) == [ours]


def test_it_is_written_once_for_a_shape_of_reader(service):
    written = []

    @written_once
    def mine(actor):
        written.append(actor.account_id)
        return visible(Obligation, actor)

    readers = {login: service.actor(login) for login in ("secretaire", "secretaire.ailleurs")}
    for actor in readers.values():
        with acting(actor):
            mine(actor)
    # Tests write each call the long way too, as its reader; the blank was written the first time alone.
    assert len(set(written) - {actor.account_id for actor in readers.values()}) == 1
    assert len(written) == 3


def test_postgresql_knows_the_statement_again(service, due):
    actor = service.actor("secretaire")
    with acting(actor):
        for _ in range(5):
            due(actor, NOW)
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from pg_prepared_statements where statement like '%%due_at%%'")
            assert cursor.fetchone()[0] == 1


def test_a_set_of_identifiers_is_one_statement_whatever_its_size(service):
    @written_once
    def named(actor, identifiers: frozenset):
        return visible(Obligation, actor).filter(among("id", identifiers)).order_by("id")

    rows = [owed_by(service, service.site) for _ in range(3)]
    actor = service.actor("secretaire")
    with acting(actor), CaptureQueriesContext(connection) as sent:
        assert named(actor, frozenset()) == []
        for number in (1, 2, 3):
            assert named(actor, frozenset(row.pk for row in rows[:number])) == rows[:number]
    assert len(sent) == 3, "nothing is asked for nobody"


def test_totals_are_one_row(service):
    @written_once
    def figures(actor, before: datetime):
        return totals(visible(Obligation, actor).filter(due_at__lt=before), all=Count("id"))

    owed_by(service, service.site)
    actor = service.actor("secretaire")
    with acting(actor):
        assert [row["all"] for row in figures(actor, NOW + timedelta(days=1))] == [1]
        assert [row["all"] for row in figures(actor, NOW)] == [0]


@pytest.mark.parametrize(
    "betrays",
    [
        lambda actor, at: Obligation.objects.filter(due_at__lt=at + timedelta(days=1)),
        lambda actor, at: Obligation.objects.filter(label=f"{at:%d/%m/%Y}"),
        lambda actor, at: Obligation.objects.filter(label=actor.name),
        lambda actor, at: Obligation.objects.filter(closed_at=None) if at.year > 2000 else Obligation.objects.all(),
    ],
)
def test_what_depends_on_the_value_itself_is_caught(service, betrays):
    actor = service.actor("secretaire")
    with acting(actor), pytest.raises(NotAStatement):
        written_once(betrays)(actor, NOW)


def test_a_text_is_a_blank_like_another(service):
    owed_by(service, service.site)

    @written_once
    def labelled(actor, label: str):
        return visible(Obligation, actor).filter(label=label)

    actor = service.actor("secretaire")
    with acting(actor):
        assert [len(labelled(actor, label)) for label in ("?", Obligation.objects.get().label)] == [0, 1]


def test_a_list_is_not_a_shape(service):
    with pytest.raises(NotAStatement, match="list"):
        written_once(lambda actor, some: Obligation.objects.filter(label__in=some))(service.actor("secretaire"), [])


def test_a_prefetch_is_refused(service):
    with pytest.raises(NotAStatement, match="prefetch"):
        written_once(lambda actor: Obligation.objects.prefetch_related("unit"))(service.actor("secretaire"))


def test_by_its_key_a_row_is_found_by_those_who_may_see_it(service):
    ours = owed_by(service, service.site)
    found = {}
    for login in ("secretaire", "secretaire.ailleurs"):
        actor = service.actor(login)
        with acting(actor):
            found[login] = [by_key(obligations, actor, key) for key in (ours.pk, service.site.pk)]
    assert found == {"secretaire": [ours, None], "secretaire.ailleurs": [None, None]}
