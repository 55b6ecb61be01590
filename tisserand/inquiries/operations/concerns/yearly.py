"""The yearly statistic of child protection: owed once the year is over, done when its sending is proved."""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from tisserand.access import queries as access
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.queries import ever_about
from tisserand.deadlines.rules import due
from tisserand.inquiries.queries.concerns.conflicts import concern_unit

KIND, STATISTIC = "inquiries.figures", "IP-8"


@transaction.atomic
def owe_statistic(*, actor, at: datetime) -> UUID | None:
    """To the unit that receives, for the year before; never for a year whose day is over, nor twice."""
    unit = concern_unit(at.date())
    if unit is None:
        return None
    today = access.today(at, unit.time_zone)
    over = date(today.year - 1, 12, 31)
    subject = uuid5(unit.pk, f"{STATISTIC} {over.year}")
    late = due(STATISTIC, over, unit.time_zone).on < today
    if late or ever_about(actor, kind=KIND, subjects=[subject]):
        return None
    said = {"rule": STATISTIC, "kind": KIND, "subject": subject, "unit": unit.pk, "event_on": over}
    return deadlines.start(actor=actor, at=at, **said).pk
