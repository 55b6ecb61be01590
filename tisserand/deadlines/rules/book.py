"""The book of rules: dated rows of `reference/rules.toml`; which one holds on a day, in a place, for these facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from tisserand.deadlines.rules.counting import Code, Season, Unit
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.kernel.sentences import NBSP, plain_date
from tisserand.kernel.working_days import departement_of

REFERENCE = Path(__file__).resolve().parent.parent / "reference" / "rules.toml"
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


@cache
def book() -> Book:
    from tisserand.deadlines.rules.reading import read

    return read(REFERENCE.read_text(encoding="utf-8"))


def rule_in_force(rule: str, on: date, place: str, facts: Facts | None = None) -> Rule:
    """The first row of this rule that holds: those with conditions are written before those without."""
    rows = [row for row in book().rules if row.id == rule]
    if not rows:
        raise LookupError(rule)
    held = [row for row in rows if row.in_force(on) and row.reaches(place)]
    refuse(() if held else (_not_in_force(rule, on),))
    return _chosen(held, facts or {})


def rules_of(event: str, on: date, place: str) -> tuple[str, ...]:
    """The rules that an event starts, in the order of the book."""
    held = (row.id for row in book().rules if row.event == event and row.in_force(on) and row.reaches(place))
    return tuple(dict.fromkeys(held))


def limit(rule: str, on: date, place: str, facts: Facts | None = None) -> Limit:
    rows = [row for row in book().limits if row.id == rule]
    if not rows:
        raise LookupError(rule)
    held = [row for row in rows if row.in_force(on) and row.reaches(place)]
    refuse(() if held else (_not_in_force(rule, on),))
    return _chosen(held, facts or {})


def limits(on: date, place: str) -> tuple[Limit, ...]:
    return tuple(row for row in book().limits if row.in_force(on) and row.reaches(place))


def rule_of_version(version: str) -> Rule | None:
    """The row that gave a date, even when another holds now; nothing once the book has lost it."""
    return next((row for row in book().rules if row.version == version), None)


def _chosen(rows: list[Any], facts: Facts) -> Any:
    unknown = set(facts) - set(book().facts)
    if unknown:
        raise LookupError(f"facts that no rule knows: {sorted(unknown)}")
    missing = {
        condition.fact
        for row in rows
        for condition in row.when
        if condition.test in {"before", "since"} and not facts.get(condition.fact)
    }
    refuse(Refusal(name, book().facts[name].ask, name) for name in sorted(missing))
    held = [row for row in rows if all(condition.holds(facts) for condition in row.when)]
    if not held:
        raise LookupError(f"no row of {rows[0].id} for {dict(facts)}")
    return held[0]


def _not_in_force(rule: str, on: date) -> Refusal:
    said = f"La règle {rule} ne s’applique pas ici le {plain_date(on)}{NBSP}: choisissez la date vous-même."
    return Refusal("not_in_force", said)
