"""What an obligation must say, and how late it is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from tisserand.kernel.refusals import Refusal
from tisserand.kernel.working_days import working_days_after

SOON = timedelta(days=3)
# An obligation of the day is due when offices have closed.
END_OF_DAY = time(18)
# To check whether a newcomer is somebody protected: that it is to be done says that a protected file exists.
GUARDED_KIND = "people.shadow"
# What is owed about a concern has an owner by name: standing in for her does not open it (issue 4, item 4).
APART_KIND = "inquiries.concern"

# Somebody is to be named where promises break unheard. Its subject is the unit.
UNHEARD_KIND = "deadlines.unheard"
# Who decides in the place of an owner who does not answer, or who steps aside.
DECIDES = "orientations.arbitrate"
CANNOT_OWN = Refusal("unavailable", "Cette personne ne peut pas être confiée à ce collègue. Choisissez-en un autre.")
LEGAL_DATE = Refusal(
    "legal_date",
    "Cette date vient d’un texte\u00a0: elle ne se repousse pas. Si l’événement a changé de jour, changez ce jour.",
    "due_at",
)


class Ageing(StrEnum):
    LATE = "late"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True)
class ObligationFacts:
    closed: bool
    due_at: datetime
    by_law: bool = False


def ageing(due_at: datetime, *, at: datetime) -> Ageing:
    """Late, soon (within three days) or later, as the colours of the lists say it."""
    if due_at < at:
        return Ageing.LATE
    return Ageing.SOON if due_at - at <= SOON else Ageing.LATER


def refusals_to_open(*, has_unit: bool, due_at: datetime | None) -> tuple[Refusal, ...]:
    refusals = []
    if not has_unit:
        refusals.append(Refusal("owner", "Dites quelle équipe en répond\u00a0: personne ne doit rester sans personne."))
    if due_at is None:
        refusals.append(Refusal("due_at", "Donnez une prochaine date."))
    return tuple(refusals)


def refusals_to_discharge(facts: ObligationFacts) -> tuple[Refusal, ...]:
    if facts.closed:
        return (Refusal("closed", "C’est déjà fait\u00a0: quelqu’un a terminé cette échéance avant vous."),)
    return ()


def refusals_to_set_date(facts: ObligationFacts, *, due_at: datetime) -> tuple[Refusal, ...]:
    """A date that a text gives moves with its event, and keeps its history (`move_event`): never by hand."""
    return (LEGAL_DATE,) if facts.by_law and due_at != facts.due_at else ()


def refusals_to_give(*, account: UUID | None, closed_to: frozenset[UUID]) -> tuple[Refusal, ...]:
    """Nobody is given somebody she knows; why is hers to say."""
    return (CANNOT_OWN,) if account in closed_to else ()


def end_of(day: date, zone: str) -> datetime:
    """The instant when a day's work is over in a unit's zone, in UTC."""
    return datetime.combine(day, END_OF_DAY, ZoneInfo(zone)).astimezone(UTC)


def tonight(at: datetime, zone: str) -> datetime:
    """The last instant of the day in a unit's zone, in UTC."""
    here = ZoneInfo(zone)
    return datetime.combine(at.astimezone(here).date(), time.max, here).astimezone(UTC)


def in_working_days(at: datetime, days: int, zone: str) -> datetime:
    """The end of the `days`-th working day after `at`, where the unit is."""
    return end_of(working_days_after(at.astimezone(ZoneInfo(zone)).date(), days, zone), zone)
