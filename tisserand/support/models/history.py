"""What a plan and its objectives said before each change, kept by PostgreSQL itself (decision D10, record 0011)."""

from tisserand.access.history import before_each_change
from tisserand.access.walls import Wall
from tisserand.people.granted import IN_EMERGENCY
from tisserand.support.models.objective import Objective
from tisserand.support.models.of_plan import SEEN_BY
from tisserand.support.models.plan import Plan

PLAN_SAID = (
    "referent",
    "team",
    "kind",
    "state",
    "words",
    "starts_on",
    "ends_on",
    "review_on",
    "adhesion_on",
    "adhesion_words",
    "withdrawn_on",
    "withdrawal_words",
    "formalisation",
    "formalised_on",
    "question",
    "closed_on",
    "closing",
    "result",
    "closing_words",
    "relay_to",
)
OBJECTIVE_SAID = (
    "words",
    "family",
    "problem",
    "feasibility",
    "criterion",
    "criterion_on",
    "scale",
    "scale_now",
    "state",
    "self_evaluation",
)
WITH = ("person", "visibility", "changed_by", "changed_at")


class PlanEvent(before_each_change(Plan, PLAN_SAID, WITH)):
    wall = Wall(*SEEN_BY, person="person_id", inserts="true", reads=IN_EMERGENCY)
    append_only = True
    leaves_with_her = True

    class Meta:
        ordering = ("-pgh_created_at", "-pgh_id")


class ObjectiveEvent(before_each_change(Objective, OBJECTIVE_SAID, (*WITH, "plan", "team", "referent"))):
    wall = Wall(*SEEN_BY, person="person_id", inserts="true", reads=IN_EMERGENCY)
    append_only = True
    leaves_with_her = True

    class Meta:
        ordering = ("-pgh_created_at", "-pgh_id")
