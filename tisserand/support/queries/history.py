"""What a plan and its objectives said before each change, who changed it and when."""

from tisserand.access.queries import visible
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


def _changes(row, events: list, said: tuple[str, ...]) -> list[Change]:
    former = [Version(_said(event, said), event.changed_by_id, event.pgh_created_at) for event in events]
    return changes(Version(_said(row, said), row.changed_by_id, None), former)


def _said(row, said: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(row, name) for name in said}
