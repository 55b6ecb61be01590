"""Every minute, somebody is told of the promises about to break."""

from datetime import UTC, datetime

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tisserand.access.actors import System
from tisserand.access.queries import nearest_holder, stepped_aside, today
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
    return sum(tell(obligation, at=at) for obligation in list(queries.to_escalate(CLOCK, at=at)))


def tell(obligation, *, at: datetime) -> bool:
    """Neither the one who has it in hand, who knows, nor somebody who stepped aside from the person."""
    without = stepped_aside(obligation.person_id) | {obligation.account_id}
    on = today(at, obligation.unit.time_zone)
    seat = nearest_holder(capability=TOLD, unit_id=obligation.unit_id, on=on, without=without)
    return seat is not None and operations.escalate(actor=CLOCK, at=at, obligation=obligation.pk, to=seat.account_id)
