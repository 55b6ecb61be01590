"""What the rooms above must know of a concern to say when it ends: dates, and whether something is still running."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tisserand.access.queries import visible
from tisserand.deadlines import queries as deadlines
from tisserand.inquiries.models import Concern, Transmission
from tisserand.inquiries.rules.concern_end import Alert, is_running, last_day
from tisserand.inquiries.rules.concern_states import Stage


@dataclass(frozen=True)
class ConcernAtEnd:
    """`last_on`: none while it is open."""

    id: UUID
    unit: UUID
    last_on: date | None
    running: bool


def closed_until(actor, day: date) -> list[ConcernAtEnd]:
    """Over since that day or longer."""
    over = visible(Concern, actor).filter(stage=Stage.CLOSED, closed_on__lte=day)
    return [one for one in _told(actor, over) if one.last_on and one.last_on <= day]


def at_end(actor, concerns: Collection[UUID]) -> list[ConcernAtEnd]:
    """These, as they stand at this instant."""
    return _told(actor, visible(Concern, actor).filter(pk__in=list(concerns)))


def _told(actor, concerns) -> list[ConcernAtEnd]:
    rows = list(concerns.only("id", "unit_id", "stage", "closed_on", "files").order_by("closed_on", "id"))
    alerts = _alerts(actor, rows)
    owed, lived = _owed(actor, rows, alerts), _open_homes(actor, rows)
    return [_at_end(row, alerts[row.pk], owed, lived) for row in rows]


def _at_end(row: Concern, alerts: list[Alert], owed: set[UUID], lived: set[UUID]) -> ConcernAtEnd:
    due = not owed.isdisjoint({row.pk, *(alert.id for alert in alerts)})
    running = is_running(Stage(row.stage), alerts, due=due, home_is_open=not lived.isdisjoint(row.files))
    return ConcernAtEnd(row.pk, row.unit_id, last_day(row.closed_on, alerts), running)


def _alerts(actor, rows: Iterable[Concern]) -> defaultdict[UUID, list[Alert]]:
    found: defaultdict[UUID, list[Alert]] = defaultdict(list)
    written = visible(Transmission, actor).filter(concern__in=[row.pk for row in rows]).order_by("id")
    for concern, *said in written.values_list("concern_id", "id", "owed", "asked_on", "returned_on"):
        found[concern].append(Alert(*said))
    return found


def _owed(actor, rows: Iterable[Concern], alerts: Mapping[UUID, list[Alert]]) -> set[UUID]:
    subjects = [*(row.pk for row in rows), *(alert.id for said in alerts.values() for alert in said)]
    return set(deadlines.open_obligations(actor).filter(subject__in=subjects).values_list("subject", flat=True))


def _open_homes(actor, rows: Iterable[Concern]) -> set[UUID]:
    """Whose files are those of a concern that is open: what was known before is read again."""
    files = {file for row in rows for file in row.files}
    still = visible(Concern, actor).exclude(stage=Stage.CLOSED).filter(files__overlap=sorted(files))
    return {file for home in still.order_by("id").values_list("files", flat=True) for file in home}
