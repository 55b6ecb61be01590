"""Addresses given: to answer, to renew, silent for too long; a person's; the register of contacts."""

from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet

from tisserand.access.queries import visible
from tisserand.access.walls import among
from tisserand.kernel.refusals import Refusal
from tisserand.transmissions.models import Domiciliation, DomiciliationContact
from tisserand.transmissions.rules import STANDING_OPEN, Standing
from tisserand.transmissions.rules.running import HIDDEN, OpenAddress, blocks, refusal_of_address


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


def running(actor, person: UUID, today: date) -> Refusal | None:
    """What is open for her already: named to whoever reads it, and otherwise only said to be (`walls`)."""
    rows = domiciliations_of(actor, person).filter(standing__in=sorted(STANDING_OPEN))
    for row in rows:
        if blocks(one := open_address(actor, row), today):
            return refusal_of_address(one)
    with connection.cursor() as cursor:
        cursor.execute("select walls.domiciliation_runs(%s, %s)", [person, today])
        return HIDDEN if cursor.fetchone()[0] else None


def open_address(actor, row: Domiciliation) -> OpenAddress:
    kept = actor.can("domiciliations.keep", row.unit_id)
    dates = (row.starts_on, row.ends_on)
    return OpenAddress(Standing(row.standing), row.requested_on, row.unit.name, kept, *dates)


def granted(rows: QuerySet[Domiciliation]) -> QuerySet[Domiciliation]:
    return rows.filter(standing=Standing.GRANTED)
