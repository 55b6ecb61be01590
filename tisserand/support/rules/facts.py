"""What the rules need to know of a plan, without its tables."""

from dataclasses import dataclass, field
from datetime import date

from tisserand.support.rules.lists import Kind
from tisserand.support.rules.states import Origin, State


@dataclass(frozen=True)
class ObjectiveFacts:
    rank: int
    criterion_on: date | None = None
    has_criterion: bool = False
    dropped: bool = False


@dataclass(frozen=True)
class PlanFacts:
    """`asked_of` names who is to be met « avec Mme Mirval »; `unagreed` the other beneficiaries who said nothing."""

    kind: Kind
    state: State = State.DRAFT
    origin: str = Origin.PROPOSED
    asked_of: str = "la personne"
    starts_on: date | None = None
    ends_on: date | None = None
    review_on: date | None = None
    adhesion_on: date | None = None
    withdrawn_on: date | None = None
    mandate: bool = False
    objectives: tuple[ObjectiveFacts, ...] = ()
    person_commits: bool = False
    service_commits: bool = False
    unagreed: tuple[str, ...] = ()
    profession: str = ""
    # The day the first of a chain of renewals began; as if they had followed each other when they did not.
    began_on: date | None = None
    # What each renewal of its family must follow (CASF L. 271-2): the last evaluation, the last renewal.
    evaluated_on: date | None = None
    renewed_on: date | None = None

    @property
    def imposed(self) -> bool:
        return self.origin == Origin.IMPOSED

    @property
    def adheres(self) -> bool:
        return self.adhesion_on is not None and self.withdrawn_on is None

    @property
    def live(self) -> tuple[ObjectiveFacts, ...]:
        return tuple(objective for objective in self.objectives if not objective.dropped)


@dataclass(frozen=True)
class Closure:
    """What is said when a plan ends."""

    reason: str = ""
    result: str = ""
    words: str = ""
    relay_to: str = ""
    by_manager: bool = False
    on: date | None = None
    withdrawn_on: date | None = field(default=None)
