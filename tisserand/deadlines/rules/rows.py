"""What a row of the book of rules says, and whether it holds on a day, in a place, for these facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tisserand.deadlines.rules.counting import Code, Season, Unit
from tisserand.kernel.working_days import departement_of

EVERYWHERE = "*"
Facts = Mapping[str, Any]


class Means(StrEnum):
    """What the date is: the last day to act, or the day when something happens by itself."""

    LIMIT = "limit"
    EFFECT = "effect"


@dataclass(frozen=True)
class Fact:
    """Something that the law branches on. `ask` is said when a rule needs it and nobody gave it."""

    name: str
    kind: str
    label: str
    ask: str = ""


@dataclass(frozen=True)
class Condition:
    fact: str
    # before | since | is | among
    test: str
    value: Any

    def holds(self, facts: Facts) -> bool:
        given = facts.get(self.fact)
        if self.test in {"before", "since"}:
            day = date.fromisoformat(given) if isinstance(given, str) else given
            return bool(day < self.value if self.test == "before" else day >= self.value)
        if self.test == "among":
            return given in self.value
        return bool(given) is self.value


@dataclass(frozen=True)
class Row:
    """What every rule says of itself. `valid_to` is its last day; `variant` tells rows of one rule apart."""

    id: str
    variant: str
    label: str
    source: str
    evidence: str
    confidence: float
    valid_from: date
    valid_to: date | None
    territories: frozenset[str]
    when: tuple[Condition, ...]
    configurable: bool
    doubtful: str

    @property
    def version(self) -> str:
        """« EXP-3/bail-ancien@1989-07-08 »: the row itself, kept beside each date that it gave."""
        return f"{self.id}{'/' + self.variant if self.variant else ''}@{self.valid_from.isoformat()}"

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def reaches(self, place: str) -> bool:
        return EVERYWHERE in self.territories or departement_of(place) in self.territories


@dataclass(frozen=True)
class Rule(Row):
    """A row that gives a date."""

    event: str
    # The event in words: « la saisine ».
    since: str
    offset: int
    unit: Unit
    code: Code
    means: Means
    actor: str
    action: str
    on_miss: str
    # How many working days before the date somebody else is told.
    warn: int
    fixed: date | None
    day: tuple[int, int] | None
    season: Season | None


@dataclass(frozen=True)
class Limit(Row):
    """A row that bounds a number: an amount, a share, an age."""

    value: float
    measure: str


@dataclass(frozen=True)
class Book:
    facts: Mapping[str, Fact]
    rules: tuple[Rule, ...]
    limits: tuple[Limit, ...]
