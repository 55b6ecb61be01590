"""Roles are named sets of capabilities, read from one dated table."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

REFERENCE = Path(__file__).parent / "reference" / "roles.toml"
# The password of every fictitious account, printed on the demonstration's own sign-in page.
DEMO_PASSWORD = "demonstration-971"  # noqa: S105
# A desk receives a person every few minutes. Beyond, the privacy officer looks; far beyond, it stops (check 14).
FILES_AN_HOUR_TOLD = 40
FILES_AN_HOUR_MOST = 150


@dataclass(frozen=True)
class Role:
    code: str
    label: str
    capabilities: frozenset[str]
    readings_kept_apart: bool = False


@cache
def capabilities() -> Mapping[str, str]:
    """Every capability and what it allows, in French."""
    labels: dict[str, str] = tomllib.loads(REFERENCE.read_text(encoding="utf-8"))["capabilities"]
    return labels


@cache
def roles() -> Mapping[str, Role]:
    table = tomllib.loads(REFERENCE.read_text(encoding="utf-8"))["roles"]
    return {code: _role(code, row) for code, row in table.items()}


def able(capability: str) -> list[str]:
    """The roles that hold it."""
    return [role.code for role in roles().values() if capability in role.capabilities]


def _role(code: str, row: dict[str, Any]) -> Role:
    kept_apart = row.get("readings_kept_apart", False)
    return Role(code, row["label"], frozenset(row["capabilities"]), readings_kept_apart=kept_apart)


def reaches(seats: Iterable[tuple[str, Iterable[UUID]]]) -> dict[str, frozenset[UUID]]:
    """For each capability, the units it reaches. A seat is a role and the units below it, its own included."""
    found: dict[str, frozenset[UUID]] = {}
    for role, units in seats:
        below = frozenset(units)
        for capability in roles()[role].capabilities:
            found[capability] = found[capability] | below if capability in found else below
    return found


# A site and a team are often of the same place.
KINDS_OF_PLACE = {"site": "accueil", "team": "équipe"}


def unit_in_words(name: str, kind: str) -> str:
    """« Baie-Mahault, accueil ». A pôle says what it is by its name."""
    return f"{name}, {KINDS_OF_PLACE[kind]}" if kind in KINDS_OF_PLACE else name
