"""What an obligation must say, and how late it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tisserand.kernel.refusals import Refusal

SOON = timedelta(days=3)


class Ageing(StrEnum):
    LATE = "late"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True)
class ObligationFacts:
    closed: bool
    due_at: datetime


def ageing(due_at: datetime, *, at: datetime) -> Ageing:
    """Late, soon (within three days) or later, as the colours of the lists say it."""
    if due_at < at:
        return Ageing.LATE
    return Ageing.SOON if due_at - at <= SOON else Ageing.LATER


def refusals_to_open(*, has_unit: bool, due_at: datetime | None) -> tuple[Refusal, ...]:
    refusals = []
    if not has_unit:
        refusals.append(Refusal("owner", "Dites quelle équipe en répond : personne ne doit rester sans personne."))
    if due_at is None:
        refusals.append(Refusal("due_at", "Donnez une prochaine date."))
    return tuple(refusals)


def refusals_to_discharge(facts: ObligationFacts) -> tuple[Refusal, ...]:
    if facts.closed:
        return (Refusal("closed", "C’est déjà fait : quelqu’un a terminé cette échéance avant vous."),)
    return ()
