"""The server process: is it there, start it, wait for it, stop it."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tisserand.project.cluster import processes
from tisserand.project.cluster.account import Account, private_folder
from tisserand.project.cluster.binaries import Binaries
from tisserand.project.cluster.errors import ClusterError
from tisserand.project.cluster.layout import SOCKET_NAME
from tisserand.project.cluster.server import read_private
from tisserand.project.cluster.settings import settings_text

SUPERUSER_FILE = "superuser.json"
LOG_NAME = "server.log"
LONG_LOG = 10_000_000
PATIENCE_TO_START = 120.0  # seconds: crash recovery on a slow disk is part of it
PATIENCE_FOR_ORPHANS = 15.0


@contextmanager
def lock(data_dir: Path) -> Iterator[None]:
    """One process at a time creates, starts or recovers the cluster."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "cluster.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def users(data_dir: Path) -> Iterator[Callable[[], bool]]:
    """Count ourselves among the users of the cluster; the value tells whether we are the only one left."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "cluster.users").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield lambda: only_user(handle)


def only_user(handle: IO[str]) -> bool:
    try:
        # Newcomers wait for our end, then start the cluster again.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@dataclass(frozen=True)
class Postmaster:
    data_dir: Path
    folder: Path
    socket: Path
    binaries: Binaries
    account: Account

    @property
    def log(self) -> Path:
        return self.folder / LOG_NAME

    @property
    def pid_file(self) -> Path:
        return self.folder / "postmaster.pid"

    def superuser_password(self) -> str:
        written = read_private(self.data_dir / SUPERUSER_FILE)
        if written is None:
            raise ClusterError(
                f"Le mot de passe de PostgreSQL a disparu ({self.data_dir / SUPERUSER_FILE}). "
                "Remettez ce fichier depuis une sauvegarde."
            )
        return str(written["password"])

    def running(self) -> bool:
        pid = processes.written_in(self.pid_file)
        return pid is not None and processes.works_in(pid, self.folder)

    def start(self, *, durable: bool) -> bool:
        """Start, or join: True when this call started it. Returns once connections are accepted."""
        private_folder(self.socket, self.account)
        if self.running():
            self.wait_until_ready()
            return False
        self.clear_what_a_crash_left()
        self.write_settings(durable=durable)
        self.launch()
        self.wait_until_ready()
        return True

    def clear_what_a_crash_left(self) -> None:
        """A stale postmaster.pid may name a zombie or an unrelated process, which PostgreSQL would take for itself."""
        if not processes.wait_until_nobody_works_in(self.folder, PATIENCE_FOR_ORPHANS):
            raise ClusterError(
                f"D’anciens processus PostgreSQL travaillent encore dans {self.folder}. "
                "Attendez leur fin ou arrêtez-les, puis recommencez."
            )
        for left in (self.pid_file, self.socket / SOCKET_NAME, self.socket / f"{SOCKET_NAME}.lock"):
            left.unlink(missing_ok=True)

    def write_settings(self, *, durable: bool) -> None:
        """In postgresql.auto.conf: `pg_ctl -o` breaks on paths with spaces."""
        file = self.folder / "postgresql.auto.conf"
        file.write_text(settings_text(self.socket, durable=durable), encoding="utf-8")
        self.account.give(file)

    def launch(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LONG_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        # Relative names: pg_ctl hands them to a shell, where a `$` in the path would not survive.
        command = [self.binaries["pg_ctl"], "start", "-W", "-s", "-D", ".", "-l", LOG_NAME]
        answer = self.account.run(command, cwd=self.folder)
        if answer.returncode != 0:
            raise ClusterError(self.failure())

    def wait_until_ready(self) -> None:
        probe = [self.binaries["pg_isready"], "-q", "-h", self.socket, "-p", "5432", "-t", "2"]
        end = time.monotonic() + PATIENCE_TO_START
        while self.account.run(probe, cwd=self.folder).returncode != 0:
            if time.monotonic() > end or not self.still_starting():
                raise ClusterError(self.failure())
            time.sleep(0.05)

    def still_starting(self) -> bool:
        """pg_ctl returns a moment before the server writes its pid file."""
        return self.running() or processes.somebody_works_in(self.folder)

    def failure(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-8:] if self.log.exists() else []
        return "\n".join(["PostgreSQL n’a pas démarré. Son journal finit ainsi :", *lines])

    def stop(self, *, hurry: bool = False) -> None:
        if self.running():
            mode = "immediate" if hurry else "fast"
            command = [self.binaries["pg_ctl"], "stop", "-s", "-w", "-t", "60", "-m", mode, "-D", "."]
            self.account.run(command, cwd=self.folder)
        with suppress(OSError):  # not empty: the server did not stop
            self.socket.rmdir()
