"""Where a letter stands, where a domiciliation stands: the words that code branches on."""

from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    SEALED = "sealed"
    SENT = "sent"
    ANSWERED = "answered"
    CLOSED = "closed"


NEXT: dict[State, frozenset[State]] = {
    # Straight to SENT: it left without the product, which keeps the proof (« fait hors outil »).
    State.DRAFT: frozenset({State.SEALED, State.SENT, State.CLOSED}),
    State.SEALED: frozenset({State.DRAFT, State.SENT, State.CLOSED}),
    State.SENT: frozenset({State.ANSWERED, State.CLOSED}),
    State.ANSWERED: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
}
STATE_LABELS = {
    State.DRAFT: "À compléter",
    State.SEALED: "Prête à partir",
    State.SENT: "Transmise, réponse attendue",
    State.ANSWERED: "Réponse reçue, suite à dire",
    State.CLOSED: "Close",
}
GONE = frozenset({State.SENT, State.ANSWERED})
# « Complément demandé » : the answer itself is still awaited.
MORE = "more"


def ends_the_wait(answer: str) -> bool:
    return answer != MORE


class Reach(StrEnum):
    """Who reads a letter beside its author: whoever accompanies the person, or their team's manager too."""

    CARE = "care"
    TEAM = "team"


class Standing(StrEnum):
    """Of a domiciliation."""

    REQUESTED = "requested"
    GRANTED = "granted"
    REFUSED = "refused"
    ENDED = "ended"


STANDING_NEXT: dict[Standing, frozenset[Standing]] = {
    Standing.REQUESTED: frozenset({Standing.GRANTED, Standing.REFUSED, Standing.ENDED}),
    Standing.GRANTED: frozenset({Standing.ENDED}),
    Standing.REFUSED: frozenset(),
    Standing.ENDED: frozenset(),
}
STANDING_LABELS = {
    Standing.REQUESTED: "Demandée, réponse attendue",
    Standing.GRANTED: "Accordée",
    Standing.REFUSED: "Refusée",
    Standing.ENDED: "Terminée",
}
STANDING_OPEN = frozenset({Standing.REQUESTED, Standing.GRANTED})
