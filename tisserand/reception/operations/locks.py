"""What every write on a visit does first and last: lock it, check the seat, tell the line.

One order for all, or two gestures wait for each other: what an appointment was fixed for, the appointment, the day of
the site, the visit, then the demand or the danger written about it.
"""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from tisserand.access import queries as access
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.reception.models import Visit
from tisserand.reception.operations.tickets import hold_days, touch

KIND = "reception.visit"
DEMAND_KIND = "reception.demand"
EMERGENCY_KIND = "reception.emergency"


class VisitChanged(Exception):
    """A colleague wrote meanwhile: what stands now, for the page to show beside what was typed (decision D17)."""

    def __init__(self, visit: Visit) -> None:
        super().__init__("visit changed")
        self.visit = visit


def must(actor, capability: str, site: UUID) -> None:
    if not actor.can(capability, site):
        refuse([Refusal("seat", "Vous n’avez pas de poste sur ce site.")])


def locked(visit: UUID, *, expected_version: int | None = None) -> Visit:
    hold_days([visit])
    row = Visit.objects.select_for_update(no_key=True).get(pk=visit)
    if expected_version is not None and row.version != expected_version:
        raise VisitChanged(row)
    return row


def save(visit: Visit, *fields: str) -> None:
    visit.version += 1
    visit.save(update_fields=[*fields, "version"])
    touch(visit.site_id, visit.day)


def local(visit: Visit, moment: datetime) -> datetime:
    """In the site's own time (decision D15)."""
    return moment.astimezone(ZoneInfo(access.unit(visit.site_id).time_zone))


def today_of(visit: Visit, at: datetime) -> date:
    return local(visit, at).date()
