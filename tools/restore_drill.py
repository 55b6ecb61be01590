"""The drill of docs/restauration.md: restore a backup beside the service, purge it again, and prove it.

    python tools/restore_drill.py SAUVEGARDE REGISTRE

Works on a server of its own, in a temporary folder that goes at the end: nothing of the service is touched.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tisserand.project import cluster

ROOT = Path(__file__).resolve().parents[1]


class DrillFailed(Exception):
    """What did not go as it must, in a sentence."""


@dataclass(frozen=True)
class Restored:
    tables: int
    persons: int
    came_back: int
    purged_again: int


def dump(server: cluster.Cluster, file: Path) -> None:
    """As the role `backup`: it reads every row in spite of the walls, and writes none."""
    run(server, "pg_dump", "--format=custom", f"--file={file}", f"--dbname={server.url('backup')}")


def restore(server: cluster.Cluster, file: Path) -> None:
    """As the superuser: tables keep their owner, walls and grants come back with them."""
    target = server.superuser_url(server.database)
    run(server, "pg_restore", "--exit-on-error", "--single-transaction", f"--dbname={target}", str(file))


def run(server: cluster.Cluster, program: str, *arguments: str) -> None:
    command = [server.postmaster.binaries[program], *arguments]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise DrillFailed(f"{program} : {answer.stderr.strip()[-2000:]}")


def drill(backup: Path, ledger: Path) -> Restored:
    formers = [line.split()[0] for line in ledger.read_text(encoding="ascii").splitlines() if line.strip()]
    with cluster.temporary() as server:
        restore(server, backup)
        came_back = known(server, formers)
        purge_again(server, ledger)
        left = known(server, formers)
        if left:
            raise DrillFailed(f"{left} personnes purgées sont encore là après la seconde purge.")
        return Restored(tables=tables(server), persons=persons(server), came_back=came_back, purged_again=came_back)


def purge_again(server: cluster.Cluster, ledger: Path) -> None:
    environment = {**os.environ, "TISSERAND_DATA_DIR": str(server.postmaster.data_dir), "TISSERAND_MODE": "dev"}
    command = [sys.executable, "-m", "tisserand", "retention", "--purge-again", str(ledger)]
    answer = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise DrillFailed(answer.stderr.strip()[-2000:])


def known(server: cluster.Cluster, identifiers: list[str]) -> int:
    return one(server, "select count(*) from people_person where id = any(%s::uuid[])", identifiers)


def persons(server: cluster.Cluster) -> int:
    return one(server, "select count(*) from people_person")


def tables(server: cluster.Cluster) -> int:
    return one(server, "select count(*) from pg_tables where schemaname = 'public'")


def one(server: cluster.Cluster, query: str, *values: object) -> int:
    """As `backup`: the proof does not depend on whoever purged."""
    with psycopg.connect(server.url("backup")) as connection:
        row = connection.execute(query, values).fetchone()
    return int(row[0]) if row else 0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("backup", type=Path)
    parser.add_argument("ledger", type=Path)
    given = parser.parse_args(arguments)
    try:
        found = drill(given.backup, given.ledger)
    except DrillFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    print(f"{found.tables} tables et {found.persons} personnes restaurées.")
    print(f"{found.came_back} personnes purgées depuis étaient revenues ; {found.purged_again} purgées de nouveau.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
