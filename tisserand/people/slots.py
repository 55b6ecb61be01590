"""What rooms above put here, in `project.wiring`: a button on each person found, and who follows an attached shadow."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class ResultAction:
    """`view` names a page about one person, opened by « C’est elle »."""

    label: str
    view: str


# The last one put here is shown; without any, the identity itself.
RESULT_ACTIONS: list[ResultAction] = [ResultAction("C’est elle", "people:identity")]

# Each is called as follow(actor=, at=, shadow=, person=) in the transaction that attaches: it moves what its room wrote
# about the newcomer to the protected file.
FOLLOWERS: list[Callable[..., None]] = []
