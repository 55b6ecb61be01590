"""What became of a person’s plans, for whoever tells her story: what her team decided, who led them. One query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from tisserand.access.queries import visible
from tisserand.support.models import Examination, Plan, PlanEvent
from tisserand.support.queries.plans import plans_of_person


@dataclass(frozen=True)
class Examined:
    at: datetime
    decision: str
    opinion: str
    by: str


@dataclass(frozen=True)
class Handed:
    """From one référent to the next."""

    at: datetime
    before: str
    after: str


def plans_told(actor, person: UUID) -> QuerySet[Plan]:
    """The latest first, each with what `examinations` and `hands` read in it."""
    of_plan = visible(Examination, actor).filter(plan=OuterRef("pk")).order_by("written_at", "id")
    before = visible(PlanEvent, actor).filter(pgh_obj=OuterRef("pk")).order_by("pgh_id")
    rows = plans_of_person(actor, person).select_related(None).select_related("team", "referent")
    return rows.annotate(
        examined=ArraySubquery(
            of_plan.values(told=JSONObject(at="written_at", decision="decision", opinion="opinion", by="author__name"))
        ),
        versions=ArraySubquery(before.values(told=JSONObject(at="changed_at", referent="referent__name"))),
    )


def examinations(plan: Plan) -> list[Examined]:
    said = ({**one, "at": datetime.fromisoformat(one["at"]), "by": one["by"] or ""} for one in plan.examined)
    return [Examined(**one) for one in said]


def hands(plan: Plan) -> list[Handed]:
    """Each version says since when it holds; what the plan says now comes last."""
    now = (plan.changed_at, plan.referent.name)
    versions = [*((_instant(one["at"]), one["referent"]) for one in plan.versions), now]
    return list(_changes(versions))


def _changes(versions: list[tuple[datetime | None, str]]) -> Iterable[Handed]:
    for (_, before), (at, after) in pairwise(versions):
        if at and before != after:
            yield Handed(at, before, after)


def _instant(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
