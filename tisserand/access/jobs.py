"""Every minute the journal is sealed; every hour, sessions that are over and tries that no longer count go."""

from datetime import UTC, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from tisserand.access import accounts, throttle
from tisserand.access.chain import sealing
from tisserand.access.enqueue import regularly


@app.periodic(cron="17 * * * *")
@app.task(name="access.sweep_door")
def sweep_door(timestamp: int) -> None:
    accounts.sweep_sessions(at=timezone.now())
    throttle.sweep(at=timezone.now())


@regularly("* * * * *", "access.seal_journal")
def seal_journal(timestamp: int) -> None:
    """Its head leaves the database (decision D9)."""
    sealing.seal(at=datetime.fromtimestamp(timestamp, UTC))
