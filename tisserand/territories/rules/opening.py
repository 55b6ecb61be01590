"""When a site is open, in its own time: the zone of the unit decides « today » and « closing » (decision D15)."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from tisserand.territories.rules.organisation import Opening


def openings_on(day: date, hours: Iterable[Opening]) -> tuple[Opening, ...]:
    return tuple(sorted(opening for opening in hours if opening.weekday == day.isoweekday()))


def is_open(at: datetime, zone: str, hours: Iterable[Opening]) -> bool:
    local = at.astimezone(ZoneInfo(zone))
    return any(opening.opens <= local.time() < opening.closes for opening in openings_on(local.date(), hours))


def closing(at: datetime, zone: str, today: Sequence[Opening]) -> datetime:
    """The last closing of the day, in UTC; `at` itself once it is past or when the site stays shut."""
    local = at.astimezone(ZoneInfo(zone))
    if not today:
        return at
    last = max(opening.closes for opening in today)
    return max(at, datetime.combine(local.date(), last, tzinfo=ZoneInfo(zone)).astimezone(UTC))


def span(day: date, opens: time, closes: time, zone: str) -> tuple[datetime, datetime]:
    """The instants between which a site receives that day."""
    here = ZoneInfo(zone)
    return datetime.combine(day, opens, tzinfo=here), datetime.combine(day, closes, tzinfo=here)
