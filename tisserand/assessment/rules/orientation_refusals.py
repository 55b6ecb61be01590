"""Why an orientation cannot be proposed, answered, attributed or closed: every reason at once, in sentences."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from tisserand.assessment.rules import orientation_lists as lists
from tisserand.kernel.refusals import Refusal
from tisserand.kernel.working_days import working_days_after

Refusals = tuple[Refusal, ...]


class How(StrEnum):
    SAID = "said"
    WRITTEN = "written"


HOW_LABELS = {How.SAID: "dit de vive voix", How.WRITTEN: "écrit"}


@dataclass(frozen=True)
class Passed:
    """One thing the person chose to pass on, its words, and whose fact it is."""

    label: str
    text: str
    source: str = ""


@dataclass(frozen=True)
class Answer:
    """A pôle that declines: why, and what it proposes instead."""

    reason: str
    words: str = ""
    article: str = ""
    other_unit: UUID | None = None
    advice: str = ""


class Decision(StrEnum):
    """What the manager of the sender decides after a second refusal or a contestation."""

    POLE = "pole"
    OWN_TEAM = "own_team"
    CLOSE = "close"


DECISION_LABELS = {
    Decision.POLE: "Un pôle l’accompagne, il ne peut plus refuser",
    Decision.OWN_TEAM: "Notre équipe l’accompagne",
    Decision.CLOSE: "Clore sans suite, avec un motif",
}


def refusals_to_propose(*, reasons: str, to_unit: UUID | None, from_unit: UUID | None) -> Refusals:
    return tuple(_of_proposal(reasons, to_unit, from_unit))


def _of_proposal(reasons: str, to_unit: UUID | None, from_unit: UUID | None) -> Iterable[Refusal]:
    if from_unit is None:
        yield Refusal("from_unit", "Dites au nom de quel site ou de quelle équipe vous orientez.", "from_unit")
    if to_unit is None:
        yield Refusal("to_unit", "Dites vers quel pôle ou quel service orienter.", "to_unit")
    elif to_unit == from_unit:
        yield Refusal("same_unit", "Choisissez un autre service que celui qui oriente.", "to_unit")
    if not reasons.strip():
        yield Refusal("reasons", "Dites pourquoi ce pôle, en une phrase au moins.", "reasons")


def refusals_to_agree(*, agreed_on: date | None, how: str, today: date) -> Refusals:
    refusals = list(_of_day(agreed_on, today, "agreed_on", "Dites quel jour la personne a donné son accord."))
    if how not in set(How):
        refusals.append(Refusal("how", "Dites si l’accord est dit ou écrit.", "how"))
    return tuple(refusals)


def refusals_to_decline(answer: Answer, *, unit: UUID, on: date) -> Refusals:
    return tuple(_of_refusal(answer, unit, on))


def _of_refusal(answer: Answer, unit: UUID, on: date) -> Iterable[Refusal]:
    reason = lists.refusal_reasons(on).get(answer.reason)
    needs = reason.needs if reason else ""
    if reason is None:
        yield Refusal("reason", "Choisissez le motif du refus.", "reason")
    if needs == "article" and not answer.article.strip():
        yield Refusal("article", "Citez l’article qui pose la condition absente.", "article")
    if needs == "words" and not answer.words.strip():
        yield Refusal("words", "Écrivez le motif en une phrase.", "words")
    if needs == "other_unit" and answer.other_unit is None:
        yield Refusal("other_unit", "Dites quel pôle ou quel service est compétent.", "other_unit")
    elif answer.other_unit is None and not answer.advice.strip():
        # A refusal always proposes something: invariant 1.
        yield Refusal(
            "proposal", "Proposez un autre pôle, ou dites à l’équipe qui oriente ce qu’elle peut faire.", "advice"
        )
    if answer.other_unit == unit:
        yield Refusal("same_unit", "Proposez un autre pôle que le vôtre.", "other_unit")


def refusals_to_ask(question: str) -> Refusals:
    if question.strip():
        return ()
    return (Refusal("question", "Dites ce qui manque, pour que l’équipe puisse répondre.", "words"),)


def refusals_to_reply(reply: str, *, agreed: bool) -> Refusals:
    refusals = []
    if not reply.strip():
        refusals.append(Refusal("reply", "Écrivez la réponse au pôle.", "words"))
    if not agreed:
        refusals.append(
            Refusal("agreed", "La réponse part seulement si la personne en est d’accord. Demandez-lui.", "agreed")
        )
    return tuple(refusals)


def refusals_to_attribute(professional: UUID | None, colleagues: Collection[UUID]) -> Refusals:
    if professional in colleagues:
        return ()
    return (Refusal("professional", "Choisissez un professionnel de l’équipe.", "professional"),)


def refusals_to_wait(*, until: date | None, words: str, today: date, zone: str) -> Refusals:
    latest = working_days_after(today, lists.delay("look_again", today).most, zone)
    refusals = []
    if not words.strip():
        refusals.append(Refusal("words", "Dites ce qui est attendu et ce qui est fait d’ici là.", "words"))
    if until is not None and not today < until <= latest:
        refusals.append(
            Refusal("until", f"Revoyez-la entre demain et le {latest:%d/%m/%Y}\u00a0: l’attente a une fin.", "until")
        )
    return tuple(refusals)


ALREADY_FIXED = "Un premier rendez-vous est déjà fixé. Reportez-le ou annulez-le depuis sa page."


def refusals_to_schedule(on: date | None, *, today: date, fixed: bool = False, unit: UUID | None = None) -> Refusals:
    """`fixed`: one is already in the agenda."""
    if fixed:
        return (Refusal("fixed", ALREADY_FIXED, "happened"),)
    refusals = []
    if on is None:
        refusals.append(Refusal("day", "Donnez le jour et l’heure du rendez-vous.", "day"))
    elif on < today:
        refusals.append(Refusal("past", "Ce jour est passé. Donnez un jour à venir.", "day"))
    if unit is None:
        refusals.append(Refusal("unit", "Dites dans quel agenda il se fixe.", "unit"))
    return tuple(refusals)


def refusals_to_meet(met_on: date | None, *, attributed_on: date, today: date) -> Refusals:
    refusals = list(_of_day(met_on, today, "met_on", "Dites quel jour le rendez-vous a été tenu."))
    if met_on is not None and met_on < attributed_on:
        refusals.append(Refusal("before", "Ce jour est avant l’attribution. Vérifiez la date.", "met_on"))
    return tuple(refusals)


def refusals_to_arbitrate(
    *, decision: Decision | None, unit: UUID | None, words: str, agreed_on: date | None, today: date
) -> Refusals:
    return tuple(_of_arbitration(decision, unit, words, agreed_on, today))


def _of_arbitration(
    decision: Decision | None, unit: UUID | None, words: str, agreed_on: date | None, today: date
) -> Iterable[Refusal]:
    if decision is None:
        yield Refusal("decision", "Choisissez une suite.", "decision")
    if decision is Decision.POLE and unit is None:
        yield Refusal("unit", "Dites quel pôle accompagne la personne.", "unit")
    if not words.strip():
        yield Refusal("words", "Écrivez la décision et sa raison\u00a0: la personne a droit à une réponse.", "words")
    if decision in (Decision.POLE, Decision.OWN_TEAM):
        yield from _of_day(agreed_on, today, "agreed_on", "Dites quel jour la personne a accepté cette suite.")


def refusals_to_withdraw(reason: str, *, on: date) -> Refusals:
    if reason in lists.withdrawal_reasons(on):
        return ()
    return (Refusal("reason", "Choisissez le motif du retrait.", "reason"),)


def refusals_to_contest(words: str) -> Refusals:
    if words.strip():
        return ()
    return (Refusal("words", "Écrivez ce que la personne conteste, dans ses mots.", "words"),)


def _of_day(day: date | None, today: date, field: str, missing: str) -> Iterable[Refusal]:
    if day is None:
        yield Refusal(field, missing, field)
    elif day > today:
        yield Refusal("future", "Ce jour n’est pas encore arrivé. Vérifiez la date.", field)
