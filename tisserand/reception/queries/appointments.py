"""Agendas: whom a site, a team or a colleague awaits. Names come with one query for any number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet

from tisserand.access import queries as access
from tisserand.access.queries import visible
from tisserand.access.statements import written_once
from tisserand.deadlines.queries import with_what_they_owe
from tisserand.kernel.dates import plain
from tisserand.people import queries as people
from tisserand.people.queries import Card
from tisserand.reception.models import Appointment
from tisserand.reception.queries.line import roles_with
from tisserand.reception.rules.appointments import PLACE_LABELS, STATE_LABELS, State
from tisserand.territories import queries as territories

KINDS = ("site", "team")
MOST_TODAY = 60
# On the day itself: cancelled and postponed ones are told elsewhere.
SHOWN = (State.PLANNED, State.HONOURED, State.MISSED)


@dataclass(frozen=True)
class Awaited:
    """An appointment as a list shows it. Without a card the reader may not know the name."""

    row: Appointment
    card: Card | None

    @property
    def name(self) -> str:
        return self.card.display_name if self.card else "Rendez-vous"

    @property
    def discreet(self) -> str:
        """What the room may read over a shoulder."""
        return (self.card.initials if self.card else "") or "Rendez-vous"

    @property
    def place(self) -> str:
        return PLACE_LABELS[self.row.place]

    @property
    def state(self) -> str:
        return STATE_LABELS[self.row.state]

    @property
    def is_planned(self) -> bool:
        return self.row.state == State.PLANNED

    @property
    def is_to_entrust(self) -> bool:
        """Whoever was to receive her will not be there. Asked once its hour has come, it is only to be told."""
        duty = self.row.obligation
        return self.is_planned and duty is not None and duty.opened_at < self.row.starts_at


def appointments(actor) -> QuerySet[Appointment]:
    """The first to come first."""
    rows = visible(Appointment, actor).select_related("professional", "unit", "created_by", "obligation")
    return rows.order_by("starts_at", "id")


def named(actor, rows: Iterable[Appointment]) -> list[Awaited]:
    listed = with_what_they_owe(list(rows), "obligation")
    cards = people.cards(actor, {row.person_id for row in listed})
    return [Awaited(row, cards.get(row.person_id)) for row in listed]


def appointments_of_person(actor, person: UUID) -> QuerySet[Appointment]:
    """Hers alone, the latest first: nothing of those she is kept apart from."""
    return appointments(actor).filter(person_id=person).order_by("-starts_at", "id")


def appointments_today(actor, site, day: date) -> list[Awaited]:
    """Whom the site (a unit) awaits that day, cancelled and postponed ones apart. Two queries."""
    return named(actor, _awaited(actor, site.pk, *bounds(site.time_zone, day), MOST_TODAY))


@written_once
def _awaited(actor, site: UUID, first: datetime, last: datetime, most: int) -> QuerySet[Appointment]:
    rows = appointments(actor).filter(unit_id=site, starts_at__gte=first, starts_at__lt=last)
    return rows.filter(state__in=SHOWN)[:most]


def awaited_today(actor, site: UUID, day: date, zone: str, person: UUID) -> Appointment | None:
    """The appointment for which somebody probably comes."""
    rows = appointments(actor).filter(unit_id=site, person_id=person, state=State.PLANNED)
    return _that_day(rows, zone, day).first()


def agenda(actor, *, unit: UUID | None, start: date, days: int, zone: str) -> QuerySet[Appointment]:
    """Some days of a unit, or mine when no unit is named."""
    first, last = midnight(start, zone), midnight(start + timedelta(days=days), zone)
    return _of(actor, unit).filter(starts_at__gte=first, starts_at__lt=last)


def to_tell(actor, *, unit: UUID | None, at: datetime) -> QuerySet[Appointment]:
    """Their hour is past and nobody said how it went, the oldest first."""
    return _of(actor, unit).filter(state=State.PLANNED, ends_at__lte=at)


def after(rows: QuerySet[Appointment], key: str) -> QuerySet[Appointment]:
    """The page that follows a row. A key made up by hand starts at the top."""
    instant, _, identifier = key.partition("~")
    try:
        starts_at, last = datetime.fromisoformat(instant).astimezone(UTC), UUID(identifier)
    except (ValueError, OverflowError):
        return rows
    return rows.filter(Q(starts_at__gt=starts_at) | Q(starts_at=starts_at, id__gt=last))


def key_of(row: Appointment) -> str:
    return f"{row.starts_at.isoformat()}~{row.pk}"


def next_of(actor, appointment: UUID) -> Appointment | None:
    """What was fixed after it was postponed or missed."""
    return appointments(actor).filter(follows=appointment).first()


def agenda_units(actor, *, on: date) -> list:
    """The sites and teams whose agenda the actor sees. One query."""
    units = access.units(on=on).filter(pk__in=actor.reach("appointments.see"), kind__in=KINDS)
    return list(units.order_by("kind", "name", "id"))


def meeting_units(actor, *, on: date) -> list:
    """Where the actor may receive: her sites and teams, and those of the same territory. One query."""
    mine = access.units(on=on).filter(pk__in=actor.reach("appointments.see"))
    around = Q(pk__in=mine.values("pk")) | Q(parent__in=mine.values("parent"))
    return list(access.units(on=on).filter(around, kind__in=KINDS).order_by("kind", "name", "id"))


def professionals(units: Iterable, *, on: date) -> list:
    """Seats of who receives in these sites and teams or answers for their territory, once each. One query."""
    listed = list(units)
    where = {unit.pk for unit in listed} | {unit.parent_id for unit in listed if unit.parent_id}
    seats = access.colleagues(unit_ids=where, on=on, roles=roles_with("notes.write"))
    return sorted({seat.account_id: seat for seat in seats}.values(), key=lambda seat: plain(seat.account.name))


def neighbourhood(unit: UUID, *, on: date) -> list:
    """The unit and those beside it in its territory. One query."""
    beside = access.units(on=on).filter(pk=unit).values("parent")
    return list(access.units(on=on).filter(Q(pk=unit) | Q(parent__in=beside, kind__in=KINDS)).order_by("id"))


def shut(unit, day: date, zone: str) -> bool:
    """A unit without opening hours is never shut: teams have none."""
    if not territories.hours_of([unit.pk], on=day).get(unit.pk):
        return False
    return not territories.opening_today(unit.pk, midnight(day, zone) + timedelta(hours=12))


def midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _of(actor, unit: UUID | None) -> QuerySet[Appointment]:
    return appointments(actor).filter(_hers(actor) if unit is None else Q(unit_id=unit))


def _hers(actor) -> Q:
    """Her own, and those of whom she stands in for, until they are back."""
    hers = Q(professional_id=actor.account_id)
    for stand in actor.covers:
        back = midnight(stand.ends_before, settings.TIME_ZONE_OF_THE_ORGANISATION)
        hers |= Q(professional_id=stand.account_id, starts_at__lt=back)
    return hers


def _that_day(rows: QuerySet[Appointment], zone: str, day: date) -> QuerySet[Appointment]:
    first, last = bounds(zone, day)
    return rows.filter(starts_at__gte=first, starts_at__lt=last)


def bounds(zone: str, day: date) -> tuple[datetime, datetime]:
    return midnight(day, zone), midnight(day + timedelta(days=1), zone)
