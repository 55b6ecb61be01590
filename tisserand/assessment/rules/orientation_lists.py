"""The coded lists and the delays of an orientation: dated rows of TOML, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).resolve().parent.parent / "reference" / "orientation.toml"
# How many refusals before the manager of the sender decides (practice.md).
REFUSALS_BEFORE_ARBITRATION = 2


@dataclass(frozen=True)
class Delay:
    """In working days; `most` bounds what somebody may choose instead."""

    days: int
    most: int


@dataclass(frozen=True)
class Reason:
    """`needs` names what else must be said: the article of law, words, another pôle."""

    code: str
    label: str
    needs: str


@cache
def delay(code: str, on: date) -> Delay:
    row = next(row for row in _in_force("delay", on) if row["code"] == code)
    return Delay(row["days"], row.get("most", row["days"]))


@cache
def refusal_reasons(on: date) -> Mapping[str, Reason]:
    return _reasons("refusal_reason", on)


@cache
def withdrawal_reasons(on: date) -> Mapping[str, Reason]:
    return _reasons("withdrawal_reason", on)


@cache
def urgencies(on: date) -> Mapping[str, str]:
    return {row["code"]: row["label"] for row in _in_force("urgency", on)}


@cache
def days_to_answer(urgency: str, on: date) -> int | None:
    """How soon an answer is asked for, when sooner than usual."""
    row = next((row for row in _in_force("urgency", on) if row["code"] == urgency), {})
    return row.get("days")


def _reasons(kind: str, on: date) -> Mapping[str, Reason]:
    return {row["code"]: Reason(row["code"], row["label"], row.get("needs", "")) for row in _in_force(kind, on)}


@cache
def _table() -> Mapping[str, list[dict[str, Any]]]:
    return tomllib.loads(REFERENCE.read_text(encoding="utf-8"))


def _in_force(kind: str, on: date) -> list[dict[str, Any]]:
    return [row for row in _table()[kind] if row["starts_on"] <= on < row.get("ends_before", date.max)]
