"""The mail of a morning: when it is worth sending, and what it says. Counts and an address, nothing else."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tisserand.kernel.sentences import NBSP, counted
from tisserand.kernel.working_days import is_working_day

# Before people come to work; a server that slept catches up until ten.
FIRST_HOUR, LAST_HOUR = 7, 10
SUBJECT = "Vos échéances du jour"


@dataclass(frozen=True)
class Counts:
    """`newly_late`: since the last mail. `week` is what comes after today, for six days."""

    late: int
    newly_late: int
    today: int
    week: int


def is_morning(at: datetime, zone: str) -> bool:
    """On a working day, where she works."""
    here = at.astimezone(ZoneInfo(zone))
    return FIRST_HOUR <= here.hour < LAST_HOUR and is_working_day(here.date(), zone)


def opens_the_week(on: date, zone: str) -> bool:
    """Monday, or the first working day after it."""
    monday = on - timedelta(days=on.weekday())
    return not any(is_working_day(monday + timedelta(days=past), zone) for past in range(on.weekday()))


def worth_sending(counts: Counts, *, week_opens: bool) -> bool:
    """A reminder that says every day the same thing is not read: old lateness is said again once a week."""
    return bool(counts.today or counts.newly_late or (counts.late and week_opens))


def body(*, late: int, today: int, week: int, duties_url: str, settings_url: str) -> str:
    lines = (("En retard", late), ("Aujourd’hui", today), ("Les six jours suivants", week))
    said = "\n".join(f"{when}{NBSP}: {counted(number, 'échéance')}" for when, number in lines if number)
    return (
        f"Bonjour,\n\n{said}\n\nPour les voir{NBSP}: {duties_url}\n\n"
        "Ce message part au plus une fois par jour ouvré, et seulement s’il y a quelque chose de nouveau.\n"
        f"Pour ne plus le recevoir{NBSP}: {settings_url}\n"
    )
