"""« Astreinte »: who answers while every site is shut, from an instant to another, without two at once (R24)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tisserand.kernel.refusals import Refusal

AHEAD = timedelta(weeks=4)
LONGEST = timedelta(days=31)
LONGEST_NAME = 150

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Shift:
    """An account of the house, or a name; always a number at which somebody answers."""

    starts_at: datetime
    ends_at: datetime
    name: str
    phone: str


def refusals_to_hold(shift: Shift, others: Iterable[Span], *, at: datetime) -> tuple[Refusal, ...]:
    """`others`: the shifts that stand already."""
    refusals = []
    if shift.ends_at <= shift.starts_at:
        refusals.append(Refusal("order", "L’astreinte finit après avoir commencé. Vérifiez la fin.", "ends_day"))
    elif shift.ends_at - shift.starts_at > LONGEST:
        refusals.append(Refusal("long", "Une astreinte dure 31 jours au plus. Vérifiez la fin.", "ends_day"))
    elif shift.ends_at <= at:
        refusals.append(Refusal("past", "Cette astreinte est déjà finie. Vérifiez les dates.", "ends_day"))
    elif any(starts < shift.ends_at and shift.starts_at < ends for starts, ends in others):
        refusals.append(OVERLAP)
    if not shift.name.strip():
        refusals.append(Refusal("who", "Choisissez un agent, ou écrivez un nom.", "name"))
    return tuple(refusals)


OVERLAP = Refusal(
    "overlap", "Une autre astreinte couvre déjà une partie de ces heures. Changez ces dates, ou l’autre.", "starts_day"
)


def refusals_to_change(ends_at: datetime, cancelled: bool, *, at: datetime) -> tuple[Refusal, ...]:
    if cancelled:
        return (Refusal("cancelled", "Cette astreinte est annulée. Inscrivez-en une autre."),)
    if ends_at <= at:
        return (Refusal("over", "Cette astreinte est finie\u00a0: elle reste comme elle a été."),)
    return ()


def holes(covered: Iterable[Span], *, start: datetime, end: datetime) -> list[Span]:
    """What nobody answers for between two instants, when `covered` says who does: shifts, and sites that receive."""
    found, reached = [], start
    for begins, ends in sorted(covered):
        if begins >= end:
            break
        if begins > reached:
            found.append((reached, begins))
        reached = max(reached, ends)
    return [*found, (reached, end)] if reached < end else found
