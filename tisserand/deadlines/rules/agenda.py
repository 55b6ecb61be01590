"""What leaves for somebody’s agenda (RFC 5545): a label without a name nor a motive, a date, an address to open."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration

from tisserand.deadlines.rules.duties import APART_KIND, END_OF_DAY

# When offices close: what is due then lasts the day.
CLOSING = frozenset({time(17), END_OF_DAY})
REFRESH = timedelta(hours=1)
# How long before its end a promise with an hour is shown.
SHOWN = timedelta(minutes=30)


@dataclass(frozen=True)
class Entry:
    """A line of the agenda. `starts` is a day for what lasts a day; `changed_at` is None as long as nothing changed."""

    key: UUID
    label: str
    starts: date | datetime
    ends: datetime | None
    url: str
    made_at: datetime
    changed_at: datetime | None = None
    # Takes her time: colleagues see her as busy.
    busy: bool = False

    @property
    def revision(self) -> int:
        """Grows with each change, without being counted: seconds since it was made."""
        return 0 if self.changed_at is None else max(1, int((self.changed_at - self.made_at).total_seconds()))


def told_outside(kind: str, label: str) -> str:
    """That a child is evaluated is said to no foreign agenda, even without a name."""
    return "Échéance" if kind == APART_KIND else label


def shown(due_at: datetime, zone: str) -> tuple[date | datetime, datetime | None]:
    """A promise for the end of a day lasts the day; another one has an hour, before which it is shown."""
    here = due_at.astimezone(ZoneInfo(zone))
    if here.time() in CLOSING:
        return here.date(), None
    return due_at - SHOWN, due_at


def written(entries: Iterable[Entry], *, zone: str) -> bytes:
    """Hours in UTC, days as days: each agenda shows them where it is."""
    calendar = Calendar()
    calendar.add("prodid", "-//Tisserand//Echeances//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, "Échéances Tisserand")
    calendar.add("x-wr-timezone", zone)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for entry in entries:
        calendar.add_component(_event(entry))
    text: bytes = calendar.to_ical()
    return text


def _event(entry: Entry) -> Event:
    event, changed = Event(), entry.changed_at or entry.made_at
    event.add("uid", str(entry.key))
    event.add("dtstamp", _instant(changed))
    event.add("created", _instant(entry.made_at))
    event.add("last-modified", _instant(changed))
    event.add("sequence", entry.revision)
    event.add("dtstart", _moment(entry.starts))
    if entry.ends is not None:
        event.add("dtend", _instant(entry.ends))
    event.add("summary", " ".join(entry.label.split()))
    event.add("url", entry.url)
    event.add("class", "PRIVATE")
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")
    return event


def _moment(moment: date | datetime) -> date | datetime:
    return _instant(moment) if isinstance(moment, datetime) else moment


def _instant(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)


def fingerprint(secret: str) -> str:
    """A secret drawn at random needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()
