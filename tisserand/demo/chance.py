"""Chance that can be told again: the same seed draws the same lives."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import accumulate
from typing import Generic, TypeVar

from tisserand.kernel.ids import uuid7

Item = TypeVar("Item")


class Weighted(Generic[Item]):
    """Things drawn each according to its weight."""

    def __init__(self, weights: Mapping[Item, float]) -> None:
        self.items: Sequence[Item] = list(weights)
        self.cumulated = list(accumulate(weights.values()))

    def draw(self, chance: random.Random) -> Item:
        return chance.choices(self.items, cum_weights=self.cumulated)[0]


def identifier(chance: random.Random, at: datetime) -> str:
    """A UUIDv7 as if it had been made at that instant."""
    return str(uuid7(int(at.timestamp() * 1000), chance.randbytes(10)))
