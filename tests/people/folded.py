"""What every room says moves with a person, and what stays."""

from importlib import import_module

from tisserand.people import folded, slots


def rooms() -> list:
    return [folded, *(import_module(f"tisserand.{room}.walls") for room in slots.FOLDED_ROOMS)]


def moving() -> set[str]:
    return {part.place for room in rooms() for part in room.FOLDED}


def staying() -> set[str]:
    return {place for room in rooms() for place in getattr(room, "STAYING", {})}
