"""The command line: names, roles, sentences."""

import os
import re
import signal
import socket
import subprocess
import sys
import time

import pytest

from tisserand.project import cli, cluster, serving


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["import", "roads", "routes.geojson"], ("import_roads", ["routes.geojson"])),
        (["walls-apply"], ("walls_apply", [])),
        (["demo", "--persons", "300"], ("demo", ["--persons", "300"])),
    ],
)
def test_friendly_names_reach_the_management_commands(words, command):
    assert cli.command_of(words[0], words[1:]) == command


@pytest.mark.parametrize(
    ("command", "role"),
    [("migrate", "owner"), ("walls_apply", "owner"), ("demo", "jobs"), ("import_roads", "jobs"), ("check", "app")],
)
def test_each_command_speaks_to_the_database_under_the_role_of_its_work(command, role):
    assert cli.role_of(command) == role


def test_help_is_in_french_and_needs_no_database(capsys):
    assert cli.main(["--help"]) == 0
    assert "tisserand migrate" in capsys.readouterr().out


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


class Tisserand:
    """`tisserand up` as somebody types it, on a data folder of its own."""

    def __init__(self, folder):
        self.data_dir = folder / "data"
        self.log = folder / "log"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def start(self):
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("TISSERAND", "DJANGO"))},
            "TISSERAND_DATA_DIR": str(self.data_dir),
            "TISSERAND_DEMO_PERSONS": "0",
            "PORT": str(self.port),
        }
        with self.log.open("w") as log:
            command = [sys.executable, "-m", "tisserand", "up"]
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        self.wait_until(lambda: "Tisserand est prêt" in self.log.read_text(), 90)

    def wait_until(self, condition, patience):
        end = time.monotonic() + patience
        while not condition():
            assert self.process.poll() in (None, -signal.SIGKILL), self.log.read_text()
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.1)

    def served(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def database_runs(self):
        return (self.data_dir / "postgres" / "postmaster.pid").exists()


@pytest.fixture
def tisserand(open_folder):
    running = Tisserand(open_folder("up"))
    running.start()
    yield running
    running.process.kill()
    running.process.wait()
    cluster.ensure(running.data_dir).stop()


def test_ctrl_c_stops_everything_that_up_started(tisserand):
    tisserand.process.send_signal(signal.SIGINT)
    assert tisserand.process.wait(60) == 0
    assert not tisserand.served()
    assert not tisserand.database_runs()


def test_nothing_keeps_the_port_after_a_kill_and_up_starts_again(tisserand):
    tisserand.process.kill()
    tisserand.process.wait()
    tisserand.wait_until(lambda: not tisserand.served(), 30)
    tisserand.start()
    assert tisserand.served()


def test_the_address_to_open_is_said(tisserand):
    assert re.search(rf"Tisserand est prêt : http://127\.0\.0\.1:{tisserand.port}/", tisserand.log.read_text())
