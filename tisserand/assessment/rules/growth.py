"""An assessment grows instead of restarting: what was known stays, with its date, until somebody writes anew."""

from dataclasses import replace
from datetime import date

from tisserand.assessment.rules.first_assessment import Answers
from tisserand.assessment.rules.situation import Fact

# What makes a fact another fact; its date and origin are not part of it.
CONTENT = (
    "state",
    "urgency",
    "said",
    "said_language",
    "seen",
    "confirmed",
    "confirmed_by",
    "disagreement",
)


def carried(former: Answers, *, since: date) -> Answers:
    """What the next assessment starts from. Why she comes and where she situates herself are asked again."""
    facts = tuple(replace(fact, carried=True, as_of=fact.as_of or since) for fact in former.facts if fact.is_raised)
    return Answers(
        facts=facts,
        inner_strengths=former.inner_strengths,
        outer_strengths=former.outer_strengths,
        vulnerabilities=former.vulnerabilities,
    )


def dated(typed: Fact, known: Fact | None, *, on: date) -> Fact:
    """What was typed, dated today unless it says the same as what was known."""
    if known is not None and all(getattr(typed, name) == getattr(known, name) for name in CONTENT):
        return replace(typed, as_of=known.as_of, carried=known.carried)
    return replace(typed, as_of=on, carried=False)
