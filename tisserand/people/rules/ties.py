"""The kinds of ties, and what each is read from the other side: data, since families invent them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).parents[1] / "reference" / "ties.toml"


@dataclass(frozen=True)
class TieKind:
    """`label`: what the other one is; `inverse`: the tie read from her file; `authority`: it may be parental."""

    code: str
    label: str
    inverse: str
    authority: bool


@cache
def tie_kinds() -> Mapping[str, TieKind]:
    table = tomllib.loads(REFERENCE.read_text(encoding="utf-8"))["ties"]
    return {
        code: TieKind(code, row["label"], row["inverse"], row.get("authority", False)) for code, row in table.items()
    }
