"""What this room says of a file to whoever must know when it ends."""

from django.db.models import QuerySet

from tisserand.access.queries import visible
from tisserand.access.traces import traces
from tisserand.kernel.traces import Trace
from tisserand.transmissions.models import Dispatch, Domiciliation, DomiciliationContact, Letter, ProtectiveMeasure
from tisserand.transmissions.rules import STANDING_OPEN, State


def traces_of_files(actor) -> list[QuerySet]:
    """A letter that waits, an address that runs and a measure in force are not over; a contact is one."""
    letters, addresses = visible(Letter, actor), visible(Domiciliation, actor)
    return [
        traces(letters.exclude(state=State.CLOSED), Trace.UNFINISHED),
        traces(letters.filter(closed_on__isnull=False), Trace.CONTACT, "closed_on"),
        traces(visible(Dispatch, actor), Trace.CONTACT, "sent_on"),
        traces(addresses.filter(standing__in=sorted(STANDING_OPEN)), Trace.UNFINISHED),
        traces(addresses.filter(requested_on__isnull=False), Trace.CONTACT, "requested_on"),
        traces(visible(DomiciliationContact, actor), Trace.CONTACT, "on"),
        traces(visible(ProtectiveMeasure, actor).filter(ended_on=None), Trace.UNFINISHED),
    ]
