"""`tisserand check`: each thing that could be wrong in an installation is a sentence, and ends the command badly."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from tests.assessment.orientations import sent
from tests.conftest import become
from tests.situations import NOW, SystemAt, as_jobs
from tisserand.deadlines import operations as deadlines
from tisserand.project import checks, invariants

pytestmark = pytest.mark.django_db
ORPHAN = "orientation ouverte sans personne ni date"


def write(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def wrong(found) -> list[str]:
    return [said.sentence for said in found if not said.sound]


def a_job_done(at) -> None:
    write("insert into procrastinate_jobs (queue_name, task_name, status) values ('default', 'x', 'succeeded')")
    write(
        "insert into procrastinate_events (job_id, type, at) select max(id), 'succeeded', %s from procrastinate_jobs",
        at,
    )


def test_an_installation_in_order_says_so_and_what_it_looked_at(service):
    said = io.StringIO()
    with as_jobs():
        a_job_done(timezone.now())
        call_command("check_installation", stdout=said)
    printed = said.getvalue()
    for words in (
        "Tisserand 0.",
        "PostgreSQL 1",
        "Structure\u00a0: à jour",
        "Murs\u00a0: en place sur 1",
        "quatre rôles",
    ):
        assert words in printed
    assert f"{len(invariants.BREACHES)} vérifiées" in printed
    assert printed.endswith("Tout est en ordre.\n")


def test_what_is_wrong_ends_badly(service, capsys):
    with as_jobs(), pytest.raises(SystemExit) as end:
        call_command("check_installation", stdout=io.StringIO())
    assert end.value.code == 2


@pytest.mark.requirement("R03")
def test_somebody_between_two_chairs_is_found_where_nothing_was_loaded(orphan):
    """In production too: the demonstration is not the only one looked at."""
    with as_jobs():
        assert f"Règles\u00a0: 1 ligne, {ORPHAN}." in wrong(checks.promises())


@pytest.fixture
def orphan(service):
    row = sent(service)
    with as_jobs():
        deadlines.discharge(actor=SystemAt, at=NOW, obligation=row.obligation_id, outcome="perdu")
    return row


def test_a_worker_that_stopped_is_said(service):
    with as_jobs():
        assert "aucun n’a encore" in wrong(checks.jobs(at=NOW))[0]
        a_job_done(NOW)
        assert wrong(checks.jobs(at=NOW + timedelta(minutes=9))) == []
        assert "arrêté" in wrong(checks.jobs(at=NOW + timedelta(minutes=11)))[0]
        write("update procrastinate_events set type = 'failed'")
        assert any("1 échec" in sentence for sentence in wrong(checks.jobs(at=NOW)))


@pytest.fixture
def owner(transactional_db):
    become("owner")
    yield
    become("app")


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("alter table people_person no force row level security", "alter table people_person force row level security"),
        ("alter table people_person disable row level security", "alter table people_person enable row level security"),
        (
            "alter policy jobs_all on people_person rename to lost",
            "alter policy lost on people_person rename to jobs_all",
        ),
    ],
)
def test_a_wall_that_fell_is_named(owner, broken, mended):
    assert checks.walls().sound
    write(broken)
    try:
        assert "people_person" in checks.walls().sentence
    finally:
        write(mended)


def test_a_migration_that_waits_is_said(service):
    with as_jobs():
        assert checks.migrations().sound
        write("delete from django_migrations where id = (select max(id) from django_migrations where app = 'access')")
        assert "1 changement attend" in checks.migrations().sentence
