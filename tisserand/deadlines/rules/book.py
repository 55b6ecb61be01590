"""The book of rules: dated rows of `reference/rules.toml`; which one holds on a day, in a place, for these facts."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

from tisserand.deadlines.rules.reading import read
from tisserand.deadlines.rules.rows import Book, Facts, Limit, Row, Rule
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.kernel.sentences import NBSP, plain_date

REFERENCE = Path(__file__).resolve().parent.parent / "reference" / "rules.toml"
AnyRow = TypeVar("AnyRow", bound=Row)


@cache
def book() -> Book:
    return read(REFERENCE.read_text(encoding="utf-8"))


def rule_in_force(rule: str, on: date, place: str, facts: Facts | None = None) -> Rule:
    """The first row of this rule that holds: those with conditions are written before those without."""
    return _chosen(book().rules, rule, on, place, facts or {})


def rules_of(event: str, on: date, place: str) -> tuple[str, ...]:
    """The rules that an event starts, in the order of the book."""
    held = (row.id for row in book().rules if row.event == event and row.in_force(on) and row.reaches(place))
    return tuple(dict.fromkeys(held))


def limit(rule: str, on: date, place: str, facts: Facts | None = None) -> Limit:
    return _chosen(book().limits, rule, on, place, facts or {})


def limits(on: date, place: str) -> tuple[Limit, ...]:
    return tuple(row for row in book().limits if row.in_force(on) and row.reaches(place))


def rule_of_version(version: str) -> Rule | None:
    """The row that gave a date, even when another holds now; nothing once the book has lost it."""
    return next((row for row in book().rules if row.version == version), None)


def _chosen(book: Sequence[AnyRow], rule: str, on: date, place: str, facts: Facts) -> AnyRow:
    rows = [row for row in book if row.id == rule]
    if not rows:
        raise LookupError(rule)
    held = [row for row in rows if row.in_force(on) and row.reaches(place)]
    refuse([] if held else [_not_in_force(rule, on)])
    _told(held, facts)
    found = [row for row in held if all(condition.holds(facts) for condition in row.when)]
    if not found:
        raise LookupError(f"no row of {rule} for {dict(facts)}")
    return found[0]


def _told(rows: Sequence[Row], facts: Facts) -> None:
    """Every fact is one that the book knows; those that a date depends on are there."""
    if unknown := set(facts) - set(book().facts):
        raise LookupError(f"facts that no rule knows: {sorted(unknown)}")
    asked = {condition.fact for row in rows for condition in row.when if condition.test in {"before", "since"}}
    refuse(Refusal(name, book().facts[name].ask, name) for name in sorted(asked) if not facts.get(name))


def _not_in_force(rule: str, on: date) -> Refusal:
    said = f"La règle {rule} ne s’applique pas ici le {plain_date(on)}{NBSP}: choisissez la date vous-même."
    return Refusal("not_in_force", said)
