"""Coded lists and kinds of plan: dated data, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tisserand.kernel.lists import Lists
from tisserand.support.rules.states import Regime

REFERENCE = Path(__file__).parents[1] / "reference"


@dataclass(frozen=True)
class Kind:
    """`months` is proposed, `longest` binds one plan, `total` its renewals too; 0 binds nothing.

    `budget`: its paper carries the budget sheet (R39). `family`: kinds whose durations add up (CASF L. 271-2).
    """

    code: str
    label: str
    regime: Regime
    months: int
    longest: int
    total: int
    professions: tuple[str, ...]
    budget: bool
    starts_on: date
    ends_before: date | None
    source: str
    shortest: int = 0
    family: str = ""
    law: str = ""

    @property
    def decided_by(self) -> str:
        """Who says how long it lasts, as a refusal tells it."""
        return self.law or "règle du département"

    def admits(self, profession: str) -> bool:
        """Whether this profession may conduct it (R54). A profession nobody wrote down is not refused."""
        said = profession.lower()
        return not self.professions or not said or any(stem in said for stem in self.professions)


@cache
def kinds() -> Mapping[str, Kind]:
    table = tomllib.loads((REFERENCE / "kinds.toml").read_text(encoding="utf-8"))
    return {code: _kind(code, row) for code, row in table.items()}


def _kind(code: str, row: dict) -> Kind:  # type: ignore[type-arg]
    return Kind(
        code=code,
        label=row["label"],
        regime=Regime(row["regime"]),
        months=row["months"],
        longest=row["longest"],
        total=row["total"],
        professions=tuple(row["professions"]),
        budget=row.get("budget", False),
        starts_on=row["starts_on"],
        ends_before=row.get("ends_before"),
        source=row["source"],
        shortest=row.get("shortest", 0),
        family=row.get("family", ""),
        law=row.get("law", ""),
    )


def kinds_of(family: str) -> list[str]:
    return [code for code, kind in kinds().items() if kind.family == family]


def kinds_on(on: date) -> dict[str, Kind]:
    """The kinds one may open that day."""
    return {
        code: kind
        for code, kind in kinds().items()
        if kind.starts_on <= on and (kind.ends_before is None or kind.ends_before > on)
    }


# The kind that goes through every domain of life (R33).
GLOBAL = "social_global"

_LISTS = Lists(REFERENCE / "lists.toml")
coded, label, choices = _LISTS.coded, _LISTS.label, _LISTS.choices
