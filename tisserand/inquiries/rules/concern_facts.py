"""What the rules need to know of a concern, child by child."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tisserand.inquiries.rules.concern_states import Heard, Stage

UNDER_TWO = 2
MAJORITY = 18


@dataclass(frozen=True)
class ChildFacts:
    name: str
    agreement: str = ""
    heard: str = ""
    heard_on: date | None = None
    situation: str = ""
    needs: str = ""

    @property
    def written(self) -> bool:
        return bool(self.agreement or self.heard or self.situation or self.needs)

    @property
    def could_not_be_met(self) -> bool:
        return self.heard == Heard.IMPOSSIBLE


@dataclass(frozen=True)
class ParentFacts:
    name: str
    authority: bool
    heard_on: date | None = None
    unheard: str = ""
    informed_on: date | None = None
    uninformed: str = ""


@dataclass(frozen=True)
class ConcernFacts:
    stage: Stage
    received_on: date | None = None
    children: tuple[ChildFacts, ...] = ()
    parents: tuple[ParentFacts, ...] = ()
    home_meetings: int = 0
    facts: int = 0
    analysis: str = ""
    conclusion: str = ""
    evaluators: frozenset[UUID] = frozenset()
    signed: frozenset[UUID] = frozenset()
    # The parents were told in writing of the referral, or why not.
    parents_told: bool = False
    # Those who wrote and are owed an answer.
    owed_returns: int = 0


def age_on(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def has_under_two(births: list[date | None], on: date) -> bool:
    """The law shortens the evaluation « notamment » before two years (D. 226-2-4, rule IP-3)."""
    return any(born is not None and age_on(born, on) < UNDER_TWO for born in births)
