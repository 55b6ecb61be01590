"""What this room says of a file to whoever must know when it ends."""

from django.db.models import QuerySet

from tisserand.access.queries import visible
from tisserand.access.traces import traces
from tisserand.inquiries.models import Attempt, Eviction
from tisserand.inquiries.rules import State
from tisserand.kernel.traces import Trace


def traces_of_files(actor) -> list[QuerySet]:
    """An open inquiry is not over; a meeting, an attempt and the end of one are contacts."""
    rows = visible(Eviction, actor)
    return [
        traces(rows.filter(closed_on__isnull=False), Trace.CONTACT, "closed_on"),
        traces(rows.filter(met_on__isnull=False), Trace.CONTACT, "met_on"),
        traces(rows.exclude(state=State.CLOSED), Trace.UNFINISHED),
        traces(visible(Attempt, actor), Trace.CONTACT, "done_on"),
    ]
