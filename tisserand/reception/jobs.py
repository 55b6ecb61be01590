"""What happens to dangers by itself: the manager is told before the site closes."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from tisserand.access import queries as access
from tisserand.access.actors import System
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as dues
from tisserand.reception.operations.locks import EMERGENCY_KIND

SYSTEM = System("reception.dangers")


@app.periodic(cron="*/5 * * * *")
@app.task(name="reception.warn_managers", queueing_lock="reception.warn_managers")
def warn(timestamp: int) -> None:
    warn_managers(at=timezone.now())


@transaction.atomic
def warn_managers(*, at: datetime) -> int:
    """Tell the nearest manager of each danger whose hour has come. Every few minutes, as `jobs`."""
    told = 0
    for duty in dues.to_escalate(SYSTEM, at=at).filter(kind=EMERGENCY_KIND):
        on = access.today(at, duty.unit.time_zone)
        seat = access.nearest_holder(capability="orientations.arbitrate", unit_id=duty.unit_id, on=on)
        if seat:
            deadlines.escalate(actor=SYSTEM, at=at, obligation=duty.pk, to=seat.account_id)
            told += 1
    return told
