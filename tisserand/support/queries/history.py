"""What a plan and its objectives said before each change, who changed it and when."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce

from tisserand.access.queries import visible
from tisserand.access.statements import written_once
from tisserand.people.rules.changes import Change, Version, changes
from tisserand.support.models import Objective, ObjectiveEvent, Plan, PlanEvent
from tisserand.support.models.history import OBJECTIVE_SAID, PLAN_SAID

MOST = 50


def plan_changes(actor, plan: Plan) -> list[Change]:
    """Of the plan and of each objective together, the latest first. Three queries."""
    events = visible(PlanEvent, actor).filter(pgh_obj=plan.pk).select_related("referent", "team")
    told = _changes(plan, list(events.order_by("-pgh_created_at", "-pgh_id")[:MOST]), PLAN_SAID)
    objectives = list(visible(Objective, actor).filter(plan=plan).order_by("rank", "id"))
    parts = list(visible(ObjectiveEvent, actor).filter(plan=plan).order_by("-pgh_created_at", "-pgh_id")[:MOST])
    for objective in objectives:
        told += _changes(objective, [part for part in parts if part.pgh_obj_id == objective.pk], OBJECTIVE_SAID)
    return sorted(told, key=lambda change: change.at, reverse=True)


@written_once
def handed_over_to_me(actor, since: datetime, most: int) -> QuerySet[PlanEvent]:
    """What each plan that others put in my hands said just before, with who did (`by`), the latest first."""
    after = visible(PlanEvent, actor).filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__gt=OuterRef("pgh_id"))
    then = after.order_by("pgh_id")
    rows = visible(PlanEvent, actor).filter(pgh_created_at__gte=since, pgh_obj__referent_id=actor.account_id)
    rows = rows.exclude(referent_id=actor.account_id).exclude(Exists(after.exclude(referent_id=actor.account_id)))
    who = {
        "by_id": Coalesce(Subquery(then.values("changed_by")[:1]), F("pgh_obj__changed_by"), output_field=UUIDField()),
        "by": Coalesce(Subquery(then.values("changed_by__name")[:1]), F("pgh_obj__changed_by__name")),
    }
    told = rows.annotate(**who).exclude(by_id=actor.account_id)
    return told.order_by("-pgh_created_at", "-pgh_id")[:most]


def _changes(row, events: list, said: tuple[str, ...]) -> list[Change]:
    former = [Version(_said(event, said), event.changed_by_id, event.pgh_created_at) for event in events]
    return changes(Version(_said(row, said), row.changed_by_id, None), former)


def _said(row, said: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(row, name) for name in said}
