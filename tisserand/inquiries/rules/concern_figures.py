"""Yearly figures of concerns: counts only, and no cell small enough to say whose it is (rule IP-8)."""

from collections.abc import Mapping
from dataclasses import dataclass

# Of a cell shown as it is. Below, « moins de 5 ».
SMALLEST = 5
HIDDEN = "moins de 5"
APART = "masqué"


@dataclass(frozen=True)
class Cell:
    label: str
    shown: str


def masked(counts: Mapping[str, int]) -> tuple[Cell, ...]:
    """A small cell alone could be found again from the total: the next smallest is then masked with it."""
    small = {label for label, count in counts.items() if 0 < count < SMALLEST}
    beside = _beside(counts, small)
    return tuple(Cell(label, _shown(label, count, small, beside)) for label, count in counts.items())


def _beside(counts: Mapping[str, int], small: set[str]) -> str:
    if len(small) != 1:
        return ""
    others = sorted((count, label) for label, count in counts.items() if count >= SMALLEST)
    return others[0][1] if others else ""


def _shown(label: str, count: int, small: set[str], beside: str) -> str:
    if label in small:
        return HIDDEN
    return APART if label == beside else str(count)
