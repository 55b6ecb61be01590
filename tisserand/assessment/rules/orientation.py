"""Orientation to a pôle: its states, its moves, and who owns each until when (practice.md, three dated acts)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tisserand.assessment.rules import orientation_lists as lists
from tisserand.deadlines.rules import in_working_days
from tisserand.kernel.refusals import Refusal


class State(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    SENT = "sent"
    RECEIVED = "received"
    COMPLEMENT = "complement"
    ADMISSIBLE = "admissible"
    WAITING = "waiting"
    ATTRIBUTED = "attributed"
    DECLINED = "declined"
    ARBITRATION = "arbitration"
    MET = "met"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


STATE_LABELS = {
    State.PROPOSED: "proposée",
    State.AGREED: "acceptée par la personne",
    State.SENT: "envoyée",
    State.RECEIVED: "reçue",
    State.COMPLEMENT: "complément demandé",
    State.ADMISSIBLE: "recevable",
    State.WAITING: "en attente d’attribution",
    State.ATTRIBUTED: "attribuée",
    State.DECLINED: "refusée, à proposer ailleurs",
    State.ARBITRATION: "à trancher",
    State.MET: "premier rendez-vous tenu",
    State.WITHDRAWN: "retirée",
    State.CLOSED: "close par le chef de service",
}

ENDED = frozenset({State.MET, State.WITHDRAWN, State.CLOSED})
# The pôle reads it and owes an answer; before, it sees nothing.
AT_THE_POLE = frozenset({State.SENT, State.RECEIVED, State.COMPLEMENT})
_ANSWERS = {State.COMPLEMENT, State.ADMISSIBLE, State.DECLINED, State.ARBITRATION, State.WITHDRAWN}

# A state that leads to itself: somebody looked again, gave a new date, and it is written down.
NEXT: dict[State, set[State]] = {
    State.PROPOSED: {State.PROPOSED, State.AGREED, State.WITHDRAWN},
    State.AGREED: {State.SENT, State.WITHDRAWN},
    State.SENT: {State.RECEIVED} | _ANSWERS,
    State.RECEIVED: set(_ANSWERS),
    State.COMPLEMENT: {State.RECEIVED, State.DECLINED, State.ARBITRATION, State.WITHDRAWN},
    State.ADMISSIBLE: {State.WAITING, State.ATTRIBUTED, State.ARBITRATION, State.WITHDRAWN},
    State.WAITING: {State.WAITING, State.ATTRIBUTED, State.ARBITRATION, State.WITHDRAWN},
    State.ATTRIBUTED: {State.ATTRIBUTED, State.WAITING, State.MET, State.ARBITRATION, State.WITHDRAWN},
    State.DECLINED: {State.PROPOSED, State.ARBITRATION, State.WITHDRAWN},
    State.ARBITRATION: {State.ADMISSIBLE, State.WITHDRAWN, State.CLOSED},
    State.MET: set(),
    State.WITHDRAWN: set(),
    State.CLOSED: set(),
}


class Owner(StrEnum):
    """Who has the next move."""

    SENDER = "sender"
    POLE = "pole"
    ATTRIBUTOR = "attributor"
    PROFESSIONAL = "professional"
    ARBITER = "arbiter"


@dataclass(frozen=True)
class Step:
    """What an open state waits for: whose turn, how long, in which words (neither name nor motive)."""

    owner: Owner
    delay: str
    label: str


STEPS = {
    State.PROPOSED: Step(Owner.SENDER, "agree", "Recueillir l’accord de la personne"),
    State.AGREED: Step(Owner.SENDER, "send", "Envoyer l’orientation"),
    State.SENT: Step(Owner.POLE, "acknowledge", "Accuser réception de l’orientation"),
    State.RECEIVED: Step(Owner.POLE, "admit", "Dire si l’orientation est recevable"),
    State.COMPLEMENT: Step(Owner.SENDER, "complement", "Répondre au complément demandé"),
    State.ADMISSIBLE: Step(Owner.ATTRIBUTOR, "attribute", "Attribuer l’orientation à un professionnel"),
    State.WAITING: Step(Owner.ATTRIBUTOR, "look_again", "Revoir l’orientation en attente d’attribution"),
    State.ATTRIBUTED: Step(Owner.PROFESSIONAL, "meet", "Tenir le premier rendez-vous"),
    State.DECLINED: Step(Owner.SENDER, "propose_again", "Proposer une autre suite à la personne"),
    State.ARBITRATION: Step(Owner.ARBITER, "arbitrate", "Trancher la suite de l’orientation"),
}
OWNED_BY = {owner: tuple(state for state, step in STEPS.items() if step.owner is owner) for owner in Owner}


@dataclass(frozen=True)
class Desk:
    """A unit that answers for a link, and the colleague who has it in hand when one has."""

    unit: UUID
    account: UUID | None = None


@dataclass(frozen=True)
class Link:
    """The open end of the chain: one owner and one next date (invariant 1)."""

    desk: Desk
    due_at: datetime
    label: str


def link(state: State, desk: Desk, *, at: datetime, on: date, zone: str, urgency: str = "") -> Link:
    """What `desk` has to do and until when. `on` is the day it is, `zone` where the sender works."""
    step = STEPS[state]
    days = lists.delay(step.delay, on).days
    if step.owner is Owner.POLE:
        days = min(days, lists.days_to_answer(urgency, on) or days)
    return Link(desk, in_working_days(at, days, zone), step.label)


def after_refusal(refusals: int) -> State:
    """A first refusal comes back to the sender; the second goes to her manager."""
    return State.ARBITRATION if refusals >= lists.REFUSALS_BEFORE_ARBITRATION else State.DECLINED


def refusals_to_move(state: State, to: State) -> tuple[Refusal, ...]:
    if to in NEXT[state]:
        return ()
    said = f"Cette orientation est maintenant «\u00a0{STATE_LABELS[state]}\u00a0»"
    return (Refusal("state", f"{said}\u00a0: ce geste n’est plus possible."),)


WHOSE_TURN = {
    Owner.SENDER: "Ce geste revient à l’équipe qui oriente.",
    Owner.POLE: "Ce geste revient au pôle à qui l’orientation est adressée.",
    Owner.ATTRIBUTOR: "L’attribution revient au chef de service de l’équipe désignée.",
    Owner.PROFESSIONAL: "Ce geste revient au professionnel à qui l’orientation est attribuée.",
    Owner.ARBITER: "Cette décision revient au chef de service de l’équipe qui oriente.",
}


def refusals_of_turn(owner: Owner, *, allowed: bool) -> tuple[Refusal, ...]:
    return () if allowed else (Refusal("turn", WHOSE_TURN[owner]),)
