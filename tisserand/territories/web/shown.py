"""What the screens say of hours, teams and pôles, in French."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from itertools import groupby

from tisserand.kernel.sentences import NARROW, NBSP, WEEKDAYS, hour, listed
from tisserand.territories.rules.organisation import Opening


@dataclass(frozen=True)
class Day:
    name: str
    spans: str
    today: bool


def clock(at: time) -> str:
    return hour(datetime.combine(datetime.min, at))


def spans(openings: Iterable[Opening]) -> str:
    """« 8 h à 12 h 30, 13 h 30 à 16 h »."""
    return ", ".join(f"{clock(opening.opens)} à {clock(opening.closes)}" for opening in openings) or "fermé"


def week(hours: Iterable[Opening], *, today: int) -> list[Day]:
    """Monday to Friday, and the week-end when somebody opens then."""
    by_day = {day: tuple(openings) for day, openings in groupby(sorted(hours), key=lambda opening: opening.weekday)}
    days = range(1, max(5, *by_day) + 1) if by_day else range(1, 6)
    return [Day(WEEKDAYS[day - 1], spans(by_day.get(day, ())), day == today) for day in days]


def short_week(hours: Iterable[Opening]) -> str:
    """« lundi, mardi et jeudi 8 h à 16 h ; mercredi et vendredi 8 h à 12 h 30 »."""
    lines: dict[str, list[str]] = {}
    for day, openings in groupby(sorted(hours), key=lambda opening: opening.weekday):
        lines.setdefault(spans(openings), []).append(WEEKDAYS[day - 1])
    return f"{NARROW}; ".join(f"{listed(days)} {said}" for said, days in lines.items())


def eqtp(amount: Decimal) -> str:
    """« 4,5 équivalents temps plein »."""
    figure = f"{amount.normalize():f}".replace(".", ",")
    return f"{figure}{NBSP}ETP"


def today(openings: tuple[Opening, ...], *, open_now: bool) -> str:
    if not openings:
        return "Fermé aujourd’hui"
    return f"{'Ouvert' if open_now else 'Fermé en ce moment'}, aujourd’hui de {spans(openings)}"


def communes_unsaid(team) -> str:
    """The communes of a team, unless its name already says them all."""
    if all(commune.name in team.unit.name for commune in team.communes):
        return ""
    return names(team.communes)


def names(communes: Iterable) -> str:
    return listed([commune.name for commune in communes])
