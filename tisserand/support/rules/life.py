"""What happens to a plan once it lives: reviews, régulation, endings."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import plain_date
from tisserand.support.rules.activation import refusals_of_length
from tisserand.support.rules.facts import Closure, PlanFacts
from tisserand.support.rules.lists import coded
from tisserand.support.rules.states import (
    CLOSINGS_OF_A_DRAFT,
    NEXT,
    POSITIVE,
    Closing,
    Decision,
    ReviewDecision,
    State,
)

SCALE = (-2, -1, 0, 1, 2)


def refusals_to_review(
    plan: PlanFacts, *, held_on: date, today: date, decision: str, new_end: date | None, words: str
) -> tuple[Refusal, ...]:
    return tuple(_review(plan, held_on, today, decision, new_end, words))


def _review(
    plan: PlanFacts, held_on: date, today: date, decision: str, new_end: date | None, words: str
) -> Iterator[Refusal]:
    if plan.state != State.ACTIVE:
        yield Refusal("state", "Un bilan se fait pendant un accompagnement actif.")
    if held_on > today:
        yield Refusal("ahead", "Ce bilan n’a pas encore eu lieu. Écrivez-le après l’avoir fait ensemble.", "held_on")
    elif plan.starts_on and held_on < plan.starts_on:
        yield Refusal("before", "Ce bilan est avant le début de l’accompagnement. Corrigez la date.", "held_on")
    if not words.strip():
        yield Refusal("words", f"Écrivez ce que {plan.asked_of} en dit, avec ses mots.", "words")
    if decision not in set(ReviewDecision):
        yield Refusal("decision", "Dites ce que vous avez décidé ensemble.", "decision")
    if decision == ReviewDecision.RENEW:
        yield from _renewal(plan, new_end)


def _renewal(plan: PlanFacts, new_end: date | None) -> Iterator[Refusal]:
    if new_end is None:
        yield Refusal("new_end", "Choisissez la nouvelle date de fin.", "new_end")
    elif plan.ends_on and new_end <= plan.ends_on:
        yield Refusal("new_end", "Choisissez une date après la fin prévue.", "new_end")
    elif plan.ends_on:
        yield from _evaluated(plan)
        # A renewal is a new period: only the period is bound by `longest`, the whole by `total`.
        period = replace(plan, starts_on=plan.ends_on, began_on=plan.began_on or plan.starts_on)
        for refusal in refusals_of_length(period, new_end):
            yield replace(refusal, field="new_end")


def _evaluated(plan: PlanFacts) -> Iterator[Refusal]:
    since = plan.renewed_on or plan.starts_on
    if plan.kind.family and (plan.evaluated_on is None or (since and plan.evaluated_on <= since)):
        text = "Un renouvellement suit une évaluation écrite de la situation (L. 271-2 CASF). Écrivez-la d’abord."
        yield Refusal("evaluation", text, "decision")


@dataclass(frozen=True)
class Examination:
    """One plan before its team."""

    referent: UUID
    chair: UUID
    decision: str
    comments: str = ""
    proposal: str = ""
    rework_by: date | None = None


def refusals_to_decide(plan: PlanFacts, examined: Examination, *, on: date) -> tuple[Refusal, ...]:
    return tuple(_examination(plan, examined, on))


def _examination(plan: PlanFacts, examined: Examination, on: date) -> Iterator[Refusal]:
    if plan.state != State.ACTIVE:
        yield Refusal("state", "La régulation porte sur un accompagnement actif.")
    if examined.chair == examined.referent:
        yield Refusal(
            "own_plan",
            "Vous êtes le référent de cet accompagnement\u00a0: un autre cadre en décide.",
        )
    if examined.decision not in set(Decision):
        yield Refusal("decision", "Dites ce que l’équipe décide.", "decision")
    if examined.decision in {Decision.REWORK, Decision.RESERVED} and not examined.comments.strip():
        yield Refusal("comments", "Écrivez ce qui est à reprendre, pour que le référent le sache.", "comments")
    if examined.decision == Decision.REWORK and (examined.rework_by is None or examined.rework_by < on):
        yield Refusal("rework_by", "Donnez au référent une date pour revenir devant l’équipe.", "rework_by")
    if examined.decision == Decision.REFUSED and not examined.proposal.strip():
        yield Refusal("proposal", "Un refus s’accompagne d’une autre proposition pour la personne.", "proposal")


def validates(decision: str) -> bool:
    return decision in POSITIVE


def refusals_to_close(plan: PlanFacts, said: Closure, *, on: date) -> tuple[Refusal, ...]:
    return tuple(_closure(plan, said, on))


def _closure(plan: PlanFacts, said: Closure, on: date) -> Iterator[Refusal]:
    if State.CLOSED not in NEXT[plan.state]:
        yield Refusal("state", "Cet accompagnement est déjà clos.")
    if said.reason not in coded("closing"):
        yield Refusal("reason", "Dites pourquoi l’accompagnement se termine.", "reason")
    elif plan.state == State.DRAFT and said.reason not in CLOSINGS_OF_A_DRAFT:
        yield Refusal("reason", "Ce motif suppose que l’accompagnement ait commencé.", "reason")
    if said.result not in coded("result"):
        yield Refusal("result", "Dites le résultat. « Non évaluable » est une réponse.", "result")
    if said.on is None or said.on > on:
        yield Refusal("closed_on", "La fin ne peut pas être à venir. Corrigez la date.", "closed_on")
    elif plan.starts_on and said.on < min(plan.starts_on, on):
        text = f"Cet accompagnement a commencé le {plain_date(plan.starts_on)}. Il ne peut pas se terminer avant."
        yield Refusal("closed_before", text, "closed_on")
    yield from _closing_reason(plan, said)


def _closing_reason(plan: PlanFacts, said: Closure) -> Iterator[Refusal]:
    if said.reason == Closing.TERM and plan.ends_on and said.on and said.on < plan.ends_on:
        text = f"Le terme prévu est le {plain_date(plan.ends_on)}. Finir avant est une « Fin anticipée convenue »."
        yield Refusal("term", text, "reason")
    if said.reason == Closing.RELAY and not said.relay_to.strip():
        yield Refusal("relay", "Dites qui prend le relais\u00a0: personne ne reste sans personne.", "relay_to")
    if said.reason == Closing.WITHDRAWN and plan.state != State.STOPPED:
        yield Refusal("withdrawn", "Datez d’abord le retrait de l’adhésion, avec ses mots.", "reason")
    if said.reason == Closing.AUTHORITY and not plan.imposed:
        yield Refusal("authority", "Aucune autorité n’a décidé de cet accompagnement.", "reason")
    if said.reason == Closing.SERVICE and not said.words.strip():
        yield Refusal("motive", "Écrivez pourquoi le service arrête, comme la personne le lira.", "words")
    if said.reason == Closing.SERVICE and not said.by_manager:
        yield Refusal("manager", "Seul un cadre peut arrêter un accompagnement au nom du service.", "reason")


def refusals_to_withdraw(plan: PlanFacts, *, withdrawn_on: date, today: date) -> tuple[Refusal, ...]:
    refusals = []
    if plan.imposed:
        refusals.append(
            Refusal("imposed", "Cet accompagnement vient d’une décision\u00a0: seule l’autorité peut y mettre fin.")
        )
    if plan.state not in {State.DRAFT, State.ACTIVE} or not plan.adheres:
        refusals.append(Refusal("state", "Il n’y a pas d’adhésion en cours à retirer."))
    if withdrawn_on > today:
        refusals.append(Refusal("ahead", "Le retrait ne peut pas être à venir.", "withdrawn_on"))
    elif plan.adhesion_on and withdrawn_on < plan.adhesion_on:
        refusals.append(Refusal("before", "Le retrait est avant l’adhésion. Corrigez la date.", "withdrawn_on"))
    return tuple(refusals)
