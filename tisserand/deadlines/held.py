"""What is owed in a unit (see `access.held`)."""

from django.db.models import Q

from tisserand.access.held import Held

HELD = (Held("deadlines.Obligation", ("unit",), Q(closed_at=None), ("échéance", "échéances")),)
