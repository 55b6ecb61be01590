"""Time zones: two of them may tell the same days, as those of Guadeloupe and of Martinique do."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return False
    return True


def tell_the_same_days(one: str, other: str, *, year: int) -> bool:
    """Never an hour apart, summer and winter alike."""
    months = [datetime(year, month, 15, tzinfo=UTC) for month in range(1, 13)]
    return all(at.astimezone(ZoneInfo(one)).utcoffset() == at.astimezone(ZoneInfo(other)).utcoffset() for at in months)
