"""Dates, hours and durations read from what a hand types; a refusal says what to write instead."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time
from typing import NoReturn, Self

from tisserand.kernel.refusals import Refusal, Refused
from tisserand.kernel.sentences import MONTHS, counted, day_of_month, whole_months

EARLIEST_YEAR = 1880
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date of which only the year, or the month, may be known; ordered by its first possible day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        """« 14 mars 1984 », « mars 1984 », « 1984 »."""
        parts = [day_of_month(self.day) if self.day else "", MONTHS[self.month - 1] if self.month else ""]
        return " ".join([*filter(None, parts), str(self.year)])

    @property
    def iso(self) -> str:
        """« 1984-03-14 », « 1984-03 » or « 1984 », as stored and exchanged."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])

    @classmethod
    def from_iso(cls, text: str) -> Self:
        return cls(*(int(part) for part in text.split("-")))

    @classmethod
    def of(cls, on: date) -> Self:
        return cls(on.year, on.month, on.day)

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def exact(self) -> date | None:
        """The day itself, or nothing where it is not known."""
        return self.earliest if self.day else None

    def age(self, on: date) -> str:
        """« 42 ans », or « 41 ou 42 ans » where the day of birth leaves a doubt."""
        youngest, oldest = (max(0, whole_months(born, on) // 12) for born in (self.latest, self.earliest))
        return counted(oldest, "an") if youngest == oldest else f"{youngest} ou {counted(oldest, 'an')}"


MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)} | {
    "janv": 1,
    "jan": 1,
    "fevrier": 2,
    "fevr": 2,
    "fev": 2,
    "avr": 4,
    "juil": 7,
    "aout": 8,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "decembre": 12,
    "dec": 12,
}
WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+)?(?:le\s+)?"
SHAPES = tuple(
    re.compile(WEEKDAY + shape + r"\.?")
    for shape in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})",
        r"(?P<day>\d{1,2})\s*[-/. ]\s*(?P<month>\d{1,2})\s*[-/. ]\s*(?P<year>\d{4}|\d{2})",
        r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4}|\d{2})",
        r"(?P<day>\d{1,2})\s*(?:er)?[\s-]+(?P<name>[a-z]+)\.?[\s-]+(?P<year>\d{4}|\d{2})",
        r"(?P<month>\d{1,2})\s*[-/. ]\s*(?P<year>\d{4})",
        r"(?P<name>[a-z]+)\.?\s+(?P<year>\d{4})",
        r"(?P<year>\d{4})",
    )
)
HOW_TO_WRITE_A_DATE = (
    "Écrivez une date comme «\u00a014 mars 1984\u00a0», «\u00a014/03/1984\u00a0» ou «\u00a01984\u00a0»."
)

HOW_TO_WRITE_A_DAY = "Écrivez le jour entier, par exemple «\u00a024/11/2026\u00a0»."


def read_date(text: str, *, latest: date) -> PartialDate:
    """Read a date, or the part of it that is known; `latest` decides the century of a year of two digits."""
    typed = plain(text)
    if re.fullmatch(r"\d{1,2}[/. -]\d{1,2}|" + WEEKDAY + r"\d{1,2}(?:er)? [a-z]+\.?", typed):
        no("date", "Il manque l’année. " + HOW_TO_WRITE_A_DATE)
    parts = next((match.groupdict() for shape in SHAPES if (match := shape.fullmatch(typed))), None)
    if parts is None:
        no("date", HOW_TO_WRITE_A_DATE)
    return checked_date(full_year(parts["year"], latest.year), month_of(parts), parts.get("day"))


def month_of(parts: dict[str, str]) -> int | None:
    if name := parts.get("name"):
        return MONTH_NUMBERS.get(name) or no("date", f"«\u00a0{name}\u00a0» n’est pas un mois. {HOW_TO_WRITE_A_DATE}")
    return int(parts["month"]) if parts.get("month") else None


def full_year(digits: str, latest: int) -> int:
    """« 84 » is the last year ending in 84 that is not after the latest one."""
    return int(digits) if len(digits) == 4 else latest - (latest - int(digits)) % 100


def checked_date(year: int, month: int | None, typed_day: str | None) -> PartialDate:
    if year < EARLIEST_YEAR:
        no("date", f"L’année {year} est trop ancienne. Vérifiez l’année.")
    if month is None:
        return PartialDate(year)
    if not 1 <= month <= 12:
        no("date", f"Il n’y a pas de mois n° {month}. Écrivez le jour, puis le mois, puis l’année.")
    return PartialDate(year, month, checked_day(year, month, int(typed_day)) if typed_day else None)


def checked_day(year: int, month: int, day: int) -> int:
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        no("date", f"Le {day_of_month(day)} {MONTHS[month - 1]} {year} n’existe pas. Vérifiez le jour.")
    return day


HOW_TO_WRITE_A_DURATION = "Écrivez une durée, par exemple «\u00a01 h 10\u00a0» ou «\u00a045 min\u00a0»."
HOURS_AND_MINUTES = re.compile(
    r"(?P<hours>\d{1,2})\s*(?:h|heures?|:)\s*"
    r"(?:(?P<minutes>\d{1,2})\s*(?:min(?:utes?)?|mn)?\.?)?"
)
MINUTES_ALONE = re.compile(r"(?P<minutes>\d{1,4})\s*(?:min(?:utes?)?|mn|m|')?\.?")


def read_duration(text: str) -> int:
    """Read minutes: a bare number counts minutes."""
    typed = plain(text)
    match = HOURS_AND_MINUTES.fullmatch(typed) or MINUTES_ALONE.fullmatch(typed)
    if match is None:
        no("duration", HOW_TO_WRITE_A_DURATION)
    hours, minutes = int(match.groupdict().get("hours") or 0), int(match["minutes"] or 0)
    if "hours" in match.groupdict() and minutes > 59:
        no("duration", f"Une heure compte 60 minutes. {HOW_TO_WRITE_A_DURATION}")
    return checked_duration(hours * 60 + minutes)


def checked_duration(minutes: int) -> int:
    if minutes == 0:
        no("duration", f"Une durée compte au moins une minute. {HOW_TO_WRITE_A_DURATION}")
    if minutes > DAY_MINUTES:
        no("duration", "Cette durée dépasse 24 heures. Écrivez celle d’une seule journée.")
    return minutes


HOW_TO_WRITE_A_TIME = "Écrivez une heure, par exemple «\u00a010 h 30\u00a0»."
TIME = re.compile(
    r"(?P<hour>\d{1,2})\s*(?:(?:h|heures?|:|\.)\s*(?P<minute>\d{2})?)?"
    r"|(?P<hour4>\d{2})(?P<minute4>\d{2})"
)


def read_time(text: str) -> time:
    """Read the hour of a day: « 10h30 », « 10:30 », « 9 h », « midi »."""
    typed = plain(text)
    if typed == "midi":
        return time(12)
    match = TIME.fullmatch(typed)
    if match is None:
        no("time", HOW_TO_WRITE_A_TIME)
    hour, minute = int(match["hour"] or match["hour4"]), int(match["minute"] or match["minute4"] or 0)
    if hour > 23 or minute > 59:
        no("time", f"Une journée va de 0 h à 23 h 59. {HOW_TO_WRITE_A_TIME}")
    return time(hour, minute)


def plain(text: str) -> str:
    """Small letters without accents, single ordinary spaces."""
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(letters.replace("’", "'").lower().split())


def no(code: str, message: str) -> NoReturn:
    raise Refused([Refusal(code, message)])
