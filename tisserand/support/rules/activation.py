"""When a plan may be active: R34 to R37, the mandate of R55, and the two sides of a contract (R54)."""

from collections.abc import Iterator
from datetime import date

from tisserand.kernel.refusals import Refusal
from tisserand.support.rules.calendar import months_after, usual_end
from tisserand.support.rules.facts import PlanFacts
from tisserand.support.rules.lists import Kind
from tisserand.support.rules.states import NEXT, Regime, State


def refusals_to_activate(plan: PlanFacts, *, on: date) -> tuple[Refusal, ...]:
    """All the reasons at once; `field` names the place of the page where the answer is written."""
    return (
        *_moves(plan, State.ACTIVE),
        *_consent(plan, on),
        *_goals(plan, on),
        *_duration(plan, on),
        *_both_sides(plan),
        *_habilitation(plan),
    )


def _moves(plan: PlanFacts, to: State) -> Iterator[Refusal]:
    if to not in NEXT[plan.state]:
        already = "Cet accompagnement est déjà actif."
        closed = "Cet accompagnement est clos. Ouvrez-en un autre si la personne le souhaite."
        yield Refusal("state", closed if plan.state == State.CLOSED else already)


def _consent(plan: PlanFacts, on: date) -> Iterator[Refusal]:
    if plan.imposed:
        if not plan.mandate:
            yield Refusal(
                "mandate", "La décision de l’autorité n’est pas jointe, avec sa date et sa référence.", "mandat"
            )
    elif not plan.adheres:
        yield Refusal("adhesion", _no_adhesion(plan), "adhesion")
    elif plan.adhesion_on and plan.adhesion_on > on:
        yield Refusal("adhesion_ahead", "L’adhésion porte une date à venir. Corrigez la date.", "adhesion")
    for name in plan.unagreed:
        yield Refusal(
            "beneficiary",
            f"L’adhésion est individuelle\u00a0: {name} n’a pas encore dit oui. Notez sa réponse, ou retirez cette "
            "personne du plan.",
            "beneficiaires",
        )


def _no_adhesion(plan: PlanFacts) -> str:
    if plan.withdrawn_on:
        return "Son adhésion est retirée. Une nouvelle adhésion datée rouvre le plan."
    return f"Il manque l’adhésion, dite par {plan.asked_of} et datée."


def _goals(plan: PlanFacts, on: date) -> Iterator[Refusal]:
    if not plan.live:
        yield Refusal("objective", f"Il manque un objectif. Écrivez-le avec les mots de {plan.asked_of}.", "objectifs")
    for objective in plan.live:
        anchor = f"objectif-{objective.rank}"
        if not objective.has_criterion:
            yield Refusal(
                "criterion",
                f"L’objectif {objective.rank} n’a pas de critère. Écrivez avec {plan.asked_of} à quoi vous verrez "
                "que c’est mieux.",
                anchor,
            )
        elif objective.criterion_on is None or objective.criterion_on > on:
            yield Refusal(
                "criterion_late",
                f"Le critère de l’objectif {objective.rank} doit être fixé avant de commencer.",
                anchor,
            )


def _duration(plan: PlanFacts, on: date) -> Iterator[Refusal]:
    if plan.starts_on is None or plan.ends_on is None:
        yield Refusal("duration", "Il manque une date de début et une date de fin.", "cadre")
        return
    if plan.ends_on <= plan.starts_on:
        yield Refusal("dates", "La fin est avant le début. Corrigez l’une des deux dates.", "cadre")
    elif plan.ends_on <= on:
        yield Refusal("ended", "La date de fin est déjà passée. Choisissez-en une autre ensemble.", "cadre")
    yield from refusals_of_length(plan, plan.ends_on)


def refusals_of_length(plan: PlanFacts, ends_on: date) -> Iterator[Refusal]:
    """One plan and its renewals stay within what their kind allows."""
    kind = plan.kind
    if plan.starts_on and kind.shortest and ends_on < usual_end(plan.starts_on, kind.shortest):
        yield Refusal("too_short", _length(kind, f"{kind.shortest} mois au moins"), "cadre")
    if plan.starts_on and kind.longest and ends_on >= months_after(plan.starts_on, kind.longest):
        yield Refusal("too_long", _length(kind, f"{kind.longest} mois au plus"), "cadre")
    began = plan.began_on or plan.starts_on
    if began and kind.total and ends_on >= months_after(began, kind.total):
        yield Refusal("total", _length(kind, f"{kind.total} mois en tout, mesures précédentes comprises"), "cadre")


def _length(kind: Kind, words: str) -> str:
    """« Accompagnement social global : 12 mois au plus (règle du département). »"""
    return f"{kind.label}\u00a0: {words} ({kind.decided_by})."


def _both_sides(plan: PlanFacts) -> Iterator[Refusal]:
    if plan.kind.regime == Regime.CONTRACTUAL and not (plan.person_commits and plan.service_commits):
        yield Refusal(
            "commitments",
            f"«\u00a0{plan.kind.label}\u00a0» est un contrat\u00a0: il faut au moins un engagement de chaque côté.",
            "engagements",
        )
    if plan.kind.regime == Regime.CONTRACTUAL and plan.imposed:
        yield Refusal(
            "imposed_contract", f"«\u00a0{plan.kind.label}\u00a0» est un contrat\u00a0: cela ne s’impose pas.", "cadre"
        )


def _habilitation(plan: PlanFacts) -> Iterator[Refusal]:
    if not plan.kind.admits(plan.profession):
        yield Refusal(
            "habilitation",
            f"{plan.kind.label} se conduit avec une autre qualification que « {plan.profession} ». Choisissez un autre "
            "référent ou un autre accompagnement.",
            "cadre",
        )
