"""A backup restored later forgets again whoever was forgotten since (quality.md §1.4)."""

import os
import subprocess
import sys

import psycopg
import pytest

from tisserand.project import cluster
from tools import restore_drill

pytestmark = pytest.mark.long

FORGET_SOME = """
import django, sys; django.setup()
from pathlib import Path
from django.utils import timezone
from tisserand.access.actors import System
from tisserand.people.models import Person
from tisserand.privacy.operations.anonymising import anonymise
from tisserand.privacy.operations.ledger import keep_ledger
persons = list(Person.objects.order_by("id").values_list("id", flat=True)[:15])
anonymise(actor=System("drill"), at=timezone.now(), persons=persons)
keep_ledger(Path(sys.argv[1]))
"""


@pytest.fixture
def service(tmp_path_factory):
    """A small département of its own, in a cluster of its own."""
    with cluster.temporary() as server:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("TISSERAND", "DJANGO"))},
            "TISSERAND_DATA_DIR": str(server.postmaster.data_dir),
            "TISSERAND_MODE": "dev",
            "DJANGO_SETTINGS_MODULE": "tisserand.project.settings",
        }

        def run(*command, **more):
            answer = subprocess.run(
                [sys.executable, *command], env=environment | more, capture_output=True, text=True, check=False
            )
            assert answer.returncode == 0, answer.stderr[-3000:]

        run("-m", "tisserand", "migrate", "--verbosity=0")
        run("-m", "tisserand", "demo", "--persons", "60")
        yield server, run


def test_a_restored_backup_is_purged_again(service, tmp_path):
    server, run = service
    backup, ledger = tmp_path / "tisserand.dump", tmp_path / "purges.txt"
    with psycopg.connect(server.url("backup")) as connection:
        (before,) = connection.execute("select count(*) from people_person").fetchone()
    restore_drill.dump(server, backup)
    run("-c", FORGET_SOME, str(ledger), TISSERAND_DB_ROLE="jobs")
    found = restore_drill.drill(backup, ledger)
    assert found.persons == before
    assert found.came_back == found.purged_again >= 15


def test_a_backup_that_cannot_be_read_is_said(tmp_path, capsys):
    (tmp_path / "dump").write_text("rien", encoding="ascii")
    (tmp_path / "purges.txt").write_text("", encoding="ascii")
    assert restore_drill.main([str(tmp_path / "dump"), str(tmp_path / "purges.txt")]) == 1
    assert "pg_restore" in capsys.readouterr().err
