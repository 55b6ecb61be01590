"""Open dangers: that they run is known to the site, what they are to those who listen."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet

from tisserand.access.queries import visible
from tisserand.access.statements import written_once
from tisserand.reception.models import Emergency, EmergencyAnswer, EmergencyKind
from tisserand.reception.rules.dangers import State


@dataclass(frozen=True)
class Story:
    """Empty for those who may not read it."""

    kind: EmergencyKind | None
    answers: tuple[EmergencyAnswer, ...]


def open_emergencies(actor) -> QuerySet[Emergency]:
    """The first to become late first."""
    return dangers(actor).exclude(state=State.CLOSED).order_by("obligation__due_at", "id")


@written_once
def first_emergencies(actor, site: UUID | None, most: int) -> QuerySet[Emergency]:
    """Of a site, or wherever the actor may see one."""
    rows = open_emergencies(actor)
    return (rows.filter(site_id=site) if site else rows)[:most]


def danger_of_visit(actor, visit: UUID) -> Emergency | None:
    """The one that runs, else the last one."""
    return dangers(actor).filter(visit_id=visit).order_by(F("closed_at").desc(nulls_first=True), "id").first()


def story_of(actor, emergency: Emergency) -> Story:
    kind = visible(EmergencyKind, actor).filter(pk=emergency.pk).first()
    answers = visible(EmergencyAnswer, actor).filter(emergency=emergency).select_related("author")
    return Story(kind, tuple(answers.order_by("written_at", "id")))


def dangers(actor) -> QuerySet[Emergency]:
    return visible(Emergency, actor).select_related(
        "visit", "site", "opened_by", "obligation__account", "obligation__escalated_to"
    )
