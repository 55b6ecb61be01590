"""« Ce qui vient » with a person: what is owed and the appointments that are fixed, the first one first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from tisserand.desk import links
from tisserand.desk.duties import Duty
from tisserand.kernel import sentences
from tisserand.reception.rules.appointments import PLACE_LABELS, State


@dataclass(frozen=True)
class Knot:
    """`who` has it in hand; `why` is a sentence, or nothing."""

    at: datetime
    label: str
    who: str
    why: str
    url: str
    is_late: bool


def knots(actor, owed: Iterable[Duty], appointments: Iterable, *, at: datetime, most: int) -> list[Knot]:
    fixed = [_meeting(actor, row, at) for row in appointments if row.state == State.PLANNED]
    return sorted([*map(_owed, owed), *fixed], key=lambda knot: knot.at)[:most]


def _owed(duty: Duty) -> Knot:
    row = duty.row
    who = f"{row.account.name}, {row.unit.name}" if row.account else row.unit.name
    return Knot(row.due_at, row.label, who, row.why, duty.url, duty.ageing == "late")


def _meeting(actor, row, at: datetime) -> Knot:
    """Past, it waits for somebody to tell how it went."""
    past = row.ends_at <= at
    hour = sentences.hour(timezone.localtime(row.starts_at))
    return Knot(
        row.starts_at,
        f"Rendez-vous à {hour}, {PLACE_LABELS[row.place].lower()}",
        f"{row.professional.name}, {row.unit.name}",
        "Reste à dire comment ça s’est passé" if past else "",
        links.address("reception.appointment", row.pk) if actor.can("appointments.see") else "",
        past,
    )
