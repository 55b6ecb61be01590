"""Why a person found could be the one looked for, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tisserand.kernel.dates import PartialDate
from tisserand.kernel.names import Likeness, likeness, words
from tisserand.people.rules.typed import Typed

BEST_FIRST = (Likeness.EXACT, Likeness.SOUNDS, Likeness.ONE_LETTER, Likeness.BEGINS)


@dataclass(frozen=True)
class Reason:
    """`agrees` is false where what was typed and what is known differ."""

    text: str
    agrees: bool = True


@dataclass(frozen=True)
class Names:
    birth_name: str = ""
    used_name: str = ""
    first_names: str = ""
    called_as: str = ""

    def labelled(self) -> Iterator[tuple[str, str]]:
        """Each word she is found by, and what it is called."""
        family = "nom de naissance" if self.used_name else "nom"
        sources = (
            ("nom d’usage" if self.birth_name else "nom", self.used_name),
            (family, self.birth_name),
            ("prénom", self.first_names),
            ("façon de l’appeler", self.called_as),
        )
        for label, name in sources:
            for part in name.replace(",", " ").split():
                yield label, part
            if len(name.split()) > 1:
                yield label, name


def reasons(typed: Typed, names: Names, birth: PartialDate | None, phone: str = "") -> tuple[Reason, ...]:
    said: list[Reason | None] = [_name_reason(name, names) for name in typed.names]
    if typed.births:
        said.append(birth_reason(typed.births, birth))
    if typed.figures and phone.endswith(typed.figures.lstrip("0")):
        said.append(Reason(f"téléphone terminant par {phone[-2:]}"))
    once = dict.fromkeys(reason for reason in said if reason)
    return tuple(sorted(once, key=lambda reason: not reason.agrees))


def _name_reason(typed: str, names: Names) -> Reason:
    best = min(_likenesses(typed, names), key=lambda found: BEST_FIRST.index(found[0]), default=None)
    if best is None:
        return Reason(f"«\u00a0{typed}\u00a0» ne ressemble à aucun de ses noms", agrees=False)
    kind, label, known = best
    return Reason(_said(kind, typed, label, known))


def _likenesses(typed: str, names: Names) -> Iterator[tuple[Likeness, str, str]]:
    for label, known in names.labelled():
        for typed_word in words(typed):
            for known_word in words(known):
                if kind := likeness(typed_word, known_word):
                    yield kind, label, known


def _said(kind: Likeness, typed: str, label: str, known: str) -> str:
    match kind:
        case Likeness.EXACT:
            return f"{label} exact"
        case Likeness.SOUNDS:
            return f"«\u00a0{typed}\u00a0» s’entend comme «\u00a0{known}\u00a0»"
        case Likeness.ONE_LETTER:
            return f"«\u00a0{typed}\u00a0» et «\u00a0{known}\u00a0»\u00a0: une lettre de différence"
        case Likeness.BEGINS:
            return f"{label} qui commence par «\u00a0{typed}\u00a0»"


def birth_reason(typed: Sequence[PartialDate], known: PartialDate | None) -> Reason | None:
    if known is None:
        return None
    for born in typed:
        if born.day and born == known:
            return Reason("date de naissance exacte")
    if any(swapped(born) == known for born in typed if born.day):
        return Reason("jour et mois de naissance inversés")
    if any(born.year == known.year and born.month in (None, known.month) for born in typed):
        return Reason("année de naissance" if typed[0].month is None else "mois et année de naissance")
    if any(abs(born.year - known.year) == 1 for born in typed):
        return Reason("année de naissance à un an près")
    if any(born.year == known.year for born in typed):
        return Reason("année de naissance")
    return Reason(f"naissance en {known.year}", agrees=False)


def swapped(born: PartialDate) -> PartialDate | None:
    """3 April written 4 March: the day read as a month."""
    if born.day is None or born.month is None or born.day > 12:
        return None
    return PartialDate(born.year, born.day, born.month)


def near_days(born: PartialDate) -> list[date]:
    """The days somebody could have meant: that one, day and month swapped, the year before and after."""
    exact = [part for part in (born, swapped(born)) if part and part.exact]
    beside = [(born.year + years, born.month, born.day) for years in (-1, 1)] if born.day else []
    return [part.earliest for part in exact] + [day for parts in beside if (day := _real(*parts))]


def _real(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 1, day or 1)
    except ValueError:
        return None


class Described(Protocol):
    @property
    def names(self) -> Names: ...

    @property
    def birth(self) -> PartialDate | None: ...


def looks_like(one: Described, other: Described) -> bool:
    """Worth showing side by side: a family name and a first name alike, and births that do not contradict.

    A frequent name alone is no likeness: without any birth, both names must be the same.
    """
    families, givens = _alike(_families(one), _families(other)), _alike(_givens(one), _givens(other))
    if not families or not givens:
        return False
    if one.birth is None or other.birth is None:
        return families is givens is Likeness.EXACT
    return _births_agree(one.birth, other.birth)


def _alike(some: list[str], others: list[str]) -> Likeness | None:
    kinds = {kind for one in some for other in others if (kind := likeness(one, other))}
    return min(kinds - {Likeness.BEGINS}, key=BEST_FIRST.index, default=None)


def _families(person: Described) -> list[str]:
    return [*words(person.names.used_name), *words(person.names.birth_name)]


def _givens(person: Described) -> list[str]:
    return [*words(person.names.first_names), *words(person.names.called_as)]


def _births_agree(one: PartialDate, other: PartialDate) -> bool:
    if one.exact and other.exact:
        return other.exact in near_days(one) or one.year == other.year and one.month == other.month
    return abs(one.year - other.year) <= 1
