"""Typed slots: a lower room names a place on its screen, `project.wiring` fills it from the rooms above (design §3)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Filler = Callable[..., Iterable["Link"]]


@dataclass(frozen=True)
class Link:
    label: str
    url: str


class Slot:
    """A place where upper rooms put links; empty until the project fills it."""

    def __init__(self) -> None:
        self._fillers: list[Filler] = []

    def fill(self, *fillers: Filler) -> None:
        """Filling twice with the same callable shows its links once."""
        self._fillers.extend(filler for filler in fillers if filler not in self._fillers)

    def of(self, *args: object) -> list[Link]:
        return [link for filler in self._fillers for link in filler(*args)]
