"""Reading what was typed in the one search box: « mirval roseline 84 », « 14/03/1984 mirval », « 0690 12 34 47 »."""

import re
from dataclasses import dataclass
from datetime import date

from tisserand.kernel.dates import PartialDate, plain, read_date
from tisserand.kernel.names import sort_key, words
from tisserand.kernel.refusals import Refused

LONGEST_QUERY = 200
MOST_WORDS = 6
FEWEST_FIGURES = 4

PHONE = re.compile(r"\+\d(?:[ .\-]?\d){8,14}(?!\d)|(?<!\d)0\d(?:[ .\-]?\d){8}(?!\d)")
AGE = re.compile(r"\b(\d{1,3})\s*ans\b", re.IGNORECASE)
MONTH = r"(?:janv|févr?|fevr?|mars|avr|mai|juin|juil|ao[uû]t|sept|oct|nov|d[ée]c)[a-zé]*\.?"
DATES = re.compile(
    rf"(?<!\d)(?:(?:n[ée]+e?\s+)?(?:le\s+)?\d{{1,2}}(?:er)?[\s-]+{MONTH}[\s-]+\d{{2,4}}|{MONTH}\s+\d{{4}}"
    r"|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:\d{4}|\d{2})|\d{1,2}\s\d{1,2}\s\d{4}"
    r"|\d{1,2}\s*[-/.]\s*\d{4}|\d{8}|\d{6}|\d{4})(?!\d)",
    re.IGNORECASE,
)
FIGURES = re.compile(r"(?<!\d)\d+(?!\d)")
FILLERS = frozenset({"NE", "NEE", "LE", "EN", "MME", "MADAME", "MONSIEUR", "MR"})


@dataclass(frozen=True)
class Typed:
    """`names` as typed, for a new file; `words` as searched; births that it may mean; figures that end a telephone."""

    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    births: tuple[PartialDate, ...] = ()
    figures: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.births or self.figures)

    @property
    def family_and_given(self) -> tuple[str, str]:
        """What a new file would start with: the name in capitals is the family's, else the first one typed."""
        capitals = [name for name in self.names if len(name) > 1 and name.isupper()]
        family = capitals if capitals and len(capitals) < len(self.names) else list(self.names[:1])
        given = [name for name in self.names if name not in family]
        return " ".join(map(_titled, family)), " ".join(map(_titled, given))


def read_query(text: str, *, today: date) -> Typed:
    rest = text[:LONGEST_QUERY]
    phone, rest = _take(PHONE, rest)
    ages, rest = _take(AGE, rest)
    dates, rest = _take(DATES, rest)
    figures, rest = _take(FIGURES, rest)
    names = tuple(name for name in rest.replace(",", " ").split() if _is_name(name))
    births = [born for found in dates + [f for f in figures if len(f) == 2] if (born := _birth(found, today))]
    return Typed(
        names=names,
        words=words(" ".join(names))[:MOST_WORDS],
        births=tuple(dict.fromkeys(births + [born for age in ages for born in _births_at(age, today)])),
        figures=_figures(phone + dates + figures),
    )


def _take(shape: re.Pattern[str], text: str) -> tuple[list[str], str]:
    """What has this shape, and the text without it."""
    return [match.group(0) for match in shape.finditer(text)], shape.sub(" ", text)


def _is_name(name: str) -> bool:
    key = sort_key(name)
    return bool(key) and key not in FILLERS


def _birth(found: str, today: date) -> PartialDate | None:
    typed = re.sub(r"^n[ée]+e?\s+", "", plain(found))
    if re.fullmatch(r"\d{2}", typed):
        return PartialDate(today.year - (today.year - int(typed)) % 100)
    try:
        born = read_date(typed, latest=today)
    except Refused:
        return None
    return born if born.earliest <= today else None


def _births_at(age: str, today: date) -> list[PartialDate]:
    years = int(re.sub(r"\D", "", age))
    return [PartialDate(today.year - years), PartialDate(today.year - years - 1)] if years < 125 else []


def _figures(found: list[str]) -> str:
    """The end of a telephone: the longest run of figures without a separator of dates."""
    runs = [re.sub(r"[ .\-]", "", run) for run in found if not re.search(r"[/a-zé]", run, re.IGNORECASE)]
    long_enough = [run.lstrip("+") for run in runs if run.lstrip("+").isdigit() and len(run) >= FEWEST_FIGURES]
    return max(long_enough, key=len, default="")


def _titled(name: str) -> str:
    """« mirval » → « Mirval », « jean-pierre » → « Jean-Pierre »; what already has capitals inside is left alone."""
    return name.title() if name.islower() or name.isupper() else name
