"""Names of people who do not exist, from the lists of the room `people`; and the slips that make two files of one."""

import random
import tomllib
from functools import cache
from pathlib import Path

from tisserand import people
from tisserand.demo.chance import Weighted

LISTS = Path(people.__file__).parent / "reference" / "names.toml"
LETTERS = "aeiounrst"
SECOND_NAME, MARRIED = 0.25, 0.4


@cache
def _lists() -> dict[str, Weighted[str]]:
    table = tomllib.loads(LISTS.read_text(encoding="utf-8"))
    return {name: Weighted(table[name]) for name in ("families", "women", "men")}


def family(chance: random.Random) -> str:
    return _lists()["families"].draw(chance)


def first_names(chance: random.Random, *, woman: bool) -> str:
    names = _lists()["women" if woman else "men"]
    first = names.draw(chance)
    return f"{first}, {names.draw(chance)}" if chance.random() < SECOND_NAME else first


def slip(chance: random.Random, name: str) -> str:
    """One letter dropped, doubled, changed or swapped with the next: what makes a second file of the same person."""
    at = chance.randrange(1, max(2, len(name) - 1))
    match chance.randrange(4):
        case 0:
            return name[:at] + name[at + 1 :]
        case 1:
            return name[:at] + name[at - 1 : at].lower() + name[at:]
        case 2:
            return name[:at] + chance.choice(LETTERS) + name[at + 1 :]
        case _:
            return name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]
