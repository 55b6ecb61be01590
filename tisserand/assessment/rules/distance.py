"""The way gone between two assessments, domain by domain, without a mark out of ten."""

from dataclasses import dataclass
from datetime import date

from tisserand.assessment.rules import lists
from tisserand.assessment.rules.first_assessment import Answers
from tisserand.assessment.rules.situation import DomainState, Fact


@dataclass(frozen=True)
class Step:
    """One line of the two columns. `moved` says in words what changed, if anything did."""

    label: str
    before: Fact | None
    now: Fact | None
    moved: str


def distance(before: Answers, now: Answers) -> tuple[Step, ...]:
    """The domains raised then or now, in the order of the list."""
    codes = dict.fromkeys(fact.code for fact in (*before.facts, *now.facts) if fact.is_raised)
    return tuple(_step(before.fact(code), now.fact(code)) for code in codes)


def _step(before: Fact | None, now: Fact | None) -> Step:
    known = now or before
    assert known is not None
    return Step(known.label, before, now, _moved(before, now))


def _moved(before: Fact | None, now: Fact | None) -> str:
    if before is None or not before.is_raised:
        return "abordé pour la première fois"
    if now is None or not now.is_raised:
        return "pas abordé cette fois"
    if before.state is now.state:
        return "" if now.urgency is before.urgency else _pressure(before, now)
    if now.state is DomainState.STRENGTH:
        return "devient un point d’appui"
    if before.is_to_work_on:
        return "n’est plus à travailler"
    return "est maintenant à travailler" if now.is_to_work_on else f"était «\u00a0{before.state_label}\u00a0»"


def _pressure(before: Fact, now: Fact) -> str:
    then, today = before.urgency_label or "non dit", now.urgency_label or "non dit"
    return f"pour la personne\u00a0: {then}, puis {today}"


def autonomy_moved(before: Answers, now: Answers, *, on: date) -> tuple[str, str]:
    """Her own sentences, then and now; empty where she was not asked."""
    steps = lists.autonomy_steps(on)
    return steps.get(before.autonomy or 0, ""), steps.get(now.autonomy or 0, "")
