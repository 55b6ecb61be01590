"""Two people wrote at the same time: both texts side by side, with what differs marked."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any, Protocol

from django.http import QueryDict


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


class Conflicting(Protocol):
    """The refusal of a stale version: the row as it stands, its version, and their texts by field."""

    row: Any
    version: int
    theirs: Mapping[str, object]


def differences(fields: Iterable[tuple[str, str, str]]) -> tuple[Difference, ...]:
    """From (label, their text, my text), the fields that disagree."""
    return tuple(Difference(label, *marked(theirs, mine)) for label, theirs, mine in fields if theirs != mine)


def typed_again(data: QueryDict, shared: Iterable[str]) -> QueryDict:
    """What came, with the version read on the page that showed both texts, joined when that was chosen."""
    data = data.copy()
    if read := data.get("read_version"):
        data["version"] = read
    if data.get("resolution") == "merge":
        for name in shared:
            theirs = data.get(f"theirs_{name}", "")
            if theirs != data.get(name, ""):
                data[name] = "\n".join(filter(None, (theirs, data.get(name, ""))))
    return data


def both_texts(shown: Conflicting, *, by: str, shared: Mapping[str, str], typed: QueryDict) -> dict[str, object]:
    """For the page: both texts; the hidden ones carry theirs for « Réunir les deux »."""
    theirs = {name: str(shown.theirs.get(name) or "") for name in shared}
    fields = [(label, theirs[name], typed.get(name, "").replace("\r\n", "\n")) for name, label in shared.items()]
    return {
        "conflict": Conflict(by=by, at=shown.row.changed_at, version=shown.version, differences=differences(fields)),
        "theirs": [(f"theirs_{name}", text) for name, text in theirs.items()],
    }


def marked(theirs: str, mine: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    left, right = words(theirs), words(mine)
    steps = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return (
        tuple(Piece("".join(left[start:end]), kind != "equal") for kind, start, end, _, _ in steps if end > start),
        tuple(Piece("".join(right[start:end]), kind != "equal") for kind, _, _, start, end in steps if end > start),
    )


def words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|^\s+", text)
