"""Comings and demands, as far as the reader's walls let see."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from tisserand.access.queries import visible
from tisserand.access.statements import written_once
from tisserand.access.walls import among
from tisserand.reception.models import Demand, Emergency, Visit
from tisserand.reception.rules.visits import State


@dataclass(frozen=True)
class VisitWithDemand:
    visit: Visit
    demand: Demand | None


def visits_for(actor) -> QuerySet[Visit]:
    """The latest first."""
    rows = visible(Visit, actor).select_related("site", "received_by", "recorded_by", "meant_for")
    return rows.order_by("-arrived_at", "id")


def visits_of_person(actor, person: UUID, *, before: datetime | None = None, limit: int = 50) -> list[VisitWithDemand]:
    """Her comings, mistakes apart, each with its demand when the actor may read it. Two queries."""
    rows = _comings(actor, person, before, limit)
    said = {demand.pk: demand for demand in _demands(actor, frozenset(row.pk for row in rows))} if rows else {}
    return [VisitWithDemand(row, said.get(row.pk)) for row in rows]


@written_once
def _comings(actor, person: UUID, before: datetime | None, limit: int) -> QuerySet[Visit]:
    earlier = Q(arrived_at__lt=before) if before else Q()
    return visits_for(actor).filter(earlier, person_id=person).exclude(state=State.MISTAKEN)[:limit]


@written_once
def _demands(actor, identifiers: frozenset[UUID]) -> QuerySet[Demand]:
    return visible(Demand, actor).filter(among("id", identifiers)).select_related("author")


def to_finish(actor) -> QuerySet[Visit]:
    """Received by me and not closed: today's, and those forgotten before."""
    return visits_for(actor).filter(received_by_id=actor.account_id, state=State.RECEIVED)


def demand(actor, identifier: UUID) -> Demand | None:
    """A demand has the identifier of its visit."""
    rows = visible(Demand, actor).select_related("author", "act", "obligation__account")
    return rows.filter(pk=identifier).first()


def demands_of_person(actor, person: UUID) -> QuerySet[Demand]:
    rows = visible(Demand, actor).filter(person_id=person)
    return rows.select_related("author", "visit", "site").order_by("-written_at", "id")


def emergencies_of_person(actor, person: UUID) -> QuerySet[Emergency]:
    return visible(Emergency, actor).filter(person_id=person).select_related("obligation").order_by("-opened_at", "id")
