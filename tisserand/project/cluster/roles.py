"""The four roles of decision D6, created here and never by a migration.

owner makes the tables · app serves requests · jobs works in the background · backup reads everything.
"""

import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tisserand.project.cluster.server import Server, read_private

SUPERUSER = "tisserand_superuser"
WRITERS = ("app", "jobs")
Connection = psycopg.Connection[Any]


def passwords(file: Path, names: Iterable[str]) -> dict[str, str]:
    """Those already written, and new ones for the others."""
    written = (read_private(file) or {}).get("passwords", {})
    return {name: written.get(name) or secrets.token_urlsafe(24) for name in names}


def prepare_embedded(superuser: Server, server: Server, *, owner_creates_databases: bool) -> None:
    with connection(superuser.url("superuser", "template1")) as template:
        for role, attributes in attributes_of_roles(owner_creates_databases=owner_creates_databases).items():
            set_role(template, server.roles[role], server.passwords[role], attributes)
        # In template1, hence in every database made from now on, by whatever means.
        grant_by_default(template, server.roles)
        missing = not exists(template, "pg_database", "datname", server.database)
    if missing:
        create_database(superuser.url("superuser"), server.database, None, server.roles)


def attributes_of_roles(*, owner_creates_databases: bool) -> dict[str, str]:
    return {
        "owner": f"NOSUPERUSER NOBYPASSRLS NOCREATEROLE {'CREATEDB' if owner_creates_databases else 'NOCREATEDB'}",
        "app": "NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
        "jobs": "NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
        "backup": "NOSUPERUSER BYPASSRLS NOCREATEROLE NOCREATEDB",
    }


def connection(url: str) -> Connection:
    return psycopg.connect(url, autocommit=True, connect_timeout=10)


def exists(open_connection: Connection, table: str, column: str, value: str) -> bool:
    query = sql.SQL("select 1 from {} where {} = %s").format(sql.Identifier(table), sql.Identifier(column))
    return open_connection.execute(query, [value]).fetchone() is not None


def set_role(open_connection: Connection, name: str, password: str, attributes: str) -> None:
    verb = "ALTER" if exists(open_connection, "pg_roles", "rolname", name) else "CREATE"
    # Encrypted here: the clear password must not travel into somebody's server log.
    secret = open_connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    open_connection.execute(
        sql.SQL("{} ROLE {} WITH LOGIN {} PASSWORD {}").format(
            sql.SQL(verb),
            sql.Identifier(name),
            sql.SQL(attributes),
            sql.Literal(secret),
        )
    )


def grant_by_default(open_connection: Connection, roles: Mapping[str, str]) -> None:
    """What `owner` makes from now on, the others may use: rows only, never TRUNCATE nor the structure."""
    writers = sql.SQL(", ").join(sql.Identifier(roles[role]) for role in WRITERS)
    backup = sql.Identifier(roles["backup"])
    by_owner = sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} ").format(sql.Identifier(roles["owner"]))
    for grant in (
        sql.SQL("GRANT USAGE ON SCHEMAS TO {}, {}").format(writers, backup),
        sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}").format(writers),
        sql.SQL("GRANT USAGE, SELECT ON SEQUENCES TO {}").format(writers),
        sql.SQL("GRANT SELECT ON TABLES TO {}").format(backup),
        sql.SQL("GRANT SELECT ON SEQUENCES TO {}").format(backup),
    ):
        open_connection.execute(by_owner + grant)


def create_database(maintenance_url: str, name: str, template: str | None, roles: Mapping[str, str]) -> None:
    with connection(maintenance_url) as maintenance:
        maintenance.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(roles["owner"]), sql.Identifier(template or "template1")
            )
        )
        close_to_others(maintenance, name, roles)


def close_to_others(maintenance: Connection, database: str, roles: Mapping[str, str]) -> None:
    name = sql.Identifier(database)
    maintenance.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    for role in ("app", "jobs", "backup"):
        maintenance.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(roles[role])))
    # Mass loads COPY into a temporary table, then INSERT … SELECT under the walls.
    maintenance.execute(sql.SQL("GRANT TEMPORARY ON DATABASE {} TO {}").format(name, sql.Identifier(roles["jobs"])))


def drop_database(maintenance_url: str, name: str) -> None:
    with connection(maintenance_url) as maintenance:
        maintenance.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
