"""Saying on the terminal what is being loaded, how many and how long it took."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tisserand.kernel.sentences import NARROW, figure


class Step:
    """`count` is set by the work itself, once it knows."""

    def __init__(self, label: str) -> None:
        self.label, self.started = label, time.monotonic()
        self.count: int | None = None

    def sentence(self) -> str:
        seconds = f"{time.monotonic() - self.started:.1f}".replace(".", ",")
        number = "" if self.count is None else f" : {figure(self.count)}"
        return f"  {self.label}{number} ({seconds}{NARROW}s)"


class Progress:
    """One line per step: « Personnes : 20 000 (3,1 s) »."""

    def __init__(self, say: Callable[[str], object]) -> None:
        self.say = say

    @contextmanager
    def step(self, label: str) -> Iterator[Step]:
        step = Step(label)
        yield step
        self.say(step.sentence())
