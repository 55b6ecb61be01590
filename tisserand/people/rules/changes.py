"""From the successive states of a row, who changed which field, when, and what it said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Version:
    """What a row said, who had written it so, and until when; None: it still does."""

    said: Mapping[str, Any]
    by: UUID | None
    until: datetime | None


@dataclass(frozen=True)
class Change:
    at: datetime
    by: UUID | None
    fields: tuple[tuple[str, Any, Any], ...]


def changes(current: Version, former: Sequence[Version]) -> list[Change]:
    """`former`, the latest first: each one ended when the next began, by the hand that wrote the next."""
    found = []
    after = current
    for before in former:
        fields = tuple(
            (name, value, after.said[name]) for name, value in before.said.items() if value != after.said[name]
        )
        if fields and before.until is not None:
            found.append(Change(before.until, after.by, fields))
        after = before
    return found
