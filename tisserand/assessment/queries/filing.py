"""What this room keeps about somebody, to be pointed at: a day and a place, never what was said."""

from collections.abc import Iterator
from uuid import UUID

from django.utils import timezone

from tisserand.access.queries import visible
from tisserand.assessment.models import FirstAssessment, Orientation
from tisserand.people.slots import Filed


def filed(actor, person: UUID) -> Iterator[Filed]:
    for row in visible(FirstAssessment, actor).filter(person=person).select_related("site").order_by("id"):
        day = timezone.localdate(row.started_at)
        yield Filed(row.pk, "Première évaluation", day, details=row.site.name, movable=True)
    for row in visible(Orientation, actor).filter(person=person).select_related("to_unit").order_by("id"):
        day = timezone.localdate(row.proposed_at)
        yield Filed(row.pk, "Orientation", day, details=row.to_unit.name, movable=True)
