"""Every minute, somebody is told of the promises about to break."""

from datetime import UTC, datetime

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tisserand.access.actors import System
from tisserand.access.queries import nearest_holder, today, units_of
from tisserand.deadlines import operations, queries

CLOCK = System("échéances")
# Who is told when the owner has not answered in time: the nearest who may decide in her place.
TOLD = "orientations.arbitrate"


@app.periodic(cron="* * * * *")
@app.task(
    name="deadlines.escalate",
    queueing_lock="deadlines.escalate",
    retry=RetryStrategy(max_attempts=3),
    pass_context=False,
)
def escalate(timestamp: int) -> None:
    escalate_what_is_due(at=datetime.fromtimestamp(timestamp, UTC))


def escalate_what_is_due(*, at: datetime) -> int:
    """Tell a named person of each open obligation whose hour has come; returns how many were told."""
    told = 0
    for obligation in queries.to_escalate(CLOCK, at=at):
        seat = whom_to_tell(obligation, at=at)
        if seat is not None:
            operations.escalate(actor=CLOCK, at=at, obligation=obligation.pk, to=seat.account_id)
            told += 1
    return told


def whom_to_tell(obligation, *, at: datetime):
    """The manager of the unit that owes; a pôle that has none above it is answered for by the manager of who asked."""
    on = today(at, obligation.unit.time_zone)
    asked_from = units_of(obligation.opened_by_id, on=on) if obligation.opened_by_id else []
    holders = (nearest_holder(capability=TOLD, unit_id=unit, on=on) for unit in (obligation.unit_id, *asked_from))
    return next(filter(None, holders), None)
