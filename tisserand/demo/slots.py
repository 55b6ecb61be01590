"""Filled by `project.wiring`: what an installation looks at is what a load must not break."""

from collections.abc import Callable, Iterable

# Each invariant and how many rows break it: called as breaches().
BREACHES: list[Callable[[], Iterable[tuple[str, int]]]] = []
