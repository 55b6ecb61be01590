"""Tickets and the number of changes of a site's day, in the transaction of each write (decision D8)."""

from datetime import date
from uuid import UUID

from django.db import connection

from tisserand.kernel.ids import new_id

WRITE = """
insert into reception_siteday as day (id, site_id, day, tickets, version) values (%s, %s, %s, %s, 1)
on conflict (site_id, day) do update set tickets = day.tickets + excluded.tickets, version = day.version + 1
returning tickets
"""


def take_ticket(site: UUID, day: date) -> int:
    """The next number. Holds the day of the site until the end of the transaction: arrivals follow each other."""
    return _write(site, day, tickets=1)


def touch(site: UUID, day: date) -> None:
    """Tell the screens of this site that its line changed."""
    _write(site, day, tickets=0)


def _write(site: UUID, day: date, *, tickets: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [new_id(), site, day, tickets])
        return cursor.fetchone()[0]
