"""What would go today if the archives agreed: announced, anonymised, and taken back."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from tisserand.privacy.models import FileDue
from tisserand.privacy.operations.announcing import announce, local_day
from tisserand.privacy.operations.bordereaux import kept_by
from tisserand.privacy.operations.letting_go import let_go
from tisserand.privacy.queries import retention


@dataclass(frozen=True)
class Rehearsal:
    files: list[FileDue]
    rows: Counter[str]
    kept: Counter[str]


@transaction.atomic
def rehearse_everything(*, actor, at: datetime) -> Rehearsal:
    today = local_day(at)
    with transaction.atomic():
        announce(actor=actor, at=at)
        listed = list(retention.dues(actor))
        ready = [row for row in listed if row.planned_on and row.planned_on <= today and not row.kept_by]
        reasons = kept_by(actor=actor, today=today, persons=[row.person_id for row in ready])
        going = [row for row in ready if not reasons[row.person_id]]
        rows = let_go(actor=actor, at=at, lines=going)
        # Keys between tables are checked at the commit, which will not come.
        connection.check_constraints()
        transaction.set_rollback(True)
    kept = Counter(code for row in listed for code in row.kept_by)
    return Rehearsal(going, Counter({label: number for label, number in rows.items() if number}), kept)
