"""The coded lists of reception, each row valid between two dates: what was once chosen keeps its label."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).parents[1] / "reference" / "lists.toml"


@dataclass(frozen=True)
class Choice:
    code: str
    label: str
    starts_on: date
    ends_before: date | None = None
    # « Autre » says nothing by itself: it needs a few words.
    text: bool = False

    def holds(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_before is None or on < self.ends_before)


@cache
def _tables() -> dict[str, tuple[Choice, ...]]:
    read = tomllib.loads(REFERENCE.read_text(encoding="utf-8"))
    return {name: tuple(Choice(**row) for row in table["rows"]) for name, table in read.items()}


def choices(name: str, *, on: date) -> tuple[Choice, ...]:
    """What may be chosen that day, in the order of the trade."""
    return tuple(choice for choice in _tables()[name] if choice.holds(on))


def pairs(name: str, *, on: date) -> list[tuple[str, str]]:
    return [(choice.code, choice.label) for choice in choices(name, on=on)]


def rank(name: str, code: str) -> int:
    """Its place in the order of the trade; what is no more in the list comes last."""
    codes = [choice.code for choice in _tables()[name]]
    return codes.index(code) if code in codes else len(codes)


def known(name: str, code: str, *, on: date) -> bool:
    return any(choice.code == code for choice in choices(name, on=on))


def needs_text(name: str, code: str) -> bool:
    return any(choice.code == code and choice.text for choice in _tables()[name])


def label(name: str, code: str) -> str:
    """The latest wording of a code, whether or not it may still be chosen."""
    return next((choice.label for choice in reversed(_tables()[name]) if choice.code == code), code)
