"""What this room keeps about somebody, to be pointed at: a day and a court, never what was written."""

from collections.abc import Iterator
from uuid import UUID

from tisserand.access.queries import visible
from tisserand.inquiries.models import Eviction, HousingFact
from tisserand.inquiries.rules import label
from tisserand.people.slots import Filed


def filed(actor, person: UUID) -> Iterator[Filed]:
    for row in visible(Eviction, actor).filter(person=person).order_by("id"):
        yield Filed(row.pk, "Enquête de prévention de l’expulsion", row.seized_on, details=row.court)
    for fact in visible(HousingFact, actor).filter(person=person).order_by("id"):
        yield Filed(fact.pk, "Fait de logement", fact.on, details=label("housing_fact", fact.kind))
