"""The thread of an orientation in sentences: who sent, who received, what was answered, how long it took."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tisserand.assessment.rules import orientation_lists as lists
from tisserand.assessment.rules.orientation import State

CONTESTED, ARBITRATED = "contested", "arbitrated"
# What became of the first appointment, while the orientation stays attributed.
APPOINTMENT, CANCELLED, MISSED = "appointment", "appointment_cancelled", "appointment_missed"
ENTRUSTED, KEPT = "appointment_entrusted", "appointment_kept"
MEETING = {
    APPOINTMENT: "Premier rendez-vous fixé",
    CANCELLED: "Premier rendez-vous annulé, un autre est à fixer",
    ENTRUSTED: "Premier rendez-vous confié à quelqu’un d’autre : attribuer de nouveau, ou fixer un autre rendez-vous",
    KEPT: "Premier rendez-vous gardé à la même heure",
    MISSED: "Premier rendez-vous non honoré, contact à reprendre",
}


@dataclass(frozen=True)
class Told:
    """One move, with the names it needs."""

    came_from: str
    state: State
    to_unit: str
    on: date
    named: str = ""
    reason: str = ""
    article: str = ""
    suggested: str = ""


def told(move: Told) -> str:
    return TELLERS.get(move.state, _plain)(move)


def _proposed(move: Told) -> str:
    if move.came_from == State.PROPOSED:
        return "La personne veut y réfléchir"
    return f"Proposée de nouveau\u00a0: {move.to_unit}" if move.came_from else f"Proposée\u00a0: {move.to_unit}"


def _sent(move: Told) -> str:
    return f"Envoyée\u00a0: {move.to_unit}"


def _received(move: Told) -> str:
    return "Complément transmis" if move.came_from == State.COMPLEMENT else f"Reçue\u00a0: {move.to_unit}"


def _admissible(move: Told) -> str:
    if move.reason == ARBITRATED:
        return f"Décision du chef de service\u00a0: {move.to_unit} accompagne"
    return "Recevable"


def _waiting(move: Told) -> str:
    return "Toujours en attente d’attribution" if move.came_from == State.WAITING else "En attente d’attribution"


def _attributed(move: Told) -> str:
    return MEETING.get(move.reason) or f"Attribuée à {move.named}"


def _declined(move: Told) -> str:
    return ". ".join(filter(None, (f"Refusée\u00a0: {refusal_label(move)}", _proposal(move))))


def _arbitration(move: Told) -> str:
    if move.reason == CONTESTED:
        return "La personne conteste. Le chef de service répond"
    said = f"Refusée une nouvelle fois\u00a0: {refusal_label(move)}"
    return ". ".join(filter(None, (said, _proposal(move), "Le chef de service tranche")))


def _withdrawn(move: Told) -> str:
    known = lists.withdrawal_reasons(move.on)
    return f"Retirée\u00a0: {known[move.reason].label.lower()}" if move.reason in known else "Retirée"


def refusal_label(move: Told) -> str:
    known = lists.refusal_reasons(move.on)
    label = known[move.reason].label.lower() if move.reason in known else "autre motif"
    return f"{label} ({move.article})" if move.article else label


def _proposal(move: Told) -> str:
    return f"Propose\u00a0: {move.suggested}" if move.suggested else ""


def _plain(move: Told) -> str:
    return PLAIN[move.state]


PLAIN = {
    State.AGREED: "La personne est d’accord",
    State.COMPLEMENT: "Complément demandé",
    State.MET: "Premier rendez-vous tenu",
    State.CLOSED: "Close par le chef de service",
}
TELLERS: dict[State, Callable[[Told], str]] = {
    State.PROPOSED: _proposed,
    State.SENT: _sent,
    State.RECEIVED: _received,
    State.ADMISSIBLE: _admissible,
    State.WAITING: _waiting,
    State.ATTRIBUTED: _attributed,
    State.DECLINED: _declined,
    State.ARBITRATION: _arbitration,
    State.WITHDRAWN: _withdrawn,
}
