"""A unit that closes gives what it still holds to the one that replaces it, all at once (R08)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tisserand.access import held, journal
from tisserand.access import queries as units

VERB = "unit.hand_over"


@dataclass(frozen=True)
class HandedOver:
    """What went from one unit to the other: « 12 échéances », « 5 accompagnements »."""

    unit: str
    to: str
    numbers: tuple[str, ...]


@transaction.atomic
def hand_over_closed(*, actor, at: datetime) -> list[HandedOver]:
    """Every unit closed by now whose file named another. Doing it again moves what came since, or nothing."""
    closed = [unit for unit in units.replaced_units() if unit.ends_before <= units.today(at, unit.time_zone)]
    given = [HandedOver(unit.name, unit.replaced_by.name, tuple(_give(unit, actor, at))) for unit in closed]
    return [one for one in given if one.numbers]


def _give(unit, actor, at: datetime) -> list[str]:
    said = [one.said(_moved(one, unit, actor, at)) for one in held.HELD]
    numbers = [words for words in said if words]
    if numbers:
        journal.record(actor=actor, at=at, verb=VERB, kind="access.unit", subject=unit.pk)
    return numbers


def _moved(one: held.Held, unit, actor, at: datetime) -> int:
    """One line of the journal for each thing that has a name: whose file, and who may read it now, changed with it."""
    before = one.about(unit.pk)
    one.give(unit.pk, unit.replaced_by_id)
    gone = before.keys() - one.about(unit.pk).keys()
    if one.words:
        about = [(key, before[key]) for key in sorted(gone)]
        journal.record_all(actor=actor, at=at, verb=VERB, kind=one.model.lower(), about=about)
    return len(gone)
