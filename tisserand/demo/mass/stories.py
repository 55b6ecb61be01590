"""What people come for, in words that could be theirs: themes, how often, what goes with them, what is answered."""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tisserand.demo.chance import Weighted

REFERENCE = Path(__file__).parents[1] / "reference" / "stories.toml"


@dataclass(frozen=True)
class Theme:
    code: str
    words: tuple[str, ...]
    beside: tuple[str, ...]
    answers: tuple[str, ...]


@cache
def _table() -> dict:
    return tomllib.loads(REFERENCE.read_text(encoding="utf-8"))


def said(about: str, chance: random.Random) -> str:
    """A sentence somebody could have said or written about that."""
    return chance.choice(_table()["sentences"][about])


@cache
def themes() -> Weighted[Theme]:
    table = _table()["themes"]
    return Weighted(
        {
            Theme(code, tuple(row["words"]), tuple(row["beside"]), tuple(row["answers"])): row["weight"]
            for code, row in table.items()
        }
    )
