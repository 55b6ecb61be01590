"""How long a session sits open at a post: pure rules."""

from datetime import datetime, timedelta

# Sixty checks, 46: half an hour without anybody locks, twelve hours end.
IDLE = timedelta(minutes=30)
LONGEST = 12 * 3600
# A page does not write that somebody is there more than once a minute.
NOTED_EVERY = timedelta(minutes=1)
# A deed that asks for a fresh proof wants one this young.
FRESH = timedelta(minutes=10)
# From the password to the second factor.
PENDING = timedelta(minutes=10)


def is_locked(*, now: datetime, seen: datetime, locked: datetime | None) -> bool:
    return locked is not None or now - seen >= IDLE


def is_worth_noting(*, now: datetime, seen: datetime) -> bool:
    return now - seen >= NOTED_EVERY


def is_recent(*, now: datetime, then: str | None, most: timedelta) -> bool:
    """`then` as a session keeps it: ISO 8601, or nothing."""
    return then is not None and timedelta(0) <= now - datetime.fromisoformat(then) < most
