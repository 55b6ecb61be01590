"""What runs at a desk: demands, dangers, appointments, messages nobody has dealt with (see `access.held`)."""

from django.db.models import Q

from tisserand.access.held import Held
from tisserand.reception.rules import appointments, dangers

HELD = (
    Held("reception.Demand", ("site",), Q(closed_at=None), ("demande", "demandes")),
    Held("reception.Emergency", ("site",), ~Q(state=dangers.State.CLOSED), ("danger immédiat", "dangers immédiats")),
    Held("reception.Appointment", ("unit",), Q(state=appointments.State.PLANNED), ("rendez-vous", "rendez-vous")),
    Held("reception.Message", ("unit",), Q(done_at=None), ("message", "messages")),
)
