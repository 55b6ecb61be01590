"""A list proposed to the archives, their visa, and what follows (Code du patrimoine, art. R. 212-14)."""

from datetime import date
from enum import StrEnum

from tisserand.kernel.refusals import Refusal


class State(StrEnum):
    PROPOSED = "proposed"
    VISAED = "visaed"
    DONE = "done"
    DROPPED = "dropped"


LABELS = {
    State.PROPOSED: "Proposé, en attente du visa",
    State.VISAED: "Visa reçu, élimination en cours",
    State.DONE: "Éliminé",
    State.DROPPED: "Abandonné",
}
NEXT = {
    State.PROPOSED: {State.VISAED, State.DROPPED},
    State.VISAED: {State.DONE},
    State.DONE: set(),
    State.DROPPED: set(),
}


def refusals_to_propose(*, files: int, waiting: bool) -> tuple[Refusal, ...]:
    refusals = []
    if not files:
        refusals.append(Refusal("nothing", "Aucun dossier n’est à échéance et libre de toute attente."))
    if waiting:
        refusals.append(Refusal("waiting", "Un bordereau attend déjà le visa des archives\u00a0: terminez-le d’abord."))
    return tuple(refusals)


def refusals_to_visa(
    state: State, *, reference: str, on: date | None, made_on: date, today: date
) -> tuple[Refusal, ...]:
    refusals = list(refusals_to_move(state, State.VISAED))
    if not reference.strip():
        refusals.append(Refusal("reference", "Écrivez la référence du visa.", "reference"))
    if on is None:
        refusals.append(Refusal("date", "Écrivez la date du visa.", "on"))
    elif not made_on <= on <= today:
        refusals.append(Refusal("date", "Le visa est daté entre le jour du bordereau et aujourd’hui.", "on"))
    return tuple(refusals)


def refusals_to_move(state: State, to: State) -> tuple[Refusal, ...]:
    if to in NEXT[state]:
        return ()
    return (Refusal("state", f"Ce bordereau n’attend plus cela\u00a0: {LABELS[state].lower()}."),)
