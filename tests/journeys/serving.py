"""The product as it is really served: gunicorn as `app`, on a database copied from one demonstration (decision D34)."""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from tisserand.project import cluster
from tisserand.project.cluster.server import EMBEDDED_FILE
from tisserand.project.serving import dying_with_parent

ROOT = Path(__file__).parents[2]
PERSONS = "200"
PATIENCE = 120
STATIC = "static"
TABLES = "tables"


@dataclass(frozen=True)
class Served:
    """A running Tisserand with a database of its own."""

    url: str
    server: cluster.Server
    log: Path
    begins: int = 0  # what it said before is another story’s

    def rows(self, query, *values):
        """What the database holds, all of it: the walls let `jobs` through."""
        with psycopg.connect(self.server.url("jobs")) as connection:
            return connection.execute(query, values).fetchall()

    def value(self, query, *values):
        return self.rows(query, *values)[0][0]

    def errors(self):
        """What the server complained about: nothing, after a good walk."""
        return self.log.read_text(encoding="utf-8")[self.begins :]


def command(*words, data_dir, role, log=None):
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        "TISSERAND_MODE": "demo",
        "TISSERAND_DATA_DIR": str(data_dir),
        "TISSERAND_DB_ROLE": role,
    }
    return [sys.executable, "-m", *words], {"env": environment, "cwd": ROOT, "stdout": log, "stderr": subprocess.STDOUT}


def run(*words, data_dir, role="app"):
    """One of the steps of `make run`, said in full when it fails."""
    line, options = command(*words, data_dir=data_dir, role=role, log=subprocess.PIPE)
    done = subprocess.run(line, **options, check=False, text=True)
    assert done.returncode == 0, done.stdout


@contextmanager
def alone(data_dir, what):
    """One worker at a time; says whether it comes first."""
    done = data_dir / f"{what}.done"
    with (data_dir / f"{what}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield not done.exists()
        done.touch()


def prepare_tables(data_dir):
    """The database `tisserand`, and a copy with nothing in it: migrations are run once."""
    with alone(data_dir, "tables") as first:
        if first:
            run("tisserand", "migrate", "--verbosity=0", data_dir=data_dir)
            cluster.ensure(data_dir, durable=False).create_database(TABLES, template="tisserand")


def copy_of_the_tables(data_dir, name):
    """A database with every table, for a tenth of what its migrations cost."""
    prepare_tables(data_dir)
    with alone(data_dir, "copy"):  # PostgreSQL copies a model for one at a time
        cluster.ensure(data_dir, durable=False).create_database(name, template=TABLES)


def prepare_demonstration(data_dir):
    """Once for the whole run, whoever of the workers comes first: the database `tisserand` becomes everyone's model."""
    prepare_tables(data_dir)
    with alone(data_dir, "demonstration") as first:
        if first:
            run("tisserand", "collectstatic", "--noinput", "--verbosity=0", data_dir=data_dir)
            run("tisserand", "demo", "--persons", PERSONS, data_dir=data_dir)


@contextmanager
def product(data_dir, name):
    """The server of a worker, until the end of the block: starting one costs more than a new database."""
    prepare_demonstration(data_dir)
    folder = data_dir / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    describe(data_dir, folder, name)
    with web(folder) as (url, log):
        yield Served(url, cluster.known(folder), log)


def describe(data_dir, folder, name):
    """A data folder that differs by its database only."""
    description = json.loads((data_dir / EMBEDDED_FILE).read_text())
    (folder / EMBEDDED_FILE).write_text(json.dumps(description | {"database": name}))
    (folder / STATIC).symlink_to(data_dir / STATIC)


@contextmanager
def with_the_demonstration(served, data_dir):
    """Its database is a new copy until the end of the block; the server opens its connections again."""
    running, name = cluster.ensure(data_dir, durable=False), served.server.database
    with alone(data_dir, "copy"):  # PostgreSQL copies a model for one at a time
        running.drop_database(name)
        running.create_database(name, template="tisserand")
    try:
        begins = len(served.log.read_text(encoding="utf-8"))
        urllib.request.urlopen(f"{served.url}/connexion/", timeout=PATIENCE).close()
        yield replace(served, begins=begins)
    finally:
        running.drop_database(name)


@contextmanager
def web(folder):
    port, log = free_port(), folder / "log"
    words = ["gunicorn", "tisserand.project.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    words += ["--worker-class", "gthread", "--workers", "1", "--threads", "6", "--log-level", "warning"]
    with log.open("w") as written:
        line, options = command(*words, data_dir=folder, role="app", log=written)
        process = subprocess.Popen(line, **options, preexec_fn=dying_with_parent())
    try:
        wait_for(port, process, log)
        yield f"http://127.0.0.1:{port}", log
    finally:
        process.terminate()
        process.wait(60)


def wait_for(port, process, log):
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/static/ui/mark.svg", timeout=30).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
