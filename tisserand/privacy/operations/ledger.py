"""The ledger of purges, kept beside the backups: a backup restored later is purged again from it."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from tisserand.people.queries import known
from tisserand.privacy.operations.anonymising import anonymise
from tisserand.privacy.queries import retention

BATCH = 500


def keep_ledger(file: Path) -> int:
    """Add to the file what it does not hold yet. It is never shortened: the database may be older than it."""
    written = set(read_ledger(file))
    new = [(former, at) for former, at in retention.ledger() if former not in written]
    if new:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="ascii") as lines:
            lines.writelines(f"{former} {at}\n" for former, at in new)
    return len(new)


def read_ledger(file: Path) -> list[UUID]:
    if not file.exists():
        return []
    return [UUID(line.split()[0]) for line in file.read_text(encoding="ascii").splitlines() if line.strip()]


def purge_again(*, actor, at: datetime, formers: Iterable[UUID]) -> int:
    """After a restore: whoever was forgotten since the backup is forgotten again. Visa and announcements were given."""
    waiting = list(formers)
    gone = 0
    for start in range(0, len(waiting), BATCH):
        back = known(actor, waiting[start : start + BATCH])
        if back:
            anonymise(actor=actor, at=at, persons=back)
        gone += len(back)
    return gone
