"""The system account that runs PostgreSQL, which refuses to run as root."""

import os
import pwd
import stat
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tisserand.project.cluster.errors import ClusterError

ACCOUNTS_UNDER_ROOT = ("postgres", "nobody")
# What the server may inherit: neither PG* settings nor a library path of the caller.
KEPT_VARIABLES = ("PATH", "TMPDIR", "HOME")


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int
    borrowed: bool  # True when we are root and lend the work to another account

    def run(self, command: Sequence[object], *, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **self._identity(),
        )

    def _identity(self) -> dict[str, Any]:
        if not self.borrowed:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_reach(self, path: Path) -> bool:
        """Can this account walk down to `path`?"""
        if not self.borrowed:
            return True
        return self.run(["test", "-x", path], cwd=Path("/")).returncode == 0

    def give(self, path: Path) -> None:
        if self.borrowed:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def environment() -> Mapping[str, str]:
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return {"PATH": os.defpath, **kept, "LC_ALL": "C", "TZ": "UTC"}


def server_account() -> Account:
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), borrowed=False)
    for name in ACCOUNTS_UNDER_ROOT:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, borrowed=True)
    raise ClusterError(
        "PostgreSQL refuse de tourner sous le compte root, et ni le compte « postgres » ni « nobody » n’existent ici. "
        "Lancez Tisserand depuis un compte ordinaire."
    )


def private_folder(path: Path, account: Account) -> None:
    """Make `path` a 0700 folder of `account`; refuse one that somebody else put there first."""
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid in {os.geteuid(), account.uid}
    if not ours:
        raise ClusterError(f"Le dossier {path} appartient à un autre compte. Supprimez-le, puis recommencez.")
    path.chmod(0o700)
    account.give(path)
