"""The yearly statistic of the MASP: owed once the year is over, done when its sending is proved."""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from tisserand.access import queries as access
from tisserand.access.rules import able
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.queries import ever_about
from tisserand.deadlines.rules import due
from tisserand.support.models import Plan
from tisserand.support.queries.masp import MASP
from tisserand.support.rules.lists import kinds_of

KIND, STATISTIC = "support.figures", "MASP-4"
# Who counts for the département, and sets its delays.
COUNTS = ("figures.read", "rules.adjust")


@transaction.atomic
def owe_statistic(*, actor, at: datetime) -> UUID | None:
    """To whoever counts for the département, when it had a MASP; never for a year whose day is over, nor twice."""
    today = access.today(at, settings.TIME_ZONE_OF_THE_ORGANISATION)
    over = date(today.year - 1, 12, 31)
    seat = _who_counts(today)
    if seat is None or due(STATISTIC, over, seat.unit.time_zone).on < today or not _had_masp(over):
        return None
    subject = uuid5(seat.unit_id, f"{STATISTIC} {over.year}")
    if ever_about(actor, kind=KIND, subjects=[subject]):
        return None
    who = {"unit": seat.unit_id, "account": seat.account_id}
    return deadlines.start(actor=actor, at=at, rule=STATISTIC, kind=KIND, subject=subject, event_on=over, **who).pk


def _who_counts(on: date):
    units = access.units(on=on).order_by("id").values_list("pk", flat=True)
    both = frozenset.intersection(*(frozenset(able(one)) for one in COUNTS))
    return access.colleagues(unit_ids=units, on=on, roles=both).first()


def _had_masp(over: date) -> bool:
    began = Plan.objects.filter(kind__in=kinds_of(MASP), activated_at__isnull=False, starts_on__lte=over)
    return began.filter(Q(closed_on=None) | Q(closed_on__gte=date(over.year, 1, 1))).exists()
