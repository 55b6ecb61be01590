"""Who read a file: how a reading is said, what is unusual, and what leaves as a spreadsheet."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Protocol
from uuid import UUID, uuid5

from tisserand.kernel.sheets import as_csv

PAGES = Path(__file__).parents[1] / "reference" / "pages.toml"
# A direct answer: beyond, the officer takes a shorter period rather than wait (record 0007).
MOST_EXPORTED = 1000
# From here on the service is closed: a reading deserves a look (practice.md: sites open from 7 h to 18 h at most).
OPENS, CLOSES = 6, 20
# What the privacy officer is given to look at: a day on which somebody read many files.
MANY_FILES = "privacy.many_files"
HEADINGS = ("Jour", "Heure", "Nom", "Fonction", "Service", "Ce qui a été lu", "Motif")


@dataclass(frozen=True)
class Reading:
    """One line of the officer's list. Ten minutes make one reading."""

    at: datetime
    name: str
    function: str
    service: str
    page: str
    reason: str


@dataclass(frozen=True)
class DayOfReading:
    """One line of the person's page: no name, no hour."""

    on: date
    service: str
    function: str
    pages: tuple[str, ...]
    reason: str


class Unnamed(Protocol):
    """A reading as `access.readings` tells it without its reader."""

    on: date
    service: str
    function: str
    page: str
    reason: str
    kept_apart: bool


def day_of_reader(account: UUID, on: date) -> UUID:
    """What that duty is about: always the same for a reader and a day, and neither can be read in it."""
    return uuid5(account, on.isoformat())


@cache
def pages() -> Mapping[str, str]:
    labels: dict[str, str] = tomllib.loads(PAGES.read_text(encoding="utf-8"))
    return labels


def page_label(code: str) -> str:
    return pages().get(code, code)


def by_day(readings: Iterable[Unnamed]) -> tuple[DayOfReading, ...]:
    """One line for a day, a service, a function and a reason; those kept apart are for the privacy officer."""
    days: dict[tuple[date, str, str, str], list[str]] = {}
    for row in readings:
        if not row.kept_apart:
            days.setdefault((row.on, row.service, row.function, row.reason), []).append(page_label(row.page))
    return tuple(
        DayOfReading(on, service, function, tuple(dict.fromkeys(read)), reason)
        for (on, service, function, reason), read in days.items()
    )


def as_sheet(rows: Sequence[Reading]) -> str:
    return as_csv([HEADINGS, *map(_cells, rows)])


def _cells(row: Reading) -> tuple[str, ...]:
    return f"{row.at:%d/%m/%Y}", f"{row.at:%H:%M}", row.name, row.function, row.service, row.page, row.reason
