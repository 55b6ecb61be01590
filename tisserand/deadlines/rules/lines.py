"""The book of rules as one reads it: each row in words, with what the département chose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tisserand.deadlines.rules.clocks import UNITS, in_words
from tisserand.deadlines.rules.rows import EVERYWHERE, Book, Condition, Fact, Limit, Rule
from tisserand.kernel.sentences import figure, listed, plain_date

EVIDENCE = {
    "P": "texte lu",
    "S": "source secondaire",
    "K": "connaissance du métier, sans texte",
}
INVARIABLE = frozenset({"mois"})


@dataclass(frozen=True)
class Line:
    """`chosen`: the length of the département, when it is not the row’s."""

    row: Rule | Limit
    words: str
    chosen: str
    conditions: tuple[str, ...]
    places: str
    in_force: bool

    @property
    def evidence(self) -> str:
        return EVIDENCE[self.row.evidence]

    @property
    def settable(self) -> bool:
        return self.row.configurable and isinstance(self.row, Rule)

    @property
    def unit(self) -> str:
        return UNITS[self.row.unit] if isinstance(self.row, Rule) else ""

    @property
    def on_miss(self) -> str:
        return self.row.on_miss if isinstance(self.row, Rule) else ""


def lines(book: Book, chosen: Mapping[str, int], *, on: date) -> list[Line]:
    """Rows that give dates, then those that bound numbers, in the order of the book."""
    rows: tuple[Rule | Limit, ...] = (*book.rules, *book.limits)
    return [_line(book, row, chosen, on) for row in rows]


def _line(book: Book, row: Rule | Limit, chosen: Mapping[str, int], on: date) -> Line:
    return Line(
        row=row,
        words=in_words(row) if isinstance(row, Rule) else _bound(row),
        chosen=_chosen(row, chosen),
        conditions=tuple(_condition(book.facts[one.fact], one) for one in row.when),
        places="" if EVERYWHERE in row.territories else listed(sorted(row.territories)),
        in_force=row.in_force(on),
    )


def _chosen(row: Rule | Limit, chosen: Mapping[str, int]) -> str:
    length = chosen.get(row.id)
    if length is None or not isinstance(row, Rule) or not row.configurable or length == row.offset:
        return ""
    return in_words(row, length)


def _bound(row: Limit) -> str:
    number = figure(int(row.value)) if float(row.value).is_integer() else f"{row.value}".replace(".", ",")
    measure = row.measure.removesuffix("s") if row.value < 2 and row.measure not in INVARIABLE else row.measure
    return f"{number} {measure}"


def _condition(fact: Fact, condition: Condition) -> str:
    if condition.test in {"before", "since"}:
        return (
            f"{fact.label} {'avant le' if condition.test == 'before' else 'à partir du'} {plain_date(condition.value)}"
        )
    if condition.test == "among":
        return f"{fact.label.partition(' :')[0]} : {', '.join(condition.value).replace('_', ' ')}"
    return fact.label if condition.value else f"Sauf : {fact.label[:1].lower()}{fact.label[1:]}"
