"""One line of the thread, whatever room it comes from."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Fact:
    """When, who, where, what; her words apart from ours. `on`: the day alone is known, `at` says its place."""

    at: datetime
    title: str
    who: str = ""
    where: str = ""
    lasted: str = ""
    said: str = ""
    language: str = ""
    text: str = ""
    url: str = ""
    on: date | None = None


def until(rows, column: str, before: datetime | None, most: int):
    """The latest, strictly before an instant; `rows` are in that order."""
    return (rows.filter(**{f"{column}__lt": before}) if before else rows)[:most]
