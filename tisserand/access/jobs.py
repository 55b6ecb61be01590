"""Every minute the journal is sealed; every hour, sessions that are over and tries that no longer count go."""

from datetime import UTC, datetime

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tisserand.access import accounts, throttle
from tisserand.access.chain import sealing


@app.periodic(cron="17 * * * *")
@app.task(name="access.sweep_door")
def sweep_door(timestamp: int) -> None:
    accounts.sweep_sessions(at=timezone.now())
    throttle.sweep(at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(
    name="access.seal_journal",
    queueing_lock="access.seal_journal",
    retry=RetryStrategy(max_attempts=3),
    pass_context=False,
)
def seal_journal(timestamp: int) -> None:
    """Its head leaves the database (decision D9)."""
    sealing.seal(at=datetime.fromtimestamp(timestamp, UTC))
