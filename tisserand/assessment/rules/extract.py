"""What passes to the next professional, item by item: the person chooses, nothing else leaves (R25)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from tisserand.assessment.rules import lists
from tisserand.assessment.rules.first_assessment import Answers
from tisserand.assessment.rules.situation import Fact


@dataclass(frozen=True)
class Item:
    """One thing that may be passed on. `lines` are (whose fact it is, its words)."""

    key: str
    label: str
    lines: tuple[tuple[str, str], ...]


def items(answers: Answers, *, on: date) -> tuple[Item, ...]:
    """All that could be passed on; what is empty or what she does not wish to speak of is not there."""
    return tuple(
        item
        for item in (
            Item("opening", "Pourquoi la personne vient", _lines(("dit", answers.opening_words))),
            *(_of_domain(fact) for fact in answers.facts),
            _strengths(answers),
            _autonomy(answers, on),
            _expectations(answers, on),
        )
        if item.lines
    )


def extract(answers: Answers, agreed: Collection[str], *, on: date) -> tuple[Item, ...]:
    """Only what the person agreed to, in the order of the assessment."""
    return tuple(item for item in items(answers, on=on) if item.key in agreed)


def _of_domain(fact: Fact) -> Item:
    if not fact.is_raised or fact.state.value == "unspoken":
        return Item(f"domain:{fact.code}", fact.label, ())
    confirmed = f"{fact.confirmed} (par {fact.confirmed_by})" if fact.confirmed_by else fact.confirmed
    said = _lines(("dit", fact.said), ("observé", fact.seen), ("confirmé", confirmed), ("désaccord", fact.disagreement))
    state = ", ".join(filter(None, (fact.state_label, fact.urgency_label)))
    return Item(f"domain:{fact.code}", fact.label, (("état", state), *said))


def _strengths(answers: Answers) -> Item:
    lines = _lines(("en propre", answers.inner_strengths), ("autour", answers.outer_strengths))
    return Item("strengths", "Ses appuis", lines)


def _autonomy(answers: Answers, on: date) -> Item:
    said = lists.autonomy_steps(on).get(answers.autonomy or 0, "")
    return Item("autonomy", "Où la personne se situe", _lines(("dit", said), ("dit", answers.autonomy_words)))


def _expectations(answers: Answers, on: date) -> Item:
    known = lists.labels("expectation", on)
    chosen = [("attend", known[code]) for code in answers.expectations if code in known]
    return Item("expectations", "Ce que la personne attend", (*chosen, *_lines(("dit", answers.expectation_words))))


def _lines(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((whose, words) for whose, words in pairs if words)
