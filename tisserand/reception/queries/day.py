"""What waits for one colleague today: whom she awaits, who came for her, how many are in her line. Two queries."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, Q, QuerySet, When, Window

from tisserand.access.queries import visible
from tisserand.access.statements import written_once
from tisserand.access.walls import among
from tisserand.reception.models import Appointment, Visit
from tisserand.reception.queries.appointments import SHOWN, appointments, bounds
from tisserand.reception.rules import appointments as kept
from tisserand.reception.rules.visits import State

MOST_MEETINGS, MOST_COMINGS = 24, 60


@dataclass(frozen=True)
class Comings:
    """`waiting`: how many in the lines she holds; `here`: in them, hers elsewhere; `to_finish`: received by her."""

    waiting: int
    here: list[Visit]
    to_finish: list[Visit]


def meetings(actor, *, day: date, zone: str, at: datetime) -> list[Appointment]:
    """Hers of the day and those of whom she stands in for; before them, the past ones that nobody told."""
    rows = _meetings(actor, *bounds(zone, day), at, MOST_MEETINGS)
    return sorted(rows, key=lambda row: (not is_to_tell(row, at=at), row.starts_at))


def is_to_tell(row: Appointment, *, at: datetime) -> bool:
    return row.state == kept.State.PLANNED and row.ends_at <= at


def comings(actor, *, day: date) -> Comings:
    rows = _comings(actor, day, MOST_COMINGS)
    return Comings(
        rows[0].in_her_lines if rows else 0,
        [row for row in rows if row.state == State.WAITING],
        [row for row in rows if row.state == State.RECEIVED],
    )


@written_once
def _meetings(actor, first: datetime, last: datetime, at: datetime, most: int) -> QuerySet[Appointment]:
    hers = Q(professional_id=actor.account_id) | among("professional_id", actor.covered)
    to_tell = Q(state=kept.State.PLANNED, ends_at__lte=at)
    today = Q(starts_at__gte=first, starts_at__lt=last, state__in=SHOWN)
    rows = appointments(actor).select_related(None).select_related("professional", "unit")
    return rows.filter(hers, to_tell | today).order_by("-starts_at", "id")[:most]


@written_once
def _comings(actor, day: date, most: int) -> QuerySet[Visit]:
    """Those she received and has not ended come first, whatever their day; then those meant for her."""
    not_over = visible(Visit, actor).filter(ended_at=None).select_related("site")
    received = Q(state=State.RECEIVED, received_by_id=actor.account_id)
    waiting = Q(state=State.WAITING, day=day)
    held = among("site_id", actor.reach("visits.see"))
    rows = not_over.filter(received | waiting).annotate(
        in_her_lines=Window(Count("id", filter=Q(state=State.WAITING) & held))
    )
    hers_first = Case(When(meant_for_id=actor.account_id, then=0), default=1)
    return rows.order_by("state", hers_first, "arrived_at", "id")[:most]
