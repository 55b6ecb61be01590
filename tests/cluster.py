"""A throwaway PostgreSQL for the whole run: one cluster, one database per worker, two roles (decision D34).

Loaded as a plugin (`-p tests.cluster`) so that it is up before Django reads its settings.
"""

import os

import psycopg
from psycopg import sql

from tisserand.project import cluster

os.environ["TISSERAND_MODE"] = "test"
# The test databases are made by the owner; conftest then becomes the app.
os.environ["TISSERAND_DB_ROLE"] = "owner"

_running = None


def pytest_load_initial_conftests():
    """Nothing to do: importing this module did it."""


def _start() -> None:
    global _running
    _running = cluster.temporary()
    server = _running.__enter__()
    os.environ["TISSERAND_DATA_DIR"] = str(server.postmaster.data_dir)
    _let_tests_build_situations(server)


def _let_tests_build_situations(server) -> None:
    """Tests set their scenes as `jobs` (SET LOCAL ROLE) and play them as `app`; the app inherits nothing from it."""
    names = {role: sql.Identifier(name) for role, name in server.roles.items()}
    with psycopg.connect(server.superuser_url(), autocommit=True) as superuser:
        superuser.execute(sql.SQL("alter role {app} noinherit").format(**names))
        superuser.execute(sql.SQL("grant {jobs} to {app}").format(**names))


def pytest_unconfigure(config):
    if _running is not None:
        _running.__exit__(None, None, None)


if "PYTEST_XDIST_WORKER" not in os.environ:
    _start()
