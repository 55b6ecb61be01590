"""The command line: names, roles, sentences."""

import re
import signal
import socket
import subprocess
import sys

import psycopg
import pytest
import requests

from tisserand.project import cli, cluster, serving


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["import", "roads", "routes.geojson"], ("import_roads", ["routes.geojson"])),
        (["walls-apply"], ("walls_apply", [])),
        (["demo", "--persons", "300"], ("demo", ["--persons", "300"])),
        (["check"], ("check_installation", [])),
        (["organisation", "organisations/isere.toml"], ("load_organisation", ["organisations/isere.toml"])),
    ],
)
def test_friendly_names_reach_the_management_commands(words, command):
    assert cli.command_of(words[0], words[1:]) == command


@pytest.mark.parametrize(
    ("command", "role"),
    [
        ("migrate", "owner"),
        ("walls_apply", "owner"),
        ("analyze", "owner"),
        ("demo", "jobs"),
        ("account", "jobs"),
        ("import_roads", "jobs"),
        ("check_installation", "jobs"),
        ("shell", "app"),
    ],
)
def test_each_command_speaks_to_the_database_under_the_role_of_its_work(command, role):
    assert cli.role_of(command) == role


def test_help_is_in_french_and_needs_no_database(capsys):
    assert cli.main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"tisserand {name}" in said for name in ("migrate", "organisation", "account create"))


def test_a_taken_port_is_a_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(serving.CannotServe, match=f"Le port {port} est déjà pris"):
            serving.refuse_a_taken_port("127.0.0.1", port)


def test_what_cannot_be_done_is_a_sentence_not_a_traceback(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("TISSERAND_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    assert cli.main(["serve"]) == 1
    said = capsys.readouterr().err
    assert "PG_BIN indique" in said
    assert "Traceback" not in said


def test_ctrl_c_stops_everything_that_up_started(tisserand):
    tisserand.process.send_signal(signal.SIGINT)
    assert tisserand.process.wait(60) == 0
    tisserand.wait_until(lambda: not tisserand.served(), 10)
    assert not tisserand.database_runs()


def test_nothing_keeps_the_port_after_a_kill_and_up_starts_again(tisserand):
    tisserand.kill()
    tisserand.wait_until(lambda: not tisserand.served(), 30)
    tisserand.start()
    assert tisserand.served()


def test_the_address_to_open_is_said(tisserand):
    assert re.search(rf"Tisserand est prêt : http://127\.0\.0\.1:{tisserand.port}/", tisserand.log.read_text())


def test_after_a_load_the_owner_counts_every_table(tisserand):
    """`jobs`, who loads, is not the owner of the tables: PostgreSQL would not count them for it."""
    command = [sys.executable, "-m", "tisserand", "analyze"]
    subprocess.run(command, env=tisserand.environment(), check=True, capture_output=True)
    with psycopg.connect(cluster.known(tisserand.data_dir).url("app")) as connection:
        never = "select relname from pg_stat_user_tables where schemaname = 'public' and last_analyze is null"
        assert connection.execute(never).fetchall() == []
    tisserand.process.send_signal(signal.SIGINT)
    assert tisserand.process.wait(60) == 0


@pytest.mark.requirement("R15")
def test_an_empty_base_gets_its_organisation_and_its_first_administrator(tisserand):
    """By the two commands that the guide gives; then she signs in and opens the accounts."""
    typed = "sept mangues vertes au marché"
    command(tisserand, "organisation", "organisations/martinique.toml")
    create = ("account", "create", "--login", "anne.dambas", "--name", "Anne Dambas", "--password-stdin")
    assert "Anne Dambas peut se connecter sous anne.dambas" in command(tisserand, *create, typed=f"{typed}\n")
    with requests.Session() as browser:
        door = f"http://127.0.0.1:{tisserand.port}/connexion/"
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(door).text)
        said = {"login": "anne.dambas", "password": typed, "csrfmiddlewaretoken": token[1]}
        assert browser.post(door, said).ok
        accounts = browser.get(door.replace("connexion", "comptes"))
    assert accounts.url.endswith("/comptes/")
    assert "Anne Dambas" in accounts.text
    # Whether the worker has already done its first job is not told here.
    assert "Murs\u00a0: en place" in command(tisserand, "check", ends=(0, 2))
    tisserand.process.send_signal(signal.SIGINT)
    assert tisserand.process.wait(60) == 0


def command(tisserand, *words, typed="", ends=(0,)):
    done = subprocess.run(
        [sys.executable, "-m", "tisserand", *words],
        env=tisserand.environment(),
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in ends, done.stderr
    return done.stdout
