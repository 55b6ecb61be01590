"""The register of processing (RGPD, art. 30), read from what each room declares of its columns."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tisserand.kernel import register
from tisserand.kernel.register import ABOUT, CLASSES, Table
from tisserand.privacy.rules.durations import Rule, rules

REFERENCE = Path(__file__).parents[1] / "reference" / "processing.toml"


@dataclass(frozen=True)
class Processing:
    """One purpose of the house, and what is kept for it."""

    room: str
    name: str
    purpose: str
    basis: str
    recipients: str
    people: tuple[str, ...]
    kinds: tuple[Rule, ...]
    classes: tuple[tuple[str, int], ...]
    tables: tuple[Table, ...]


@cache
def processings() -> tuple[Processing, ...]:
    told = tomllib.loads(REFERENCE.read_text(encoding="utf-8"))
    return tuple(_processing(room, said) for room, said in told.items())


def _processing(room: str, said: dict[str, str]) -> Processing:
    tables = register.tables(room)
    known = {rule.kind: rule for rule in rules()}
    columns: dict[str, int] = defaultdict(int)
    for table in tables:
        for name, names in table.columns.items():
            columns[name] += len(names)
    return Processing(
        room=room,
        name=said["name"],
        purpose=said["purpose"],
        basis=said["basis"],
        recipients=said["recipients"],
        people=tuple(dict.fromkeys(ABOUT[table.about] for table in tables if table.about != "nobody")),
        kinds=tuple(known[kind] for kind in dict.fromkeys(table.retention for table in tables)),
        classes=tuple((CLASSES[name], columns[name]) for name in CLASSES if columns[name]),
        tables=tables,
    )
