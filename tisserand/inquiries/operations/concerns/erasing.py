"""The end of a concern: every row of it goes, papers included; its deeds stay in the journal, which names nobody.

Called by `privacy`, with the visa of the archives; runs as `jobs`.
"""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from tisserand.access import erasing
from tisserand.access import operations as access
from tisserand.activity import operations as activity
from tisserand.deadlines import operations as deadlines
from tisserand.inquiries.models import CONCERN_PARTS, Concern, Transmission
from tisserand.inquiries.operations.concerns import clocks
from tisserand.kernel import register

RETENTION = "concern"


def hold_still(concerns: Collection[UUID]) -> None:
    """Nobody answers, nor asks, between the last look and the end: the alerts first, as whoever answers takes them."""
    about = list(concerns)
    for rows in (Transmission.objects.filter(concern__in=about), Concern.objects.filter(pk__in=about)):
        list(rows.select_for_update(of=("self",)).order_by("id").values_list("pk"))


@transaction.atomic
def erase(*, concerns: Collection[UUID]) -> dict[str, int]:
    """How many rows of each table went. In the order of the register: what points before what is pointed at."""
    about = list(concerns)
    parts = [pk for part in CONCERN_PARTS for pk in part.objects.filter(concern__in=about).values_list("pk", flat=True)]
    gone = {table.label: erasing.remove(table.label, _hangs_by(table), about) for table in _tables()}
    deadlines.forget(kinds=(clocks.KIND, clocks.OF_TRANSMISSION), subjects=[*about, *parts])
    activity.forget_subjects(kind=clocks.KIND, subjects=about)
    access.drop_drafts_about([*about, *parts])
    return gone


def _tables() -> list[register.Table]:
    return [table for table in register.tables("inquiries") if table.retention == RETENTION]


def _hangs_by(table: register.Table) -> str:
    return "id" if table.name == Concern.__name__ else "concern"
