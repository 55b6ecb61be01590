"""Asking for work in the background, inside the transaction that makes it necessary (decision D25).

A job is named, never imported, so that a lower room can ask for what an upper room does; it receives identifiers only.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

THRICE = RetryStrategy(max_attempts=3)


def enqueue(
    name: str, *, not_before: datetime | None = None, once: str | None = None, **identifiers: UUID | str
) -> None:
    """Defer the job `name`. `once` names what must not wait in the queue twice."""
    task = app.configure_task(name, schedule_at=not_before, queueing_lock=once)
    task.defer(**{key: str(value) for key, value in identifiers.items()})


def regularly(cron: str, name: str, *, retry: RetryStrategy = THRICE) -> Callable:
    """Make a job of `work(timestamp)`, done whenever `cron` says and never waiting in the queue twice."""

    def job(work: Callable[[int], None]) -> Callable:
        task = app.task(name=name, queueing_lock=name, retry=retry, pass_context=False)(work)
        return app.periodic(cron=cron)(task)

    return job
