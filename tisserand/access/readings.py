"""Who read whose file: for the privacy officer with names, for the person without."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncHour

from tisserand.access import rules
from tisserand.access.models import Account, Consultation, JournalEntry, Membership, Unit
from tisserand.access.queries import visible

# One row is ten minutes of one reader in one file: eight hours of it is the whole day of a desk.
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Unnamed:
    """A reading as the person is told of it."""

    on: date
    service: str
    function: str
    page: str
    reason: str
    kept_apart: bool


@dataclass(frozen=True)
class Burst:
    """Many files opened by one colleague within one hour of the clock."""

    account_id: UUID
    hour: datetime
    files: int


def readings(actor) -> QuerySet[Consultation]:
    """The latest first."""
    return visible(Consultation, actor).order_by("-slot", "-id")


def after(rows: QuerySet[Consultation], slot: datetime, row: int) -> QuerySet[Consultation]:
    return rows.filter(Q(slot__lt=slot) | Q(slot=slot, id__lt=row))


def between(rows: QuerySet[Consultation], since: datetime | None, until: datetime | None) -> QuerySet[Consultation]:
    """`until` is the instant after the last day."""
    if since:
        rows = rows.filter(slot__gte=since)
    return rows.filter(slot__lt=until) if until else rows


def readers_of(actor, files: Iterable[UUID]) -> list[Account]:
    """Colleagues who read one of these files, by name."""
    read = visible(Consultation, actor).filter(person_id__in=list(files)).order_by().values("account_id").distinct()
    return list(Account.objects.filter(pk__in=read).order_by("name", "id"))


def bursts(actor, *, since: datetime, most: int) -> list[Burst]:
    """Hours in which somebody opened more than `most` files, the latest first."""
    hours = visible(Consultation, actor).filter(slot__gte=since).order_by()
    counted = hours.annotate(hour=TruncHour("slot")).values("account_id", "hour")
    many = counted.annotate(files=Count("person_id", distinct=True)).filter(files__gt=most)
    return [Burst(**row) for row in many.order_by("-hour", "account_id")]


def deeds_about_two(actor, verbs: Iterable[str], *, since: datetime) -> QuerySet[JournalEntry]:
    """Deeds about two files, the latest first: noted under both, told once."""
    rows = visible(JournalEntry, actor).filter(verb__in=list(verbs), at__gte=since)
    return rows.filter(subject__lt=F("person_id")).order_by("-at", "-id")


def seats(accounts: Iterable[UUID]) -> list[Membership]:
    """Every seat these colleagues ever held, with its unit: a reading is told with the seat of its day."""
    rows = Membership.objects.filter(account__in=set(accounts)).select_related("unit")
    return list(rows.order_by("starts_on", "id"))


def seat_on(seats: Iterable[Membership], account: UUID, on: date) -> Membership | None:
    held = (seat for seat in seats if seat.account_id == account and seat.starts_on <= on)
    return next((seat for seat in held if seat.ends_before is None or seat.ends_before > on), None)


def unnamed(files: Iterable[UUID], *, zone: str) -> list[Unnamed]:
    """What the person is told at the counter. Who read does not leave the database, whoever asks."""
    # Each day once, whichever of her files was read, the latest first.
    rows = sorted(dict.fromkeys(_seats_that_read(files, zone)), key=_day, reverse=True)
    units = Unit.objects.in_bulk({unit for _, _, unit, *_ in rows if unit})
    return [_unnamed(row, units) for row in rows]


def _seats_that_read(files: Iterable[UUID], zone: str) -> list[tuple]:
    told = "select told.* from unnest(%s::uuid[]) as one(file), walls.readings_of(one.file, %s) as told"
    with connection.cursor() as cursor:
        cursor.execute(told, [list(files), zone])
        return cursor.fetchall()


def _day(row: tuple) -> date:
    return row[0]


def _unnamed(row: tuple, units: dict[UUID, Unit]) -> Unnamed:
    on, code, unit, page, reason = row
    role = rules.roles().get(code)
    return Unnamed(
        on=on,
        service=units[unit].name if unit else "",
        function=role.label if role else "",
        page=page,
        reason=reason,
        kept_apart=role is not None and role.readings_kept_apart,
    )
