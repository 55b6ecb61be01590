"""Whoever was to receive her will not be there: somebody gives the appointment to another, before a date (R03)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tisserand.deadlines.rules import end_of, in_working_days
from tisserand.kernel.refusals import Refusal
from tisserand.kernel.working_days import working_days_before
from tisserand.reception.rules.appointments import STATE_LABELS, State

TO_ENTRUST = "Rendez-vous à confier à un autre professionnel"
TO_TELL = "Dire comment s’est passé un rendez-vous"
TO_CALL = "Rappeler la personne\u00a0: son rendez-vous est annulé"
TO_HOLD = "Astreinte à confier à quelqu’un d’autre"
# Before it takes place, in working days: she is warned, a colleague frees the hour.
AHEAD = 3
# When there is no such time left: at least before she sets out.
AT_LEAST = timedelta(hours=2)


def label(starts_at: datetime, *, at: datetime) -> str:
    return TO_ENTRUST if starts_at > at else TO_TELL


def due(starts_at: datetime, *, at: datetime, zone: str) -> datetime:
    """The first to take place is the first due. Told late, it leaves a working day, never later than she sets out."""
    soonest = in_working_days(at, 1, zone)
    if starts_at <= at:
        return soonest
    day = starts_at.astimezone(ZoneInfo(zone)).date()
    return max(at, min(max(end_of(working_days_before(day, AHEAD, zone), zone), soonest), starts_at - AT_LEAST))


def due_to_call(starts_at: datetime, *, at: datetime, zone: str) -> datetime:
    """Before she sets out for nothing."""
    return max(at, min(in_working_days(at, 1, zone), starts_at - AT_LEAST))


def by_another(name: str) -> Refusal:
    """The time of a meeting is that of whoever was there."""
    return Refusal(
        "by_another",
        f"{name} ne recevait pas ce jour-là. Confiez d’abord le rendez-vous à qui a reçu la personne.",
    )


def refusals_to_entrust(state: State, *, same: bool, begun: bool) -> tuple[Refusal, ...]:
    """`begun`: its hour has come, and the colleague whose it is was there."""
    if state != State.PLANNED:
        label = STATE_LABELS[state]
        return (
            Refusal("state", f"Ce rendez-vous est déjà noté «\u00a0{label}\u00a0». La page est à jour maintenant."),
        )
    if begun:
        return (Refusal("begun", "L’heure de ce rendez-vous est passée. Dites comment il s’est passé."),)
    if same:
        return (Refusal("same", "Choisissez un autre professionnel\u00a0: c’est déjà avec lui.", "professional"),)
    return ()
