"""Sessions that are over and tries that no longer count leave the database."""

from django.utils import timezone
from procrastinate.contrib.django import app

from tisserand.access import accounts, throttle


@app.periodic(cron="17 * * * *")
@app.task(name="access.sweep_door")
def sweep_door(timestamp: int) -> None:
    accounts.sweep_sessions(at=timezone.now())
    throttle.sweep(at=timezone.now())
