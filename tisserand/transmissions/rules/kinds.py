"""Kinds of letter: what the law wants in each, as dated data."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from tisserand.transmissions.rules.lists import REFERENCE
from tisserand.transmissions.rules.secrecy import Recipient
from tisserand.transmissions.rules.states import Reach


class Need(StrEnum):
    REQUIRED = "required"
    KNOWN = "known"
    FACTS = "facts"


class Asked(StrEnum):
    """Coded parts, each with a page of its own."""

    AGREEMENT = "agreement"
    CERTIFICATE = "certificate"
    INFORMATION = "information"
    CAISSE = "caisse"


@dataclass(frozen=True)
class Entry:
    """One heading of the letter. `voice`: printed as somebody's own words."""

    code: str
    need: Need
    label: str
    help: str = ""
    voice: bool = False


@dataclass(frozen=True)
class Page:
    slug: str
    title: str
    entries: tuple[Entry, ...]
    hint: str = ""


@dataclass(frozen=True)
class Kind:
    code: str
    label: str
    legal: str
    source: str
    starts_on: date
    ends_before: date | None
    reach: Reach
    by_law: bool
    couple: bool
    recipients: tuple[Recipient, ...]
    asks: frozenset[Asked]
    days_to_write: int
    days_to_hear: int
    pages: tuple[Page, ...]
    rule: str

    @property
    def entries(self) -> Iterator[Entry]:
        for page in self.pages:
            yield from page.entries

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(entry.code for entry in self.entries)

    @property
    def answers(self) -> str:
        """The list of what may be answered."""
        return f"answer_{self.code}"


@cache
def kinds() -> Mapping[str, Kind]:
    table = tomllib.loads((REFERENCE / "letters.toml").read_text(encoding="utf-8"))
    return {code: _kind(code, row) for code, row in table.items()}


def kinds_on(on: date) -> dict[str, Kind]:
    """What may be written that day."""
    return {
        code: kind
        for code, kind in kinds().items()
        if kind.starts_on <= on and (kind.ends_before is None or on < kind.ends_before)
    }


def _kind(code: str, row: dict[str, Any]) -> Kind:
    return Kind(
        code=code,
        label=row["label"],
        legal=row["legal"],
        source=row["source"],
        starts_on=row["starts_on"],
        ends_before=row.get("ends_before"),
        reach=Reach(row["reach"]),
        by_law=row["secrecy"] == "law",
        couple=row.get("couple", False),
        recipients=tuple(map(Recipient, row["recipients"])),
        asks=frozenset(map(Asked, row["asks"])),
        days_to_write=row["days_to_write"],
        days_to_hear=row["days_to_hear"],
        pages=tuple(map(_page, row["pages"])),
        rule=row.get("rule", ""),
    )


def _page(row: dict[str, Any]) -> Page:
    entries = tuple(Entry(**{**entry, "need": Need(entry["need"])}) for entry in row["fields"])
    return Page(row["slug"], row["title"], entries, row.get("hint", ""))
