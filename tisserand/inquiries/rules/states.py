"""From the saisine to the follow-up: the words that code branches on. Other lists are data (`lists.py`)."""

from enum import StrEnum


class State(StrEnum):
    RECEIVED = "received"
    ATTRIBUTED = "attributed"
    OFFERED = "offered"
    # The offer stayed without answer: other ways are tried, each proved.
    CONTACTING = "contacting"
    MET = "met"
    NOT_MET = "not_met"
    WRITTEN = "written"
    READ = "read"
    SENT = "sent"
    HEARD = "heard"
    FOLLOWED = "followed"
    CLOSED = "closed"


# The hearing is held whatever was done before: the law has no sanction for a late diagnosis (rule EXP-5).
ANYWHERE = frozenset({State.HEARD, State.CLOSED})
NEXT: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.ATTRIBUTED}) | ANYWHERE,
    State.ATTRIBUTED: frozenset({State.OFFERED, State.MET}) | ANYWHERE,
    State.OFFERED: frozenset({State.CONTACTING, State.MET, State.NOT_MET}) | ANYWHERE,
    State.CONTACTING: frozenset({State.CONTACTING, State.MET, State.NOT_MET}) | ANYWHERE,
    State.MET: frozenset({State.WRITTEN}) | ANYWHERE,
    # She answers at last: she is met.
    State.NOT_MET: frozenset({State.MET, State.WRITTEN}) | ANYWHERE,
    # Without anybody met, there is nobody to read it first.
    State.WRITTEN: frozenset({State.MET, State.READ, State.SENT}) | ANYWHERE,
    State.READ: frozenset({State.WRITTEN, State.SENT}) | ANYWHERE,
    # A postponed hearing may need a diagnosis brought up to date.
    State.SENT: frozenset({State.MET, State.NOT_MET}) | ANYWHERE,
    State.HEARD: frozenset({State.FOLLOWED, State.CLOSED}),
    State.FOLLOWED: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
}
STATE_LABELS = {
    State.RECEIVED: "Reçue, à attribuer",
    State.ATTRIBUTED: "Attribuée, entretien à proposer",
    State.OFFERED: "Entretien proposé",
    State.CONTACTING: "Sans réponse, relances en cours",
    State.MET: "Personne rencontrée, diagnostic à écrire",
    State.NOT_MET: "Non rencontrée, carence à écrire",
    State.WRITTEN: "Diagnostic écrit",
    State.READ: "Lu par la personne, à transmettre",
    State.SENT: "Transmis au juge et à la CCAPEX",
    State.HEARD: "Décision connue, suite à proposer",
    State.FOLLOWED: "Suite proposée",
    State.CLOSED: "Close",
}
# Before anything was sent, what it says may change.
BEFORE_HEARING = frozenset(State) - {State.HEARD, State.FOLLOWED, State.CLOSED}
WRITABLE = BEFORE_HEARING - {State.RECEIVED, State.SENT}
# While the person is still looked for.
SEEKING = frozenset({State.ATTRIBUTED, State.OFFERED, State.CONTACTING, State.NOT_MET})


class Outcome(StrEnum):
    """Whether the person was met. NOT_MET makes a « DSF de carence »."""

    MET = "met"
    NOT_MET = "not_met"


class Recipient(StrEnum):
    JUDGE = "judge"
    CCAPEX = "ccapex"
    # To be checked against the form (practice.md).
    TENANT = "tenant"
    LANDLORD = "landlord"


# Sent means: both have it (décret 2021-8).
OWED_TO = frozenset({Recipient.JUDGE, Recipient.CCAPEX})


class Side(StrEnum):
    RESOURCE = "resource"
    CHARGE = "charge"
    DEBT = "debt"


class Landlord(StrEnum):
    """A company has one more duty: to seize the CCAPEX two months before the summons (rule EXP-4)."""

    PRIVATE = "private"
    CORPORATE = "corporate"
    SOCIAL = "social"


# What she said of her other file enters only with her agreement (practice.md).
SUPPORT_FILE = "support_file"
