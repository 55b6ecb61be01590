"""What reception keeps about somebody, to be pointed at: a day and a place, never what was said."""

from collections.abc import Iterator
from uuid import UUID

from django.utils import timezone

from tisserand.access.queries import visible
from tisserand.people.slots import Filed
from tisserand.reception.models import Appointment, Message, Visit


def filed(actor, person: UUID) -> Iterator[Filed]:
    for visit in visible(Visit, actor).filter(person=person).select_related("site").order_by("id"):
        yield Filed(visit.pk, "Venue à l’accueil", visit.day, details=visit.site.name, movable=True)
    for row in visible(Appointment, actor).filter(person=person).select_related("professional").order_by("id"):
        yield Filed(row.pk, "Rendez-vous", timezone.localdate(row.starts_at), row.professional.name, movable=True)
    for row in visible(Message, actor).filter(person=person).select_related("unit").order_by("id"):
        yield Filed(row.pk, "Message", timezone.localdate(row.left_at), details=row.unit.name, movable=True)
