"""Every read of reception, scoped by the actor."""

from tisserand.reception.queries.dangers import danger, danger_of_visit, open_emergencies, story_of
from tisserand.reception.queries.line import Line, line, line_version, receivers
from tisserand.reception.queries.visits import (
    demand,
    demands_of_person,
    emergencies_of_person,
    to_finish,
    visits_for,
    visits_of_person,
)

__all__ = (
    "Line",
    "danger",
    "danger_of_visit",
    "demand",
    "demands_of_person",
    "emergencies_of_person",
    "line",
    "line_version",
    "open_emergencies",
    "receivers",
    "story_of",
    "to_finish",
    "visits_for",
    "visits_of_person",
)
