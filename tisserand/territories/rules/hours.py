"""Opening hours as people write them: « 08:00-12:30 13:30-16:00 »."""

import re
from datetime import time

from tisserand.territories.rules.organisation import Opening

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SPAN = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")


def read_hours(weekday: str, written: str) -> tuple[Opening, ...] | None:
    """The openings of one day, or None when the text cannot be read as hours."""
    openings = []
    for span in written.split():
        match = SPAN.fullmatch(span)
        if not match:
            return None
        try:
            opens, closes = _clock(match[1], match[2]), _clock(match[3], match[4])
        except ValueError:
            return None
        openings.append(Opening(WEEKDAYS.index(weekday) + 1, opens, closes))
    return tuple(openings) or None


def _clock(hours: str, minutes: str) -> time:
    return time(int(hours), int(minutes))


def upside_down(openings: tuple[Opening, ...]) -> list[Opening]:
    return [opening for opening in openings if opening.closes <= opening.opens]


def overlapping(openings: tuple[Opening, ...]) -> list[tuple[Opening, Opening]]:
    ordered = sorted(openings)
    return [
        (first, second)
        for first, second in zip(ordered, ordered[1:], strict=False)
        if first.weekday == second.weekday and second.opens < first.closes
    ]
