"""The page of a first assessment, ready to print: what is kept, or what was typed and could not be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tisserand.activity.rules import usual_minutes
from tisserand.assessment import queries
from tisserand.assessment.rules import lists
from tisserand.assessment.rules.first_assessment import VIEW_LABELS, Answers
from tisserand.assessment.rules.isolation import REPLY_LABELS
from tisserand.assessment.rules.proposal import Option, Proposal, proposal
from tisserand.assessment.rules.sheet import answers_of
from tisserand.assessment.rules.situation import STATE_LABELS, URGENCY_LABELS, Fact
from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import duration

NOT_SAID = "pas dit"


@dataclass(frozen=True)
class Choice:
    name: str
    value: str
    label: str
    checked: bool


@dataclass(frozen=True)
class Box:
    """A text to write, with what is wrong in it."""

    name: str
    value: str
    error: str


@dataclass(frozen=True)
class DomainShown:
    fact: Fact
    said: Box
    seen: Box
    confirmed: Box
    confirmed_by: Box
    disagreement: Box
    languages: tuple[Choice, ...]
    states: tuple[Choice, ...]
    urgencies: tuple[Choice, ...]
    state_error: str


class Sheet:
    """The values of the page by name, and the refusals that go beside them."""

    def __init__(self, values: Mapping[str, Any], refusals: Iterable[Refusal] = ()) -> None:
        self.values = values
        self.errors = {refusal.field: refusal.message for refusal in refusals if refusal.field}

    def box(self, name: str, default: str = "") -> Box:
        return Box(name, str(self.values.get(name) or default), self.errors.get(name, ""))

    def one_of(self, name: str, labels: Mapping[Any, str], default: str = "") -> tuple[Choice, ...]:
        chosen = str(self.values.get(name) or default)
        return tuple(Choice(name, str(code), label, str(code) == chosen) for code, label in labels.items())

    def some_of(self, name: str, labels: Mapping[str, str]) -> tuple[Choice, ...]:
        chosen = self.values.get(name) or ()
        return tuple(Choice(name, code, label, code in chosen) for code, label in labels.items())


def first_page(values: Mapping[str, Any], known: Answers, *, on: date, refusals: Iterable[Refusal] = ()) -> dict:
    """The context of the form. `known` gives the dates of what was taken up from before."""
    sheet, answers = Sheet(values, refusals), answers_of(values, on=on)
    found = proposal(answers, queries.poles(on), on=on)
    return {
        "opening": sheet.box("opening_words"),
        "opening_languages": sheet.one_of("opening_language", lists.labels("language", on), "fr"),
        "domains": [_domain(sheet, fact, known, on) for fact in answers.facts],
        "raised": sum(fact.is_raised for fact in answers.facts),
        "inner": sheet.box("inner_strengths"),
        "outer": sheet.box("outer_strengths"),
        "autonomy": sheet.one_of("autonomy", lists.autonomy_steps(on)),
        "autonomy_words": sheet.box("autonomy_words"),
        "questions": [(one.label, _replies(sheet, one.code)) for one in lists.questions(on)],
        "isolation": answers.isolation(on),
        "vulnerabilities": sheet.some_of("vulnerabilities", lists.labels("vulnerability", on)),
        "expectations": sheet.some_of("expectations", lists.labels("expectation", on)),
        "expectation_words": sheet.box("expectation_words"),
        **_decision(sheet, found),
    }


def _replies(sheet: Sheet, code: str) -> tuple[Choice, ...]:
    return sheet.one_of(f"reply_{code}", {"": "pas demandé"} | {str(key): said for key, said in REPLY_LABELS.items()})


def _domain(sheet: Sheet, fact: Fact, known: Answers, on: date) -> DomainShown:
    def box(part: str) -> Box:
        return sheet.box(f"{fact.code}__{part}")

    return DomainShown(
        fact=known.fact(fact.code) if _is_as_known(fact, known) else fact,
        **{part: box(part) for part in ("said", "seen", "confirmed", "confirmed_by", "disagreement")},
        languages=sheet.one_of(f"{fact.code}__said_language", lists.labels("language", on), "fr"),
        states=sheet.one_of(f"{fact.code}__state", STATE_LABELS, "not_raised"),
        urgencies=sheet.one_of(f"{fact.code}__urgency", {"": NOT_SAID} | URGENCY_LABELS),
        state_error=sheet.errors.get(f"{fact.code}__state", ""),
    )


def _is_as_known(fact: Fact, known: Answers) -> bool:
    before = known.fact(fact.code)
    return before is not None and (fact.state, fact.said, fact.seen) == (before.state, before.said, before.seen)


@dataclass(frozen=True)
class OptionShown:
    option: Option
    checked: bool


def _decision(sheet: Sheet, found: Proposal) -> dict:
    chosen = sheet.values.get("next_step") or ""
    return {
        "options": [OptionShown(option, option.key == chosen) for option in found.options],
        "suggested": found.suggested,
        "set_aside": found.set_aside,
        "attention": found.attention,
        "next_step_error": sheet.errors.get("next_step", ""),
        "views": sheet.one_of("view", {"": NOT_SAID} | {str(key): said for key, said in VIEW_LABELS.items()}),
        "view_error": sheet.errors.get("view", ""),
        "view_words": sheet.box("view_words"),
        "reason": sheet.box("reason"),
        "duration": sheet.box("duration_minutes", default=duration(usual_minutes("assessment"))),
    }
