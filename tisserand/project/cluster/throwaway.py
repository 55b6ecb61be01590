"""Clusters for tests: without fsync, in a temporary folder, gone at the end, even of a run that was killed."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tisserand.project.cluster import processes
from tisserand.project.cluster.embedded import Cluster, ensure
from tisserand.project.cluster.layout import socket_folder
from tisserand.project.cluster.postmaster import users

PREFIX = "tisserand-tests-"
LONG_ENOUGH = 60.0  # seconds: a younger folder may belong to somebody who is just starting
PATIENCE_TO_END = 15.0


@contextmanager
def temporary() -> Iterator[Cluster]:
    clear_the_abandoned(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    folder.chmod(0o711)  # the server's account must walk through when we are root
    try:
        with users(folder):
            cluster = ensure(folder, durable=False)
            try:
                yield cluster
            finally:
                cluster.postmaster.stop(hurry=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clear_the_abandoned(place: Path) -> None:
    """A run that was killed could not stop its server: nobody holds the lock of its folder any more."""
    for folder in place.glob(f"{PREFIX}*"):
        try:
            old = time.time() - folder.stat().st_mtime > LONG_ENOUGH
            if old and (folder / "postgres" / "PG_VERSION").exists():
                clear(folder)
        except OSError:  # another account's, or already gone
            continue


def clear(folder: Path) -> None:
    """By signal: the programs of the version that made these data may not be at hand."""
    data = folder / "postgres"
    with users(folder) as alone:
        if alone() and processes.ended(data / "postmaster.pid", data, PATIENCE_TO_END):
            shutil.rmtree(socket_folder(folder), ignore_errors=True)
            shutil.rmtree(folder, ignore_errors=True)
