"""A new cluster: initdb, once, all or nothing."""

import os
import secrets
import shutil
from pathlib import Path

from tisserand.project.cluster import binaries
from tisserand.project.cluster.account import Account, private_folder, server_account
from tisserand.project.cluster.errors import ClusterError
from tisserand.project.cluster.layout import SHARED_PLACE, short_hash, socket_folder
from tisserand.project.cluster.postmaster import SUPERUSER_FILE, Postmaster
from tisserand.project.cluster.roles import SUPERUSER
from tisserand.project.cluster.server import write_private

BUILTIN_LOCALES_SINCE = 17


def create(data_dir: Path) -> Postmaster:
    """The postmaster of `data_dir`, whose files are created if they do not exist."""
    account = server_account()
    folder = data_folder(data_dir, account)
    version = folder / "PG_VERSION"
    major = int(version.read_text()) if version.exists() else None
    postmaster = Postmaster(data_dir, folder, socket_folder(data_dir), binaries.find(account, major=major), account)
    if major is None:
        initialise(postmaster)
    return postmaster


def data_folder(data_dir: Path, account: Account) -> Path:
    """`postgres` under the data directory; elsewhere, through a link, when the server's account cannot walk there."""
    usual = data_dir / "postgres"
    if usual.is_symlink() or usual.exists() or account.can_reach(data_dir):
        return usual.resolve()
    elsewhere = SHARED_PLACE / short_hash(data_dir.resolve())
    elsewhere.mkdir(parents=True, exist_ok=True)
    usual.symlink_to(elsewhere / "postgres")
    return elsewhere / "postgres"


def initialise(postmaster: Postmaster) -> None:
    unfinished = postmaster.folder.with_name("postgres.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    private_folder(unfinished, postmaster.account)
    private_folder(postmaster.socket, postmaster.account)
    password = secrets.token_urlsafe(24)
    write_private(postmaster.data_dir / SUPERUSER_FILE, {"password": password})
    run_initdb(postmaster, unfinished, password)
    unfinished.rename(postmaster.folder)


def run_initdb(postmaster: Postmaster, target: Path, password: str) -> None:
    password_file = postmaster.socket / "initdb"
    password_file.touch(mode=0o600)
    password_file.write_text(password)
    postmaster.account.give(password_file)
    try:
        answer = postmaster.account.run(
            [postmaster.binaries["initdb"], "-D", target, f"--pwfile={password_file}", *options(postmaster)],
            cwd=target.parent,
        )
    finally:
        password_file.unlink()
    if answer.returncode != 0:
        shutil.rmtree(target, ignore_errors=True)
        raise ClusterError(f"PostgreSQL n’a pas pu créer sa base dans {postmaster.folder} :{os.linesep}{answer.stderr}")


def options(postmaster: Postmaster) -> list[str]:
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return [
        f"--username={SUPERUSER}",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        *(builtin if postmaster.binaries.major >= BUILTIN_LOCALES_SINCE else []),
        "--auth-local=scram-sha-256",
        "--auth-host=reject",
        "--data-checksums",
        "--no-instructions",
    ]
