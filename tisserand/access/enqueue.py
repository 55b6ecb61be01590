"""Asking for work in the background, inside the transaction that makes it necessary (decision D25).

A job is named, never imported, so that a lower room can ask for what an upper room does; it receives identifiers only.
"""

from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django import app


def enqueue(
    name: str, *, not_before: datetime | None = None, once: str | None = None, **identifiers: UUID | str
) -> None:
    """Defer the job `name`. `once` names what must not wait in the queue twice."""
    task = app.configure_task(name, schedule_at=not_before, queueing_lock=once)
    task.defer(**{key: str(value) for key, value in identifiers.items()})
