"""Every read of support plans, scoped by the actor."""

from tisserand.support.queries.autonomy import autonomy_before
from tisserand.support.queries.facts import facts_of, today_of
from tisserand.support.queries.notes import continuity_of, notes_of_plans
from tisserand.support.queries.papers import continuity_paper, support_plan_paper
from tisserand.support.queries.plans import (
    Line,
    Page,
    lines_of,
    my_closed_plans,
    my_plans,
    page_of,
    plans_for,
    plans_led,
    plans_of_person,
    plans_to_regulate,
)
from tisserand.support.queries.regulation import (
    agenda,
    decided_in,
    open_sessions,
    sessions,
    team_members,
    teams_regulated_by,
    to_replace,
)
from tisserand.support.queries.sheet import Sheet, part_of, sheet
from tisserand.support.queries.traces import traces_of_files
from tisserand.support.queries.whole import whole_of

__all__ = (
    "traces_of_files",
    "Line",
    "Page",
    "Sheet",
    "agenda",
    "autonomy_before",
    "continuity_of",
    "continuity_paper",
    "decided_in",
    "facts_of",
    "lines_of",
    "my_closed_plans",
    "my_plans",
    "notes_of_plans",
    "open_sessions",
    "page_of",
    "part_of",
    "plans_for",
    "plans_led",
    "plans_of_person",
    "plans_to_regulate",
    "sessions",
    "sheet",
    "support_plan_paper",
    "team_members",
    "teams_regulated_by",
    "to_replace",
    "today_of",
    "whole_of",
)
