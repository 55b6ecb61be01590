"""What each room says of a file to whoever must know when it ends: lines (person, day, what)."""

from enum import StrEnum


class Trace(StrEnum):
    CONTACT = "contact"  # the service and the person met, spoke or wrote
    MANDATE = "mandate"  # something was done in her place, with her mandate
    CHILD = "child"  # child protection is at work in this file
    UNFINISHED = "unfinished"  # somebody still owes her something
