"""What this room keeps about somebody, to be pointed at: what it is and its day, never what was written."""

from collections.abc import Iterator
from uuid import UUID

from django.utils import timezone

from tisserand.people.slots import Filed
from tisserand.transmissions.queries.domiciliations import domiciliations_of
from tisserand.transmissions.queries.letters import of_person
from tisserand.transmissions.queries.measures import measures_of
from tisserand.transmissions.rules import kinds, label


def filed(actor, person: UUID) -> Iterator[Filed]:
    for row in of_person(actor, person):
        yield Filed(row.pk, "Transmission", timezone.localdate(row.created_at), details=kinds()[row.kind].label)
    for row in domiciliations_of(actor, person):
        yield Filed(row.pk, "Domiciliation", row.requested_on)
    for row in measures_of(actor, person):
        yield Filed(row.pk, "Mesure de protection", row.decided_on, details=label("measure", row.measure))
