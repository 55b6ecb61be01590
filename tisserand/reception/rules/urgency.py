"""The département's protocol for social emergencies: one version applies on a day, a published one stays (R24)."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from typing import Protocol as Shape

from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import plain_date
from tisserand.reception.rules import lists
from tisserand.reception.rules.numbers import shown_number

# What holds whatever the danger, and as long as nobody has named it.
GENERAL = "tout-danger"
GENERAL_LABEL = "Tout danger"
LONGEST_LINE, LONGEST_WORDS, LONGEST_TEXT = 200, 500, 4_000
MOST_RELAYS, MOST_RESOURCES = 10, 8


class State(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    # Announced, then taken back before its day: it never applied.
    WITHDRAWN = "withdrawn"


NEXT = {State.DRAFT: {State.PUBLISHED}, State.PUBLISHED: {State.WITHDRAWN}, State.WITHDRAWN: set()}


@dataclass(frozen=True)
class Relay:
    """Whom to call, in the order of the entry. Without number: somebody of the house, whom everybody knows to find."""

    name: str
    phone: str = ""
    when: str = ""

    @property
    def shown_phone(self) -> str:
        return shown_number(self.phone)

    @property
    def said(self) -> str:
        return ", ".join(filter(None, (self.name, self.shown_phone, self.when)))


@dataclass(frozen=True)
class Resource:
    """What may be had tonight: how to obtain it, and where it stops."""

    what: str
    how: str = ""
    limit: str = ""

    @property
    def said(self) -> str:
        return ". ".join(filter(None, (self.what, self.how, f"Limite\u00a0: {self.limit}" if self.limit else "")))


@dataclass(frozen=True)
class Answer:
    """Who answers a kind of danger first, who is called then, with what, and what must not be done."""

    first: str = ""
    relays: tuple[Relay, ...] = ()
    resources: tuple[Resource, ...] = ()
    attention: str = ""

    @property
    def written(self) -> bool:
        return bool(self.first.strip() and self.relays)

    def rows(self) -> dict[str, Any]:
        """As the database keeps it."""
        return {
            "first": self.first.strip(),
            "relays": [asdict(relay) for relay in self.relays],
            "resources": [asdict(resource) for resource in self.resources],
            "attention": self.attention.strip(),
        }


def answer_of(
    first: str, relays: Iterable[Mapping[str, str]], resources: Iterable[Mapping[str, str]], attention: str
) -> Answer:
    return Answer(first, tuple(Relay(**one) for one in relays), tuple(Resource(**one) for one in resources), attention)


@dataclass(frozen=True)
class Text:
    """A version as a whole."""

    definition: str
    closing_rule: str
    answers: Mapping[str, Answer]


class Version(Shape):
    """What is asked of a row to know when it applies. One in preparation has neither number nor day."""

    @property
    def number(self) -> int | None: ...

    @property
    def state(self) -> str: ...

    @property
    def applies_on(self) -> date | None: ...


AnyVersion = TypeVar("AnyVersion", bound=Version)


def label(kind: str) -> str:
    return GENERAL_LABEL if kind == GENERAL else lists.label("dangers", kind)


def rank(kind: str) -> int:
    """The general part before all others."""
    return -1 if kind == GENERAL else lists.rank("dangers", kind)


def kinds(*, on: date) -> tuple[str, ...]:
    """The general part, then each kind of danger that may be named that day."""
    return (GENERAL, *(choice.code for choice in lists.choices("dangers", on=on)))


def in_force(versions: Iterable[AnyVersion], *, on: date) -> AnyVersion | None:
    """The version that applies that day, or nothing."""
    begun = [one for one in versions if one.state == State.PUBLISHED and first_day(one) <= on]
    return max(begun, key=first_day, default=None)


def announced(versions: Iterable[AnyVersion], *, on: date) -> list[AnyVersion]:
    """Published, and waiting for their day."""
    waiting = [one for one in versions if one.state == State.PUBLISHED and first_day(one) > on]
    return sorted(waiting, key=first_day)


def replaced_on(version: Version, versions: Iterable[Version]) -> date | None:
    """The day when the next one takes its place."""
    after = announced(versions, on=first_day(version)) if version.state == State.PUBLISHED else []
    return first_day(after[0]) if after else None


def first_day(version: Version) -> date:
    return version.applies_on or date.max


def refusals_to_write(answer: Answer) -> tuple[Refusal, ...]:
    refusals = []
    if len(answer.relays) > MOST_RELAYS:
        refusals.append(
            Refusal("relays", f"Gardez {MOST_RELAYS} relais au plus\u00a0: une liste longue ne se suit pas.")
        )
    if len(answer.resources) > MOST_RESOURCES:
        refusals.append(Refusal("resources", f"Gardez {MOST_RESOURCES} ressources au plus."))
    for name, text, most in _bounded(answer):
        if len(text) > most:
            refusals.append(Refusal("long", f"Ce texte dépasse {most} caractères. Raccourcissez-le.", name))
    return tuple(refusals)


def _bounded(answer: Answer) -> Iterable[tuple[str, str, int]]:
    yield "first", answer.first, LONGEST_WORDS
    yield "attention", answer.attention, LONGEST_TEXT
    for rank, relay in enumerate(answer.relays, 1):
        yield from ((f"relay_{rank}_{name}", getattr(relay, name), LONGEST_LINE) for name in ("name", "phone", "when"))
    for rank, one in enumerate(answer.resources, 1):
        yield from ((f"resource_{rank}_{name}", getattr(one, name), LONGEST_LINE) for name in ("what", "how", "limit"))


def refusals_to_publish(
    text: Text, *, others: Iterable[Version], applies_on: date, changes: str, today: date
) -> tuple[Refusal, ...]:
    others = list(others)
    return (
        *missing(text, on=applies_on),
        *_day_refused(others, applies_on, today),
        *_unexplained(others, changes),
    )


def missing(text: Text, *, on: date) -> Iterable[Refusal]:
    """What a version must say before it is published."""
    if not text.definition.strip():
        yield Refusal("definition", "Écrivez ce que le département appelle une urgence sociale.")
    if not text.closing_rule.strip():
        yield Refusal("closing", "Écrivez ce qui se fait à l’heure de la fermeture.")
    silent = [label(kind) for kind in kinds(on=on) if not text.answers.get(kind, Answer()).written]
    if silent:
        said = ", ".join(f"«\u00a0{name}\u00a0»" for name in silent)
        yield Refusal("answers", f"Dites qui répond d’abord, et un relais au moins, pour\u00a0: {said}.")


def _day_refused(others: list[Version], applies_on: date, today: date) -> Iterable[Refusal]:
    if applies_on < today:
        yield Refusal("past", "Une version s’applique à partir d’aujourd’hui au plus tôt.", "applies_on")
    held = [one for one in others if one.state == State.PUBLISHED and first_day(one) >= applies_on]
    if held:
        last = max(held, key=first_day)
        ways = "choisissez un jour plus tardif" + (", ou retirez-la d’abord" if first_day(last) > today else "")
        said = f"La version {last.number} s’applique à partir du {plain_date(first_day(last))}\u00a0: {ways}."
        yield Refusal("later", said, "applies_on")


def _unexplained(others: list[Version], changes: str) -> Iterable[Refusal]:
    if not changes.strip() and any(one.state == State.PUBLISHED for one in others):
        yield Refusal("changes", "Dites en quelques mots ce qui change pour qui reçoit.", "changes")
    if len(changes) > LONGEST_TEXT:
        yield Refusal("long", f"Ce texte dépasse {LONGEST_TEXT} caractères. Raccourcissez-le.", "changes")


def refusals_to_withdraw(version: Version, *, today: date) -> tuple[Refusal, ...]:
    if State.WITHDRAWN not in NEXT[State(version.state)]:
        return (Refusal("state", "Cette version n’est pas annoncée."),)
    if version.applies_on is None or version.applies_on <= today:
        said = "Cette version s’applique déjà\u00a0: publiez-en une autre pour la remplacer."
        return (Refusal("applies", said),)
    return ()


@dataclass(frozen=True)
class Change:
    """What one version says where the other says something else."""

    part: str
    before: str
    after: str


def changes_between(before: Text, after: Text) -> list[tuple[str, list[Change]]]:
    """Part by part, in the order of the trade; parts that agree are left out."""
    parts = [
        ("Définition de l’urgence", [Change("Texte", before.definition, after.definition)]),
        ("À l’heure de la fermeture", [Change("Texte", before.closing_rule, after.closing_rule)]),
    ]
    for kind in sorted({*after.answers, *before.answers}, key=rank):
        old, new = before.answers.get(kind, Answer()), after.answers.get(kind, Answer())
        parts.append((label(kind), _changes(old, new)))
    changed = ((title, [one for one in rows if one.before != one.after]) for title, rows in parts)
    return [(title, rows) for title, rows in changed if rows]


def _changes(old: Answer, new: Answer) -> list[Change]:
    return [
        Change("Qui répond d’abord", old.first, new.first),
        Change("Relais, dans l’ordre", in_lines(old.relays), in_lines(new.relays)),
        Change("Ressources", in_lines(old.resources), in_lines(new.resources)),
        Change("Attention", old.attention, new.attention),
    ]


def in_lines(rows: Iterable[Relay] | Iterable[Resource]) -> str:
    return "\n".join(row.said for row in rows)
