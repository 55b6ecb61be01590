"""A PostgreSQL given by DATABASE_URL: the account of that address is the owner, the other roles are made from it."""

import sys
from pathlib import Path

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from tisserand.project.cluster import roles
from tisserand.project.cluster.binaries import OLDEST_MAJOR
from tisserand.project.cluster.errors import ClusterError
from tisserand.project.cluster.layout import default_data_dir
from tisserand.project.cluster.server import EXTERNAL_FILE, Server, read_private, remember, role_names

CONNECTION_PARTS = {"host", "port", "dbname", "user", "password"}


def prepare_external(url: str, data_dir: Path | None = None) -> Server:
    """Check the version, make the missing roles, grant, and remember the passwords in a 0600 file."""
    folder = data_dir or default_data_dir()
    folder.mkdir(parents=True, exist_ok=True)
    server = described(url, folder)
    with opened(url) as owner:
        refuse_an_old_version(owner)
        for role, attributes in wanted_attributes().items():
            make_role(owner, server, role, attributes, folder)
        roles.grant_by_default(owner, server.roles)
        roles.close_to_others(owner, server.database, server.roles)
    remember(folder, EXTERNAL_FILE, server)
    return server


def described(url: str, folder: Path) -> Server:
    parts = parsed(url)
    database = parts.get("dbname") or parts.get("user") or "tisserand"
    names = {**role_names(database), "owner": parts.get("user", "")}
    secrets = roles.passwords(folder / EXTERNAL_FILE, ("app", "jobs", "backup"))
    return Server(
        host=parts.get("host", ""),
        port=int(parts.get("port", "5432")),
        database=database,
        roles=names,
        passwords={"owner": parts.get("password", ""), **secrets},
        options={name: value for name, value in parts.items() if name not in CONNECTION_PARTS},
    )


def parsed(url: str) -> dict[str, str]:
    try:
        return {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except psycopg.Error as error:
        raise ClusterError(f"DATABASE_URL ne se lit pas comme une adresse PostgreSQL : {error}") from None


def opened(url: str) -> roles.Connection:
    try:
        return roles.connection(url)
    except psycopg.OperationalError as error:
        raise ClusterError(f"Le serveur de DATABASE_URL ne répond pas : {error}") from None


def refuse_an_old_version(owner: roles.Connection) -> None:
    major = owner.info.server_version // 10_000
    if major < OLDEST_MAJOR:
        raise ClusterError(
            f"Le serveur de DATABASE_URL est un PostgreSQL {major} : "
            f"il faut la version {OLDEST_MAJOR} ou une version plus récente."
        )


def wanted_attributes() -> dict[str, str]:
    # Only what differs from the defaults: an owner who is not superuser may not even say NOSUPERUSER.
    return {"app": "", "jobs": "", "backup": "BYPASSRLS"}


def make_role(owner: roles.Connection, server: Server, role: str, attributes: str, folder: Path) -> None:
    name = server.roles[role]
    if roles.exists(owner, "pg_roles", "rolname", name):
        refuse_an_unknown_password(name, folder)
        return
    try:
        roles.set_role(owner, name, server.passwords[role], attributes)
    except errors.InsufficientPrivilege:
        if not attributes:
            raise ClusterError(
                f"Le compte « {server.roles['owner']} » ne peut pas créer le rôle « {name} ». "
                f"Donnez-lui ce droit : ALTER ROLE {server.roles['owner']} CREATEROLE;"
            ) from None
        roles.set_role(owner, name, server.passwords[role], "")
        warn_that_backups_see_nothing(name)


def refuse_an_unknown_password(name: str, folder: Path) -> None:
    """Another machine may already live with the password of that role: never change it behind its back."""
    if read_private(folder / EXTERNAL_FILE) is None:
        raise ClusterError(
            f"Le rôle « {name} » existe déjà et son mot de passe n’est pas sur cette machine. "
            f"Copiez ici le fichier {folder / EXTERNAL_FILE} de la première machine, ou supprimez le rôle."
        )


def warn_that_backups_see_nothing(name: str) -> None:
    sys.stderr.write(
        f"Le rôle « {name} » ne traverse pas les murs : les sauvegardes seraient vides. "
        f"Un administrateur de PostgreSQL doit exécuter : ALTER ROLE {name} BYPASSRLS;\n"
    )
