"""An assessment as a flat sheet of named texts: what a page holds, what a version keeps, what two people compare."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from tisserand.assessment.rules import lists
from tisserand.assessment.rules.first_assessment import Answers
from tisserand.assessment.rules.isolation import Reply
from tisserand.assessment.rules.situation import DomainState, Fact, Urgency

Sheet = Mapping[str, Any]
Code = TypeVar("Code", bound=StrEnum)

TEXTS = {
    "opening_words": "Pourquoi la personne vient",
    "inner_strengths": "Appuis, en elle-même",
    "outer_strengths": "Appuis, autour d’elle",
    "autonomy_words": "Où elle se situe, ses mots",
    "expectation_words": "Ce qu’elle attend, ses mots",
}
FACT_TEXTS = {
    "said": "ce qui est dit",
    "seen": "ce qui est observé",
    "confirmed": "ce qui est confirmé",
    "confirmed_by": "confirmé par",
    "disagreement": "désaccord",
}
LISTS = ("vulnerabilities", "expectations")
CHOICES = {"opening_language": "Langue de ses mots", "autonomy": "Échelle d’autonomie"}
AFTER_DOMAINS = ("inner_strengths", "outer_strengths", "autonomy", "autonomy_words")
FACT_CHOICES = {"state": "où cela en est", "urgency": "ce qui presse", "said_language": "langue"}


def sheet_of(answers: Answers) -> dict[str, Any]:
    sheet: dict[str, Any] = {name: getattr(answers, name) for name in (*TEXTS, "opening_language")}
    sheet |= {name: list(getattr(answers, name)) for name in LISTS}
    sheet["autonomy"] = str(answers.autonomy or "")
    sheet |= {f"reply_{code}": str(reply) for code, reply in answers.replies.items()}
    for fact in answers.facts:
        sheet |= {f"{fact.code}__{name}": str(getattr(fact, name) or "") for name in (*FACT_CHOICES, *FACT_TEXTS)}
    return sheet


def answers_of(sheet: Sheet, *, on: date) -> Answers:
    """Lenient: a draft may hold anything; what is no choice of the list reads as no answer."""
    replies = {question.code: sheet.get(f"reply_{question.code}", "") for question in lists.questions(on)}
    step = str(sheet.get("autonomy", ""))
    return Answers(
        **{name: sheet.get(name, "") for name in TEXTS},
        opening_language=sheet.get("opening_language") or "fr",
        facts=tuple(_fact(sheet, domain) for domain in lists.domains(on)),
        autonomy=int(step) if step in map(str, lists.autonomy_steps(on)) else None,
        replies={code: reply for code, reply in replies.items() if reply in set(Reply)},
        vulnerabilities=tuple(sheet.get("vulnerabilities", ())),
        expectations=tuple(sheet.get("expectations", ())),
    )


def _fact(sheet: Sheet, domain: lists.Domain) -> Fact:
    def given(name: str) -> str:
        return str(sheet.get(f"{domain.code}__{name}", ""))

    return Fact(
        code=domain.code,
        label=domain.label,
        state=_read(DomainState, given("state")) or DomainState.NOT_RAISED,
        urgency=_read(Urgency, given("urgency")),
        said=given("said"),
        said_language=given("said_language") or "fr",
        seen=given("seen"),
        confirmed=given("confirmed"),
        confirmed_by=given("confirmed_by"),
        disagreement=given("disagreement"),
    )


def _read(codes: type[Code], value: str) -> Code | None:
    return codes(value) if value in set(codes) else None


def names(on: date) -> tuple[str, ...]:
    """Every name a sheet of that day may hold, in the order of the page."""
    domains = [f"{one.code}__{part}" for one in lists.domains(on) for part in (*FACT_TEXTS, *FACT_CHOICES)]
    replies = [f"reply_{one.code}" for one in lists.questions(on)]
    return ("opening_words", "opening_language", *domains, *AFTER_DOMAINS, *replies, *LISTS, "expectation_words")


def is_text(name: str) -> bool:
    return name.split("__")[-1] in {**TEXTS, **FACT_TEXTS}


def label_of(name: str, *, on: date) -> str:
    """« Logement, hébergement, ce qui est dit »."""
    code, _, part = name.partition("__")
    if part:
        domain = next((domain.label for domain in lists.domains(on) if domain.code == code), code)
        return f"{domain}, {({**FACT_TEXTS, **FACT_CHOICES}).get(part, part)}"
    if name.startswith("reply_"):
        asked = next((one.label for one in lists.questions(on) if f"reply_{one.code}" == name), name)
        return f"Liens\u00a0: {asked}"
    known = {**TEXTS, **CHOICES, "vulnerabilities": "Ce qui rend plus fragile", "expectations": "Ce qu’elle attend"}
    return known.get(name, name)


@dataclass(frozen=True)
class Merge:
    """What each changed since the version both read; `clashes` are the names that both changed, differently."""

    sheet: Sheet
    clashes: tuple[str, ...]
    theirs: Sheet
    mine: Sheet

    def keeping(self, side: Sheet) -> dict[str, Any]:
        return {**self.sheet, **{name: side.get(name, "") for name in self.clashes}}

    def both(self) -> dict[str, Any]:
        """Both texts, one under the other; where there can be one answer only, mine."""
        return {**self.keeping(self.mine), **{name: self._joined(name) for name in self.clashes if is_text(name)}}

    def _joined(self, name: str) -> str:
        return "\n".join(filter(None, (str(self.theirs.get(name, "")), str(self.mine.get(name, "")))))


def merge(base: Sheet, theirs: Sheet, mine: Sheet) -> Merge:
    names = tuple(dict.fromkeys((*theirs, *mine)))
    clashes = tuple(name for name in names if _clashes(name, base, theirs, mine))
    sheet = {name: theirs.get(name, "") if _same(name, base, mine) else mine.get(name, "") for name in names}
    return Merge(sheet, clashes, theirs, mine)


def _clashes(name: str, base: Sheet, theirs: Sheet, mine: Sheet) -> bool:
    return not (_same(name, base, theirs) or _same(name, base, mine) or _same(name, theirs, mine))


def _same(name: str, one: Sheet, other: Sheet) -> bool:
    return bool(_plain(one.get(name, "")) == _plain(other.get(name, "")))


def _plain(value: Any) -> Any:
    """No answer is said in several ways."""
    if isinstance(value, Iterable) and not isinstance(value, str):
        return tuple(sorted(value)) or ""
    return "" if value in ("not_raised", "fr", None) else value
