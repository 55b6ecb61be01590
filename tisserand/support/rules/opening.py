"""What a plan must say to be opened, and what may still change in its frame."""

from datetime import date

from tisserand.kernel.refusals import Refusal
from tisserand.support.rules.lists import kinds_on
from tisserand.support.rules.states import Origin, Regime, State

Frame = tuple[str, str, date | None, date | None]


def refusals_to_open(
    *, kind: str, origin: str, starts_on: date | None, ends_on: date | None, today: date
) -> tuple[Refusal, ...]:
    refusals = []
    known = kinds_on(today).get(kind)
    if known is None:
        refusals.append(Refusal("kind", "Choisissez l’accompagnement dans la liste.", "kind"))
    if origin not in set(Origin):
        refusals.append(Refusal("origin", "Dites d’où vient cet accompagnement.", "origin"))
    if known and known.regime == Regime.CONTRACTUAL and origin == Origin.IMPOSED:
        message = f"«\u00a0{known.label}\u00a0» est un contrat\u00a0: cela ne s’impose pas."
        refusals.append(Refusal("imposed_contract", message, "origin"))
    if starts_on and ends_on and ends_on <= starts_on:
        refusals.append(Refusal("dates", "La fin est avant le début. Corrigez l’une des deux dates.", "ends_on"))
    return tuple(refusals)


def refusals_to_frame(
    *, state: str, before: Frame, after: Frame, review_on: date | None, today: date
) -> tuple[Refusal, ...]:
    """Once active, what she agreed to moves only at a review."""
    kind, origin, starts_on, ends_on = after
    refusals = list(refusals_to_open(kind=kind, origin=origin, starts_on=starts_on, ends_on=ends_on, today=today))
    if state != State.DRAFT and before != after:
        refusals.append(
            Refusal("agreed", "Ce qui a été convenu ne change qu’à un bilan\u00a0: faites le bilan avec la personne.")
        )
    if review_on and ends_on and review_on > ends_on:
        refusals.append(Refusal("review_on", "Le bilan se fait avant la fin.", "review_on"))
    return tuple(refusals)
