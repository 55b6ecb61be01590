"""Addresses given: to answer, to renew, silent for too long; a person's; the register of contacts."""

from uuid import UUID

from django.db.models import F, QuerySet

from tisserand.access.queries import visible
from tisserand.access.walls import among
from tisserand.transmissions.models import Domiciliation, DomiciliationContact
from tisserand.transmissions.rules import STANDING_OPEN, Standing


def domiciliations_for(actor) -> QuerySet[Domiciliation]:
    return visible(Domiciliation, actor).select_related("unit", "obligation", "quiet", "changed_by")


def domiciliations_kept(actor) -> QuerySet[Domiciliation]:
    """What this actor's desk keeps: whoever accompanies the person only reads."""
    return domiciliations_for(actor).filter(among("unit_id", actor.reach("domiciliations.keep")))


def open_domiciliations(actor) -> QuerySet[Domiciliation]:
    """What becomes late first: an answer owed, a year that ends."""
    rows = domiciliations_kept(actor).filter(standing__in=sorted(STANDING_OPEN))
    return rows.order_by(F("obligation__due_at").asc(), "id")


def domiciliations_of(actor, person: UUID) -> QuerySet[Domiciliation]:
    return domiciliations_for(actor).filter(person_id=person).order_by("-created_at", "-id")


def contacts_of(actor, row: Domiciliation) -> QuerySet[DomiciliationContact]:
    rows = visible(DomiciliationContact, actor).filter(domiciliation=row)
    return rows.select_related("author").order_by("-on", "-id")


def has_open(actor, person: UUID) -> bool:
    return visible(Domiciliation, actor).filter(person_id=person, standing__in=sorted(STANDING_OPEN)).exists()


def granted(rows: QuerySet[Domiciliation]) -> QuerySet[Domiciliation]:
    return rows.filter(standing=Standing.GRANTED)
