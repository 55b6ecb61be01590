"""When a concern is over, and what keeps it all the same. No Django."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tisserand.inquiries.rules.concern_states import Stage


@dataclass(frozen=True)
class Alert:
    """What was transmitted; whoever did may ask, and be answered, after the end (L. 226-5)."""

    id: UUID
    owed: bool = False
    asked_on: date | None = None
    returned_on: date | None = None


def last_day(closed_on: date | None, alerts: Collection[Alert]) -> date | None:
    """The day it was closed, « sans suite » included, or a later answer; none while it is open."""
    if closed_on is None:
        return None
    answers = [day for alert in alerts for day in (alert.asked_on, alert.returned_on) if day]
    return max([closed_on, *answers])


def is_running(stage: Stage, alerts: Collection[Alert], *, due: bool, home_is_open: bool) -> bool:
    """`due`: something is still owed about it; `home_is_open`: another concern about the same home is not over."""
    unanswered = any(alert.owed and alert.returned_on is None for alert in alerts)
    return stage != Stage.CLOSED or unanswered or due or home_is_open
