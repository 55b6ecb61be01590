"""Every minute, somebody is told of the promises about to break; every night, everything open is counted.

Every morning, where it is one, each is told by mail how much awaits her.
"""

from datetime import UTC, datetime
from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tisserand.access.actors import System
from tisserand.access.enqueue import regularly
from tisserand.deadlines import operations

CLOCK = System("échéances")


@regularly("* * * * *", "deadlines.escalate")
def escalate(timestamp: int) -> None:
    escalate_what_is_due(at=datetime.fromtimestamp(timestamp, UTC))


def escalate_what_is_due(*, at: datetime) -> int:
    """Tell a named person of each open obligation whose hour has come; returns how many were told."""
    told, _ = operations.tell_who_decides(actor=CLOCK, at=at)
    operations.thank(actor=CLOCK, at=at)
    return told


# In the night of Guadeloupe and of Paris alike, before anybody comes to work.
@regularly("30 4 * * *", "deadlines.sweep")
def sweep(timestamp: int) -> None:
    at = datetime.fromtimestamp(timestamp, UTC)
    operations.sweep(actor=CLOCK, at=at)
    operations.thank(actor=CLOCK, at=at)
    operations.forget_digests(at=at)


@regularly("5 * * * *", "deadlines.prepare_digests")
def prepare_digests(timestamp: int) -> None:
    operations.prepare_digests(actor=CLOCK, at=datetime.fromtimestamp(timestamp, UTC))


@app.task(name="deadlines.send_digest", retry=RetryStrategy(max_attempts=5, exponential_wait=10))
def send_digest(digest: str) -> None:
    operations.send_digest(at=timezone.now(), digest=UUID(digest))
