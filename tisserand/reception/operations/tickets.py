"""Tickets and the number of changes of a site's day, in the transaction of each write (decision D8)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection

from tisserand.kernel.ids import new_id

WRITE = """
insert into reception_siteday as day (id, site_id, day, tickets, version) values (%s, %s, %s, %s, 1)
on conflict (site_id, day) do update set tickets = day.tickets + excluded.tickets, version = day.version + 1
returning tickets
"""

HOLD = """
select held.id from reception_siteday held join reception_visit visit on visit.site_id = held.site_id
 and visit.day = held.day where visit.id = any(%s::uuid[]) order by held.site_id, held.day for no key update of held
"""


def take_ticket(site: UUID, day: date) -> int:
    """The next number. Holds the day of the site until the end of the transaction: arrivals follow each other."""
    return _write(site, day, tickets=1)


def touch(site: UUID, day: date) -> None:
    """Tell the screens of this site that its line changed."""
    _write(site, day, tickets=0)


def hold_days(visits: Iterable[UUID]) -> None:
    """The days of these visits, before the visits themselves: an arrival holds its day first too."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [list(visits)])


def _write(site: UUID, day: date, *, tickets: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [new_id(), site, day, tickets])
        return cursor.fetchone()[0]
