"""Two people wrote at the same time: both texts side by side, with what differs marked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Piece:
    text: str
    differs: bool


@dataclass(frozen=True)
class Difference:
    """One field on which the two versions disagree."""

    label: str
    theirs: tuple[Piece, ...]
    mine: tuple[Piece, ...]


@dataclass(frozen=True)
class Conflict:
    by: str
    at: datetime
    version: int
    differences: tuple[Difference, ...]


def differences(fields: Iterable[tuple[str, str, str]]) -> tuple[Difference, ...]:
    """From (label, their text, my text), the fields that disagree."""
    return tuple(Difference(label, *marked(theirs, mine)) for label, theirs, mine in fields if theirs != mine)


def marked(theirs: str, mine: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    left, right = words(theirs), words(mine)
    steps = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return (
        tuple(Piece("".join(left[start:end]), kind != "equal") for kind, start, end, _, _ in steps if end > start),
        tuple(Piece("".join(right[start:end]), kind != "equal") for kind, _, _, start, end in steps if end > start),
    )


def words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|^\s+", text)
