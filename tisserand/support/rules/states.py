"""The few words that code branches on; every other list is data (`lists.py`)."""

from enum import StrEnum


class State(StrEnum):
    """« À réguler » is no state: it is computed, active and not yet validated."""

    DRAFT = "draft"
    ACTIVE = "active"
    # She withdrew her adhesion: nothing goes on, somebody still owes her an ending.
    STOPPED = "stopped"
    CLOSED = "closed"


NEXT: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.ACTIVE, State.CLOSED}),
    State.ACTIVE: frozenset({State.STOPPED, State.CLOSED}),
    State.STOPPED: frozenset({State.ACTIVE, State.CLOSED}),
    State.CLOSED: frozenset(),
}
STATE_LABELS = {
    State.DRAFT: "En construction",
    State.ACTIVE: "Actif",
    State.STOPPED: "Adhésion retirée, à clore",
    State.CLOSED: "Clos",
}


class Regime(StrEnum):
    VOLUNTARY = "voluntary"
    CONTRACTUAL = "contractual"
    IMPOSED = "imposed"


class Origin(StrEnum):
    SPONTANEOUS = "spontaneous"
    PROPOSED = "proposed"
    ORIENTED = "oriented"
    IMPOSED = "imposed"


class Side(StrEnum):
    """Who commits (R54)."""

    PERSON = "person"
    SERVICE = "service"
    THIRD = "third"


class StepOwner(StrEnum):
    """Who takes a step (R45). « À sa place » (INSTEAD) needs a reason and her mandate (R22)."""

    PERSON = "person"
    TOGETHER = "together"
    PROFESSIONAL = "professional"
    PARTNER = "partner"
    INSTEAD = "instead"


class ObjectiveState(StrEnum):
    ONGOING = "ongoing"
    REACHED = "reached"
    PARTLY = "partly"
    MISSED = "missed"
    UNASSESSABLE = "unassessable"
    DROPPED = "dropped"


class Moment(StrEnum):
    """When she says how she manages on her own (R50)."""

    START = "start"
    REVIEW = "review"
    END = "end"


class Formalisation(StrEnum):
    SIGNED = "signed"
    HANDED_UNSIGNED = "handed_unsigned"
    REFUSED = "refused"
    READ_ALOUD = "read_aloud"


class ReviewDecision(StrEnum):
    CONTINUE = "continue"
    RENEW = "renew"
    CLOSE = "close"
    RELAY = "relay"


class Decision(StrEnum):
    """What a team régulation decides."""

    VALIDATED = "validated"
    RESERVED = "reserved"
    REWORK = "rework"
    REFUSED = "refused"


POSITIVE = frozenset({Decision.VALIDATED, Decision.RESERVED})


class Closing(StrEnum):
    """The reasons that change what is asked before closing; the others are data."""

    TERM = "term"
    WITHDRAWN = "withdrawn"
    RELAY = "relay"
    AUTHORITY = "authority"
    SERVICE = "service"
    MISTAKE = "mistake"


# A plan that never began has only these ends.
CLOSINGS_OF_A_DRAFT = frozenset({"early", "relay", "moved", "silent", "authority", "death", "mistake"})
