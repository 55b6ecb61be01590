"""Many files read in an hour: the privacy officer is given it to look at, once for each reader and day (check 14)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as promises
from tisserand.deadlines.rules import in_working_days
from tisserand.privacy.operations.announcing import local_day, officer
from tisserand.privacy.queries import reads
from tisserand.privacy.rules.reads import MANY_FILES

LOOK_WITHIN = 3  # working days
# What the label says of nobody, the page says to the officer alone.
LABEL = "Regarder une lecture inhabituelle"
LOOKED_AT = "looked_at"


@transaction.atomic
def tell_many_files(*, actor, at: datetime) -> int:
    """How many duties this opens. Looked at or not, a day of one reader is told once."""
    subjects = reads.days_of_many_files(actor, at=at)
    new = subjects - promises.ever_about(actor, kind=MANY_FILES, subjects=subjects)
    seat = officer(local_day(at)) if new else None
    if seat is None:
        return 0
    for subject in sorted(new):
        deadlines.open_obligation(
            actor=actor,
            at=at,
            kind=MANY_FILES,
            subject=subject,
            unit=seat.unit_id,
            account=seat.account_id,
            label=LABEL,
            due_at=in_working_days(at, LOOK_WITHIN, seat.unit.time_zone),
        )
    return len(new)


def looked_at(*, actor, at: datetime, duty: UUID) -> None:
    deadlines.discharge(actor=actor, at=at, obligation=duty, outcome=LOOKED_AT)
