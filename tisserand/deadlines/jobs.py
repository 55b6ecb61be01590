"""Every minute, somebody is told of the promises about to break; every night, everything open is counted."""

from datetime import UTC, datetime

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tisserand.access.actors import System
from tisserand.deadlines import operations

CLOCK = System("échéances")


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
    told, _ = operations.tell_who_decides(actor=CLOCK, at=at)
    operations.thank(actor=CLOCK, at=at)
    return told


# In the night of Guadeloupe and of Paris alike, before anybody comes to work.
@app.periodic(cron="30 4 * * *")
@app.task(
    name="deadlines.sweep",
    queueing_lock="deadlines.sweep",
    retry=RetryStrategy(max_attempts=3),
    pass_context=False,
)
def sweep(timestamp: int) -> None:
    at = datetime.fromtimestamp(timestamp, UTC)
    operations.sweep(actor=CLOCK, at=at)
    operations.thank(actor=CLOCK, at=at)
