"""Every read of reception, scoped by the actor."""

from tisserand.reception.queries.dangers import danger_of_visit, dangers, open_emergencies, story_of
from tisserand.reception.queries.line import Line, Place, line, line_version, place, receivers, waited_longest
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
    "Place",
    "danger_of_visit",
    "dangers",
    "demand",
    "demands_of_person",
    "emergencies_of_person",
    "line",
    "line_version",
    "open_emergencies",
    "place",
    "receivers",
    "story_of",
    "to_finish",
    "visits_for",
    "visits_of_person",
    "waited_longest",
)
