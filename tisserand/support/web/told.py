"""What the page of something followed says, whatever it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tisserand.deadlines.rules import Due
from tisserand.kernel.sentences import plain_date


@dataclass(frozen=True)
class Note:
    """`stop` is what must be seen first; `wall`, what the law keeps apart."""

    title: str
    text: str
    kind: str = ""
    slug: str = ""


@dataclass(frozen=True)
class Gesture:
    slug: str
    label: str


@dataclass(frozen=True)
class Voice:
    title: str
    words: str
    hers: bool = False


@dataclass(frozen=True)
class Line:
    on: date
    what: str
    words: str = ""
    who: str = ""


@dataclass(frozen=True)
class Item:
    url: str
    title: str
    words: str


@dataclass(frozen=True)
class Told:
    heading: str
    subtitle: str
    state: str
    facts: list[tuple[str, str]]
    crumb: tuple[str, str]
    notes: list[Note] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    history: list[Line] = field(default_factory=list)
    # Dates that are computed and shown, and that nobody owes.
    dates: list[Due] = field(default_factory=list)
    items_title: str = ""
    items: list[Item] = field(default_factory=list)
    main: Gesture | None = None
    others: list[Gesture] = field(default_factory=list)


def said(facts: Iterable[tuple[str, object]]) -> list[tuple[str, str]]:
    """What is known only; days as they are said."""
    return [(name, plain_date(value) if isinstance(value, date) else str(value)) for name, value in facts if value]
