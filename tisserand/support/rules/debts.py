"""An over-indebtedness file at the Banque de France: three dates that change what creditors may do (rule SUR-1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tisserand.deadlines.rules import Due, due
from tisserand.kernel.refusals import Refusal, Refused
from tisserand.support.rules.dated import dated
from tisserand.support.rules.lists import coded
from tisserand.support.rules.running import Running, refusals_of

ANSWER, LEGAL_RATE, PAUSE = "SUR-1a", "SUR-1b", "SUR-1c"
# Said wherever the pause is: it is what people get wrong.
NOT_EVICTION = (
    "L’expulsion n’est pas suspendue\u00a0: le juge peut être saisi pour cela (L. 722-6 code de la consommation)."
)


class DebtState(StrEnum):
    LODGED = "lodged"
    ADMISSIBLE = "admissible"
    CLOSED = "closed"


DEBT_LABELS = {
    DebtState.LODGED: "Déposé, en attente de la commission",
    DebtState.ADMISSIBLE: "Recevable, poursuites suspendues",
    DebtState.CLOSED: "Terminé",
}


@dataclass(frozen=True)
class DebtFacts:
    state: DebtState
    lodged_on: date
    today: date
    place: str
    answered_on: date | None = None


def refusals_to_lodge(*, on: date, running: Running | None, today: date) -> tuple[Refusal, ...]:
    """The commission treats one file at a time for a person."""
    return (
        *dated(on, None, today),
        *refusals_of(running, "Un dossier de surendettement est déjà déposé", "Continuez celui-là."),
    )


def refusals_to_answer(facts: DebtFacts, *, on: date, answer: str) -> tuple[Refusal, ...]:
    if facts.state != DebtState.LODGED:
        return (Refusal("state", "La commission a déjà répondu."),)
    refusals = list(dated(on, facts.lodged_on, facts.today))
    if answer not in coded("debt_orientation"):
        refusals.append(Refusal("answer", "Dites ce que la commission a répondu.", "answer"))
    return tuple(refusals)


def refusals_to_close(facts: DebtFacts, *, on: date, outcome: str) -> tuple[Refusal, ...]:
    if facts.state == DebtState.CLOSED:
        return (Refusal("closed", "Ce dossier est terminé\u00a0: il se lit, il ne se change plus."),)
    refusals = list(dated(on, facts.answered_on or facts.lodged_on, facts.today))
    if outcome not in coded("debt_end"):
        refusals.append(Refusal("outcome", "Dites comment le dossier se termine.", "outcome"))
    return tuple(refusals)


def what_follows(facts: DebtFacts) -> tuple[Due, ...]:
    """The answer of the commission; past it, the legal rate; once admissible, the end of the pause."""
    if facts.state == DebtState.CLOSED:
        return ()
    if facts.state == DebtState.ADMISSIBLE and facts.answered_on:
        return _dates((PAUSE, facts.answered_on), place=facts.place)
    answer = _dates((ANSWER, facts.lodged_on), place=facts.place)
    late = [one for one in answer if one.on < facts.today]
    return answer + _dates(*((LEGAL_RATE, one.on) for one in late), place=facts.place)


def _dates(*events: tuple[str, date], place: str) -> tuple[Due, ...]:
    """Nothing for a day that no row of the book knows."""
    try:
        return tuple(due(rule, on, place) for rule, on in events)
    except Refused:
        return ()
