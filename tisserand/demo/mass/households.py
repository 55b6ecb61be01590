"""Who lives with whom: shapes of households, ages and names, drawn without a database."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tisserand.demo.chance import Weighted
from tisserand.demo.mass import names

YEAR = 365.25
ADULT = 18


@dataclass(slots=True)
class Someone:
    """One invented person. `place` is her place in the household, in words."""

    woman: bool
    birth_name: str
    used_name: str
    first_names: str
    born: date
    place: str = ""
    parents: list[int] = field(default_factory=list)
    partner: int | None = None

    def age(self, on: date) -> int:
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


# Who comes to the social services: women alone with children, people alone, then the others.
SHAPES = Weighted({"alone": 40, "one_parent": 27, "couple": 8, "family": 17, "elder_and_child": 8})
AGES = {
    "alone": Weighted({(18, 25): 14, (26, 45): 30, (46, 64): 33, (65, 79): 16, (80, 97): 7}),
    "one_parent": Weighted({(18, 25): 14, (26, 45): 66, (46, 60): 20}),
    "couple": Weighted({(20, 40): 25, (41, 64): 40, (65, 90): 35}),
    "family": Weighted({(22, 35): 40, (36, 52): 60}),
    "elder_and_child": Weighted({(66, 80): 55, (81, 97): 45}),
}
CHILDREN = Weighted({1: 42, 2: 33, 3: 17, 4: 8})
WOMEN_ALONE, WOMEN_ONE_PARENT = 0.48, 0.87


def household(chance: random.Random, today: date) -> list[Someone]:
    """The first one is whoever comes to the desk most often."""
    shape = SHAPES.draw(chance)
    head = _adult(chance, today, AGES[shape].draw(chance), woman=_is_woman(chance, shape))
    members = [head]
    if shape in {"couple", "family"}:
        members.append(_partner(chance, today, head))
    if shape in {"one_parent", "family"}:
        members += _children(chance, today, members)
    if shape == "elder_and_child":
        members.append(_grown_child(chance, head))
    return members


def _is_woman(chance: random.Random, shape: str) -> bool:
    return chance.random() < (WOMEN_ONE_PARENT if shape == "one_parent" else WOMEN_ALONE)


def _adult(chance: random.Random, today: date, ages: tuple[int, int], *, woman: bool) -> Someone:
    birth_name = names.family(chance)
    used_name = names.family(chance) if woman and chance.random() < names.MARRIED else ""
    return Someone(
        woman, birth_name, used_name, names.first_names(chance, woman=woman), _born(chance, today, *ages), "Adulte"
    )


def _partner(chance: random.Random, today: date, head: Someone) -> Someone:
    age = head.age(today)
    other = _adult(chance, today, (max(ADULT, age - 6), age + 6), woman=not head.woman)
    other.partner = 0
    if head.woman and head.used_name:
        head.used_name = other.birth_name
    elif other.used_name:
        other.used_name = head.birth_name
    return other


def _children(chance: random.Random, today: date, parents: list[Someone]) -> Iterator[Someone]:
    """Named after their father when he lives there, else after their mother."""
    mother = next((parent for parent in parents if parent.woman), parents[0])
    named = next((parent for parent in parents if not parent.woman), parents[0])
    oldest = max(0, min(ADULT - 1, mother.age(today) - ADULT))
    for _ in range(CHILDREN.draw(chance)):
        woman = chance.random() < 0.5
        first = names.first_names(chance, woman=woman)
        born = _born(chance, today, 0, oldest)
        yield Someone(woman, named.birth_name, "", first, born, "Enfant", parents=list(range(len(parents))))


def _grown_child(chance: random.Random, head: Someone) -> Someone:
    woman = chance.random() < 0.6
    born = head.born + timedelta(days=chance.randint(int(20 * YEAR), int(38 * YEAR)))
    first = names.first_names(chance, woman=woman)
    return Someone(woman, head.used_name or head.birth_name, "", first, born, "Adulte", parents=[0])


def _born(chance: random.Random, today: date, youngest: int, oldest: int) -> date:
    return today - timedelta(days=chance.randint(int(youngest * YEAR) + 1, int((oldest + 1) * YEAR) - 1))
