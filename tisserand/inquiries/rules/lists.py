"""Coded lists: dated data, read once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).parents[1] / "reference"
LISTS = ("lists.toml", "concerns.toml")
NOT_A_CODE = frozenset({"starts_on", "ends_before", "source"})


@cache
def _lists() -> Mapping[str, Mapping[str, str]]:
    tables = {
        name: table
        for file in LISTS
        for name, table in tomllib.loads((REFERENCE / file).read_text(encoding="utf-8")).items()
    }
    return {
        name: {code: label for code, label in table.items() if code not in NOT_A_CODE} for name, table in tables.items()
    }


def coded(name: str) -> Mapping[str, str]:
    return _lists()[name]


def label(name: str, code: str) -> str:
    """The French words of a code; a code no longer listed stays readable."""
    return coded(name).get(code, code)


def labels(name: str, codes: list[str]) -> list[str]:
    return [label(name, code) for code in codes]


def choices(name: str) -> list[tuple[str, str]]:
    return list(coded(name).items())
