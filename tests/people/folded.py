"""What every room says moves with a person, and what stays."""

from importlib import import_module

from tisserand.people import folded, slots


def moving() -> set[str]:
    rooms = [import_module(f"tisserand.{room}.walls").FOLDED for room in slots.FOLDED_ROOMS]
    return {part.place for parts in (folded.FOLDED, *rooms) for part in parts}


def staying() -> dict[str, str]:
    return folded.STAYING
