"""The ledger of purges, kept beside the backups: a backup restored later is purged again from it."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from tisserand.people.queries import known
from tisserand.privacy.operations.anonymising import anonymise
from tisserand.privacy.operations.letting_go import forget_concerns
from tisserand.privacy.queries import retention
from tisserand.privacy.queries.facts import facts_of_concerns

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
    """After a restore: what was forgotten since the backup is forgotten again. Visa and announcements were given."""
    waiting = list(formers)
    return sum(_purge(waiting[start : start + BATCH], actor=actor, at=at) for start in range(0, len(waiting), BATCH))


def _purge(formers: list[UUID], *, actor, at: datetime) -> int:
    back, concerns = known(actor, formers), list(facts_of_concerns(actor, formers))
    if back:
        anonymise(actor=actor, at=at, persons=back)
    forget_concerns(actor=actor, at=at, concerns=concerns)
    return len(back) + len(concerns)
