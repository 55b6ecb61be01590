"""What this room says of a file to whoever must know when it ends."""

from django.db.models import QuerySet

from tisserand.access.queries import visible
from tisserand.access.traces import traces
from tisserand.assessment.models import FirstAssessment, Orientation
from tisserand.assessment.rules.first_assessment import State
from tisserand.kernel.traces import Trace


def traces_of_files(actor) -> list[QuerySet]:
    """An assessment is written with her; an orientation she agreed to, or not yet over."""
    orientations = visible(Orientation, actor)
    assessments = visible(FirstAssessment, actor)
    return [
        traces(assessments, Trace.CONTACT, "saved_at"),
        traces(assessments.filter(state=State.OPEN), Trace.UNFINISHED),
        traces(orientations.filter(agreed_on__isnull=False), Trace.CONTACT, "agreed_on"),
        traces(orientations.filter(met_on__isnull=False), Trace.CONTACT, "met_on"),
        traces(orientations.filter(closed_at=None), Trace.UNFINISHED),
    ]
