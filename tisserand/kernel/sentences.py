"""Time, numbers and names said as people say them in French."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

NBSP = "\u00a0"
NARROW = "\u202f"

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
NUMBERS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
SOON_DAYS = 3


def ordinal(number: int, *, feminine: bool = False) -> str:
    """« 1er », « 1re », « 2e »."""
    if number == 1:
        return "1re" if feminine else "1er"
    return f"{number}e"


def day_of_month(number: int) -> str:
    """Only the first of a month takes the ordinal: « 1er mars », « 2 mars »."""
    return "1er" if number == 1 else str(number)


def month_day(on: date) -> str:
    return f"{day_of_month(on.day)} {MONTHS[on.month - 1]}"


def day(on: date) -> str:
    """« mardi 24 novembre »."""
    return f"{WEEKDAYS[on.weekday()]} {month_day(on)}"


def full_day(on: date) -> str:
    """« mardi 24 novembre 2026 »."""
    return f"{day(on)} {on.year}"


def plain_date(on: date) -> str:
    """« 24 novembre 2026 », for births and old facts, where the weekday says nothing."""
    return f"{month_day(on)} {on.year}"


def day_seen_from(on: date, today: date) -> str:
    """The year is said only when it is not the current one."""
    return day(on) if on.year == today.year else full_day(on)


def hour(at: datetime | time) -> str:
    """« 10 h 42 », « 11 h »; `at` is already in the zone of the reader."""
    return f"{at.hour}{NBSP}h{NBSP}{at.minute:02}" if at.minute else f"{at.hour}{NBSP}h"


def duration(minutes: int) -> str:
    """« 45 min », « 1 h 10 », « 2 h »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NBSP}min"
    return f"{hours}{NBSP}h{NBSP}{rest:02}" if rest else f"{hours}{NBSP}h"


def wait(since: datetime, now: datetime) -> str:
    """How long someone has been waiting, in whole minutes."""
    return duration(max(0, int((now - since).total_seconds()) // 60))


def ago(since: datetime, now: datetime) -> str:
    """« il y a 8 secondes », « il y a 12 min », « il y a 3 jours »."""
    seconds = max(0, int((now - since).total_seconds()))
    if seconds < 60:
        return f"il y a {counted(seconds, 'seconde')}" if seconds else "à l’instant"
    if seconds < 24 * 3600:
        return f"il y a {duration(seconds // 60)}"
    return f"il y a {span(seconds // (24 * 3600))}"


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """« 0 personne », « 1 personne », « 2 personnes »: zero and one are singular in French."""
    return f"{figure(number)} {singular if abs(number) < 2 else plural or singular + 's'}"


def number_word(number: int, *, feminine: bool = False) -> str:
    """Small numbers in letters, the others in figures."""
    if number == 1 and feminine:
        return "une"
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else figure(number)


def figure(number: int) -> str:
    """« 2 340 », thousands apart by a narrow space that does not break."""
    return f"{number:,}".replace(",", NARROW)


def listed(items: Sequence[str], *, last: str = "et") -> str:
    """« a, b et c »."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def span(days: int) -> str:
    """A number of days in the unit one would say it in: days up to two months, then months, then years."""
    if days < 60:
        return counted(days, "jour")
    if days < 730:
        return f"{days // 30} mois" if days < 360 else counted_year(days)
    return counted(days // 365, "an")


def counted_year(days: int) -> str:
    months = days // 30
    return "1 an" if months <= 12 else f"{months} mois"


def days_away(days: int) -> str:
    """« dans 3 jours », « demain », « aujourd’hui », « hier », « il y a 4 jours »."""
    near = {-1: "hier", 0: "aujourd’hui", 1: "demain"}
    if days in near:
        return near[days]
    return f"dans {span(days)}" if days > 0 else f"il y a {span(-days)}"


class ClockState(StrEnum):
    LATE = "late"
    SOON = "soon"
    LATER = "later"
    DONE = "done"


@dataclass(frozen=True)
class Clock:
    """A due date in words, and the exact date beside them; what is done says its date in its words."""

    state: ClockState
    words: str
    exact: str = ""


def clock(due: date | datetime, now: datetime, zone: tzinfo, *, done: date | datetime | None = None) -> Clock:
    """What a due date means at `now`; a `datetime` counts in minutes on the day itself."""
    today = now.astimezone(zone).date()
    if done is not None:
        return Clock(ClockState.DONE, f"fait {the_day(local_date(done, zone), today)}")
    if isinstance(due, datetime):
        return moment_clock(due, now, zone)
    return day_clock((due - today).days, exact_moment(due, zone, today))


def day_clock(days: int, exact: str) -> Clock:
    if days < 0:
        return Clock(ClockState.LATE, f"{span(-days)} de retard", exact)
    return Clock(ClockState.SOON if days <= SOON_DAYS else ClockState.LATER, days_away(days), exact)


def moment_clock(due: datetime, now: datetime, zone: tzinfo) -> Clock:
    today = now.astimezone(zone).date()
    exact = exact_moment(due, zone, today)
    days = (due.astimezone(zone).date() - today).days
    gap = abs(due - now)
    if days == 0 or gap < timedelta(hours=6):
        return minute_clock(due < now, int(gap.total_seconds()) // 60, exact)
    return day_clock(days, exact)


def minute_clock(late: bool, minutes: int, exact: str) -> Clock:
    if late:
        return Clock(ClockState.LATE, f"{duration(max(1, minutes))} de retard", exact)
    return Clock(ClockState.SOON, f"dans {duration(minutes)}" if minutes else "maintenant", exact)


def local_date(moment: date | datetime, zone: tzinfo) -> date:
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment


def exact_moment(moment: date | datetime, zone: tzinfo, today: date) -> str:
    said = day_seen_from(local_date(moment, zone), today)
    return f"{said}, {hour(moment.astimezone(zone))}" if isinstance(moment, datetime) else said


def the_day(on: date, today: date) -> str:
    """« aujourd’hui », « hier », else « le 20 octobre »."""
    away = (on - today).days
    if away in (-1, 0):
        return days_away(away)
    return f"le {month_day(on)}" if on.year == today.year else f"le {plain_date(on)}"


def elided(word: str, following: str) -> str:
    """« de » before « Anaïs » gives « d’Anaïs », « que » before « elle » gives « qu’elle »."""
    return f"{word[:-1]}’{following}" if begins_like_a_vowel(following) else f"{word} {following}"


def of(name: str) -> str:
    """« d’Anaïs », « de Rémy »; « le pôle » gives « du pôle », « les Abymes » gives « des Abymes »."""
    for article, contracted in (("le ", "du "), ("les ", "des ")):
        if name.startswith(article):
            return contracted + name[len(article) :]
    return elided("de", name)


def begins_like_a_vowel(word: str) -> bool:
    """A « y » counts before a consonant (Yves, not Yann), an « h » unless followed by « a » (Hélène, not Hakim)."""
    first, second = word[:1].lower(), word[1:2].lower()
    if first == "y":
        return second not in "aeiouéèêëïô"
    if first == "h":
        return second in "eiouyéèêëîïôœ" and second != ""
    return first != "" and first in "aeiouàâäéèêëîïôöùûüœæ"


def age(born: date, on: date) -> str:
    """« 42 ans »; months under two years, days under two months."""
    months = whole_months(born, on)
    if months >= 24:
        return counted(months // 12, "an")
    return f"{months} mois" if months >= 2 else counted((on - born).days, "jour")


def whole_months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
