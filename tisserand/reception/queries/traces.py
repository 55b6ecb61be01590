"""What this room says of a file to whoever must know when it ends."""

from django.db.models import QuerySet

from tisserand.access.queries import visible
from tisserand.access.traces import traces
from tisserand.kernel.traces import Trace
from tisserand.reception.models import Appointment, Demand, Message, Visit
from tisserand.reception.rules.appointments import State


def traces_of_files(actor) -> list[QuerySet]:
    """She came, called, kept an appointment or left a message; one to come is not over."""
    appointments = visible(Appointment, actor)
    return [
        traces(visible(Visit, actor), Trace.CONTACT, "arrived_at"),
        traces(visible(Message, actor), Trace.CONTACT, "left_at"),
        traces(appointments.filter(state=State.HONOURED), Trace.CONTACT, "starts_at"),
        traces(appointments.filter(state=State.PLANNED), Trace.UNFINISHED),
        traces(visible(Demand, actor).filter(has_mandate=True), Trace.MANDATE, "written_at"),
    ]
