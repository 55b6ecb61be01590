"""Every minute, somebody is told of the promises about to break."""

from datetime import UTC, datetime

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tisserand.access.actors import System
from tisserand.access.queries import nearest_holder, today, units_of
from tisserand.deadlines import operations, queries
from tisserand.deadlines.rules import DECIDES, UNHEARD_KIND

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
    told = sum(tell(obligation, at=at) for obligation in list(queries.to_escalate(CLOCK, at=at)))
    thank(at=at)
    return told


def tell(obligation, *, at: datetime) -> bool:
    if seat := whom_to_tell(obligation, at=at):
        return operations.escalate(actor=CLOCK, at=at, obligation=obligation.pk, to=seat.account_id)
    operations.say_unheard(actor=CLOCK, at=at, obligation=obligation.pk)
    return False


def thank(*, at: datetime) -> None:
    """Somebody was named where nobody could be told: nothing is asked any more of whoever manages the organisation."""
    deaf = set(queries.unheard(CLOCK).values_list("unit_id", flat=True))
    for asked in queries.open_obligations(CLOCK).filter(kind=UNHEARD_KIND).exclude(subject__in=deaf):
        operations.discharge(actor=CLOCK, at=at, obligation=asked.pk, outcome="entendu")


def whom_to_tell(obligation, *, at: datetime):
    """The manager of the unit that owes; a pôle that has none above it is answered for by the manager of who asked.

    Neither the one who has it in hand, who knows, nor somebody who stepped aside from the person.
    """
    without = queries.closed_to(obligation.person_id) | {obligation.account_id}
    on = today(at, obligation.unit.time_zone)
    asked_from = units_of(obligation.opened_by_id, on=on) if obligation.opened_by_id else []
    for unit in (obligation.unit_id, *asked_from):
        if seat := nearest_holder(capability=DECIDES, unit_id=unit, on=on, without=without):
            return seat
    return None
