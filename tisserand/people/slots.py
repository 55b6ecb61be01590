"""Filled by rooms above, in `project.wiring`: the button on each person found, and what follows her file."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class ResultAction:
    """`view` names a page about one person, opened by « C’est cette personne »."""

    label: str
    view: str


# The last one put here is shown; without any, the identity itself.
RESULT_ACTIONS: list[ResultAction] = [ResultAction("C’est cette personne", "people:identity")]

Follow = Callable[..., None]

# What upper rooms wrote about somebody follows her, in the same transaction.
# A newcomer attached to a protected file: called as follow(actor=, at=, shadow=, person=).
FOLLOW_ATTACHED: list[Follow] = []
# A file closed to all but its team, or opened to everybody: called as follow(actor=, at=, person=, visibility=).
FOLLOW_VISIBILITY: list[Follow] = []
# A colleague knows her and steps aside: called as follow(actor=, at=, person=), before the file closes to the actor.
FOLLOW_STEPPED_ASIDE: list[Follow] = []
# Her file was closed, opened or joined to another: called as follow(person=), once it says so. What is read by nobody
# who closes files is made to agree with it inside PostgreSQL (see `walls.agreeing`).
FOLLOW_FILE: list[Follow] = []
