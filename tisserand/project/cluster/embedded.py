"""Tisserand's own PostgreSQL: created, started or joined, stopped."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tisserand.project.cluster import roles
from tisserand.project.cluster.creation import create
from tisserand.project.cluster.postmaster import Postmaster, lock, users
from tisserand.project.cluster.server import EMBEDDED_FILE, LOGICAL_ROLES, Server, remember, role_names


@dataclass(frozen=True, kw_only=True)
class Cluster(Server):
    postmaster: Postmaster = field(repr=False)
    started: bool  # by this very call: whoever started it stops it

    def superuser_url(self, database: str = "postgres") -> str:
        return self._superuser().url("superuser", database)

    def create_database(self, name: str, template: str | None = None) -> None:
        roles.create_database(self.superuser_url(), name, template, self.roles)

    def drop_database(self, name: str) -> None:
        roles.drop_database(self.superuser_url(), name)

    def stop(self) -> None:
        self.postmaster.stop()

    def _superuser(self) -> Server:
        return superuser(self.postmaster)


def superuser(postmaster: Postmaster) -> Server:
    return Server(
        host=str(postmaster.socket),
        port=5432,
        database="postgres",
        roles={"superuser": roles.SUPERUSER},
        passwords={"superuser": postmaster.superuser_password()},
    )


def ensure(data_dir: Path, *, durable: bool = True) -> Cluster:
    """Start the cluster of `data_dir`, or join it when it already runs. `durable=False`: for throwaway data only."""
    with lock(data_dir):
        postmaster = create(data_dir)
        started = postmaster.start(durable=durable)
        server = prepared(postmaster, tests=not durable) if started else None
    server = server or described(postmaster)
    return Cluster(
        host=server.host,
        port=server.port,
        database=server.database,
        roles=server.roles,
        passwords=server.passwords,
        postmaster=postmaster,
        started=started,
    )


def described(postmaster: Postmaster) -> Server:
    passwords = roles.passwords(postmaster.data_dir / EMBEDDED_FILE, LOGICAL_ROLES)
    return Server(
        host=str(postmaster.socket),
        port=5432,
        database="tisserand",
        roles=role_names(),
        passwords=passwords,
    )


def prepared(postmaster: Postmaster, *, tests: bool) -> Server:
    """Roles and database exist, and their passwords are written where `known` reads them."""
    server = described(postmaster)
    remember(postmaster.data_dir, EMBEDDED_FILE, server)
    roles.prepare_embedded(superuser(postmaster), server, owner_creates_databases=tests)
    return server


@contextmanager
def session(data_dir: Path) -> Iterator[Cluster]:
    """The cluster for as long as we need it: the last of those who use it at the same time stops it."""
    with users(data_dir) as alone:
        cluster = ensure(data_dir)
        try:
            yield cluster
        finally:
            if alone():
                cluster.stop()
