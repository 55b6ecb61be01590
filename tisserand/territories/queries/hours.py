"""Opening hours, as they were or will be at a date."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import product
from uuid import UUID

from django.db.models import Q

from tisserand.access import queries as access
from tisserand.territories.models import ClosedDay, OpeningHours
from tisserand.territories.rules import opening
from tisserand.territories.rules.organisation import Opening, UnitKind

Hours = Mapping[UUID, tuple[Opening, ...]]


def hours_of(sites: Iterable[UUID], *, on: date) -> Hours:
    """The usual week of each site, closed days not taken away. One query."""
    found: dict[UUID, list[Opening]] = defaultdict(list)
    rows = OpeningHours.objects.filter(access.in_force(on), site__in=list(sites)).order_by("weekday", "opens", "id")
    for row in rows:
        found[row.site_id].append(Opening(row.weekday, row.opens, row.closes))
    return {site: tuple(week) for site, week in found.items()}


def opening_today(site_id: UUID, at: datetime) -> tuple[Opening, ...]:
    """What a site opens today, in its own time; nothing on a closed day."""
    unit = access.unit(site_id)
    return _openings_on(site_id, access.today(at, unit.time_zone))


def closing_time(site_id: UUID, at: datetime) -> datetime:
    """Until when a danger can be answered here today, in UTC; `at` itself when the site is shut for the day."""
    unit = access.unit(site_id)
    today = _openings_on(site_id, access.today(at, unit.time_zone))
    return opening.closing(at, unit.time_zone, today)


def is_open(site_id: UUID, at: datetime) -> bool:
    unit = access.unit(site_id)
    return opening.is_open(at, unit.time_zone, _openings_on(site_id, access.today(at, unit.time_zone)))


def sites_open(at: datetime) -> list:
    """The sites that receive at this instant. Three queries, whatever the number of sites."""
    # Zones of one organisation are hours apart at most: the day of UTC and its neighbours hold every « today ».
    sites = list(access.units(kind=UnitKind.SITE, on=at.date()))
    hours = hours_of((site.pk for site in sites), on=at.date())
    closed = set(ClosedDay.objects.filter(day__range=_days_around(at)).values_list("site_id", "day"))
    return [site for site in sites if _receives(site, at, hours.get(site.pk, ()), closed)]


def open_spans(start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """When a site receives between two instants, one span for each opening. Three queries, whatever their number."""
    zones = {site.pk: site.time_zone for site in access.units(kind=UnitKind.SITE, on=start.date())}
    first = start.date().toordinal() - 1
    days = [date.fromordinal(day) for day in range(first, end.date().toordinal() + 2)]
    weeks = OpeningHours.objects.filter(Q(ends_before=None) | Q(ends_before__gt=days[0]), starts_on__lte=days[-1])
    closed = set(ClosedDay.objects.filter(day__range=(days[0], days[-1])).values_list("site_id", "day"))
    return [
        opening.span(day, row.opens, row.closes, zones[row.site_id])
        for row, day in product(weeks.filter(site__in=list(zones)).order_by("site", "id"), days)
        if row.weekday == day.isoweekday()
        and row.starts_on <= day
        and (row.ends_before is None or day < row.ends_before)
        if not {(None, day), (row.site_id, day)} & closed
    ]


def _receives(site, at: datetime, week: tuple[Opening, ...], closed: set) -> bool:
    today = access.today(at, site.time_zone)
    if (None, today) in closed or (site.pk, today) in closed:
        return False
    return opening.is_open(at, site.time_zone, week)


def _days_around(at: datetime) -> tuple[date, date]:
    return date.fromordinal(at.toordinal() - 1), date.fromordinal(at.toordinal() + 1)


def _openings_on(site_id: UUID, day: date) -> tuple[Opening, ...]:
    if ClosedDay.objects.filter(Q(site=None) | Q(site=site_id), day=day).exists():
        return ()
    return opening.openings_on(day, hours_of([site_id], on=day).get(site_id, ()))
