"""Who read whose file. The officer reads names; the person reads services and functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, Window
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay, RowNumber, TruncDate
from django.utils import timezone

from tisserand.access import queries as access
from tisserand.access import readings, rules
from tisserand.deadlines import queries as promises
from tisserand.kernel.ids import short_reference
from tisserand.people import queries as people
from tisserand.privacy.rules.reads import (
    CLOSES,
    MANY_FILES,
    OPENS,
    DayOfReading,
    Reading,
    by_day,
    day_of_reader,
    page_label,
)

PAGE, FEW = 50, 30
LOOKED_BACK = timedelta(days=30)
# A worker that was down for a week still tells.
TOLD_BACK = timedelta(days=8)
ISO_SUNDAY = 7
TWO_FILES = {
    "person.merge": "a réuni deux dossiers",
    "person.unmerge": "a rendu un dossier réuni",
    "person.split": "a séparé un dossier",
}


@dataclass(frozen=True)
class Asked:
    """Which readings: of one file, in a period, by one colleague."""

    person: UUID
    since: datetime | None = None
    until: datetime | None = None
    reader: UUID | None = None


@dataclass(frozen=True)
class Page:
    rows: tuple[Reading, ...]
    next_key: str = ""


@dataclass(frozen=True)
class ManyFiles:
    hour: datetime
    files: int
    name: str
    function: str
    service: str
    duty: UUID | None


@dataclass(frozen=True)
class Elsewhere:
    """A reading that deserves a look, with the reference of the file and no name of hers.

    `others`: readings of the same colleague that day, when one line stands for all.
    """

    reading: Reading
    person: UUID
    reference: str
    others: int = 0


@dataclass(frozen=True)
class TwoFiles:
    """Two files joined, or one made two: those who read one read the other afterwards, or no longer."""

    at: datetime
    what: str
    name: str
    function: str
    service: str
    reason: str
    files: tuple[tuple[UUID, str], ...]


def reads_of(actor, asked: Asked, *, after: str = "", most: int = PAGE) -> Page:
    """The latest first, a page at a time. Three queries for any number."""
    rows = list(_after(_asked(actor, asked), after)[: most + 1])
    more = len(rows) > most
    told = tuple(_told(rows[:most]))
    return Page(told, f"{rows[most - 1].slot.isoformat()}~{rows[most - 1].pk}" if more else "")


def readers(actor, person: UUID) -> list[tuple[UUID, str]]:
    return [(account.pk, account.name) for account in readings.readers_of(actor, people.files_of(person))]


def many_files(actor, *, at: datetime) -> list[ManyFiles]:
    """Hours in which a colleague opened more files than a desk receives people (check 14), until somebody looked."""
    duties = {row.subject: row for row in promises.open_obligations(actor).filter(kind=MANY_FILES)}
    opened = [row.opened_at - TOLD_BACK for row in duties.values()]
    every = readings.bursts(actor, since=min([at - LOOKED_BACK, *opened]), most=rules.FILES_AN_HOUR_TOLD)
    bursts = [burst for rank, burst in enumerate(every) if rank < FEW or _day_of(burst) in duties]
    accounts = access.accounts({burst.account_id for burst in bursts})
    seats = readings.seats(accounts)
    return [
        ManyFiles(
            burst.hour,
            burst.files,
            accounts[burst.account_id].name,
            *_seat(seats, burst.account_id, burst.hour),
            duty=duties[_day_of(burst)].pk if _day_of(burst) in duties else None,
        )
        for burst in bursts
        if burst.account_id in accounts
    ]


def days_of_many_files(actor, *, at: datetime) -> set[UUID]:
    """What the officer is to be told of lately: each a reader and a day."""
    bursts = readings.bursts(actor, since=at - TOLD_BACK, most=rules.FILES_AN_HOUR_TOLD)
    return {_day_of(burst) for burst in bursts}


def _day_of(burst) -> UUID:
    return day_of_reader(burst.account_id, timezone.localdate(burst.hour))


def duty(actor, key: str):
    """Hers to close, if it is still open."""
    try:
        return promises.open_obligations(actor).filter(kind=MANY_FILES, pk=UUID(key)).first()
    except ValueError:
        return None


def at_odd_hours(actor, *, at: datetime) -> list[Elsewhere]:
    """One line a colleague and day: whoever opened forty files one night hides nobody else."""
    here = timezone.get_current_timezone()
    rows = _lately(actor, at).annotate(
        hour=ExtractHour("slot", tzinfo=here), weekday=ExtractIsoWeekDay("slot", tzinfo=here)
    )
    odd = rows.filter(Q(hour__lt=OPENS) | Q(hour__gte=CLOSES) | Q(weekday=ISO_SUNDAY))
    same = {"partition_by": [F("account_id"), TruncDate("slot", tzinfo=here)]}
    ranked = odd.annotate(
        rank=Window(RowNumber(), order_by=[F("slot").desc(), F("id").desc()], **same),
        others=Window(Count("id"), **same) - 1,
    )
    return _elsewhere(ranked.filter(rank=1)[:FEW])


def joined_lately(actor, *, at: datetime) -> list[TwoFiles]:
    rows = list(readings.deeds_about_two(actor, TWO_FILES, since=at - LOOKED_BACK)[:FEW])
    accounts = access.accounts({row.account_id for row in rows})
    seats = readings.seats(accounts)
    return [
        TwoFiles(
            timezone.localtime(row.at),
            TWO_FILES[row.verb],
            accounts[row.account_id].name,
            *_seat(seats, row.account_id, row.at),
            row.reason,
            tuple((file, short_reference(file)) for file in (row.person_id, row.subject)),
        )
        for row in rows
        if row.account_id in accounts
    ]


def with_a_reason(actor, *, at: datetime) -> list[Elsewhere]:
    """Whoever reads outside her own perimeter types why."""
    return _elsewhere(_lately(actor, at).exclude(reason="")[:FEW])


def who_read(person: UUID) -> tuple[DayOfReading, ...]:
    """For the person herself; the scope must hold `files.read`, and the caller must have found her file first."""
    return by_day(readings.unnamed(people.files_of(person), zone=timezone.get_current_timezone_name()))


def _asked(actor, asked: Asked):
    rows = readings.between(
        readings.readings(actor).filter(person_id__in=people.files_of(asked.person)), asked.since, asked.until
    )
    return rows.filter(account_id=asked.reader) if asked.reader else rows


def _after(rows, key: str):
    """A key made up by hand starts at the top."""
    instant, _, row = key.partition("~")
    try:
        return readings.after(rows, datetime.fromisoformat(instant), int(row))
    except ValueError:
        return rows


def _lately(actor, at: datetime):
    return readings.between(readings.readings(actor), at - LOOKED_BACK, None)


def _elsewhere(rows) -> list[Elsewhere]:
    found = list(rows)
    told = _told(found)
    return [
        Elsewhere(reading, row.person_id, short_reference(row.person_id), getattr(row, "others", 0))
        for row, reading in zip(found, told, strict=True)
    ]


def _told(rows: Sequence) -> list[Reading]:
    accounts = access.accounts({row.account_id for row in rows})
    seats = readings.seats(accounts)
    return [_reading(row, accounts, seats) for row in rows]


def _reading(row, accounts: dict, seats: Iterable) -> Reading:
    account = accounts.get(row.account_id)
    function, service = _seat(seats, row.account_id, row.slot)
    return Reading(
        at=timezone.localtime(row.slot),
        name=account.name if account else "",
        function=function,
        service=service,
        page=page_label(row.page),
        reason=row.reason,
    )


def _seat(seats: Iterable, account: UUID, at: datetime) -> tuple[str, str]:
    """Function and service held that day."""
    seat = readings.seat_on(seats, account, timezone.localtime(at).date())
    return (rules.roles()[seat.role].label, seat.unit.name) if seat else ("", "")
