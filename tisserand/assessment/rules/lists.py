"""The coded lists of this room: dated rows of TOML, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

SATURDAY = 5
REFERENCE = Path(__file__).resolve().parent.parent / "reference"


@dataclass(frozen=True)
class Domain:
    """A domain of life; `words` are those of the name of a pôle that answers for it."""

    code: str
    label: str
    words: frozenset[str]
    on_the_spot: bool


@dataclass(frozen=True)
class Question:
    """A plain question about ties; the answer `alone` is the one that says isolation, in the words `said`."""

    code: str
    label: str
    alone: str
    said: str


@dataclass(frozen=True)
class Delay:
    days: int
    why: str

    def after(self, at: datetime) -> datetime:
        """The same hour so many days later, on a weekday: nobody is there to keep a promise due on a Sunday."""
        due = at + timedelta(days=self.days)
        return due + timedelta(days=max(0, 7 - due.weekday())) if due.weekday() >= SATURDAY else due


@cache
def _table(file: str) -> Mapping[str, list[dict[str, Any]]]:
    return tomllib.loads((REFERENCE / file).read_text(encoding="utf-8"))


def _in_force(file: str, kind: str, on: date) -> list[dict[str, Any]]:
    """The rows of that day: a new label never changes what was answered under the former one."""
    rows = _table(file)[kind]
    return [row for row in rows if row["starts_on"] <= on and not (row.get("ends_before", date.max) <= on)]


@cache
def domains(on: date) -> tuple[Domain, ...]:
    rows = _in_force("domains.toml", "domain", on)
    return tuple(
        Domain(row["code"], row["label"], frozenset(row["words"]), row.get("on_the_spot", False)) for row in rows
    )


@cache
def labels(kind: str, on: date) -> Mapping[str, str]:
    """Code to label, in the order of the list: expectation, vulnerability, language."""
    return {row["code"]: row["label"] for row in _in_force("first_assessment.toml", kind, on)}


@cache
def questions(on: date) -> tuple[Question, ...]:
    rows = _in_force("first_assessment.toml", "isolation", on)
    return tuple(Question(row["code"], row["label"], row["alone"], row["said"]) for row in rows)


@cache
def autonomy_steps(on: date) -> Mapping[int, str]:
    return {row["step"]: row["label"] for row in _in_force("first_assessment.toml", "autonomy", on)}


@cache
def delay(code: str, on: date) -> Delay:
    row = next(row for row in _in_force("first_assessment.toml", "delay", on) if row["code"] == code)
    return Delay(row["days"], row["why"])
