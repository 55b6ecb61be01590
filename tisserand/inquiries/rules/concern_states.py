"""From the reception of a concern about a child to its end: the words that code branches on."""

from enum import StrEnum


class Stage(StrEnum):
    RECEIVED = "received"
    TO_ASSIGN = "to_assign"
    EVALUATING = "evaluating"
    # Decided, and not yet proved: the procureur is owed it without delay (rule IP-6).
    TO_REFER = "to_refer"
    REFERRED = "referred"
    CONCLUDED = "concluded"
    CLOSED = "closed"


NEXT: dict[Stage, frozenset[Stage]] = {
    Stage.RECEIVED: frozenset({Stage.TO_ASSIGN, Stage.TO_REFER, Stage.CLOSED}),
    Stage.TO_ASSIGN: frozenset({Stage.EVALUATING, Stage.TO_REFER, Stage.CLOSED}),
    # Back: an evaluator knows the family, somebody else is to be named.
    Stage.EVALUATING: frozenset({Stage.TO_ASSIGN, Stage.TO_REFER, Stage.CONCLUDED, Stage.CLOSED}),
    Stage.TO_REFER: frozenset({Stage.REFERRED}),
    Stage.REFERRED: frozenset({Stage.CLOSED}),
    Stage.CONCLUDED: frozenset({Stage.CLOSED}),
    Stage.CLOSED: frozenset(),
}
STAGE_LABELS = {
    Stage.RECEIVED: "Reçue, à qualifier",
    Stage.TO_ASSIGN: "À évaluer, évaluateurs à nommer",
    Stage.EVALUATING: "Évaluation en cours",
    Stage.TO_REFER: "Procureur à saisir sans délai",
    Stage.REFERRED: "Procureur saisi",
    Stage.CONCLUDED: "Évaluation conclue",
    Stage.CLOSED: "Close",
}
# The evaluation is still owed (rule IP-3).
BEFORE_DECISION = frozenset({Stage.RECEIVED, Stage.TO_ASSIGN, Stage.EVALUATING})
# What is known of the home may be completed until the evaluation is over.
DESCRIBED = BEFORE_DECISION | {Stage.TO_REFER}
DECIDED = frozenset({Stage.REFERRED, Stage.CONCLUDED})


class Qualification(StrEnum):
    EVALUATE = "evaluate"
    IMMEDIATE = "immediate"
    NOT_A_CONCERN = "not_a_concern"
    ALREADY = "already"


class Conclusion(StrEnum):
    """A single one for the two evaluators (rule IP-5)."""

    FILED = "filed"
    ACTION = "action"
    REFERRAL = "referral"


class Heard(StrEnum):
    ALONE = "alone"
    WITH_OTHERS = "with_others"
    DECLINED = "declined"
    IMPOSSIBLE = "impossible"


class Agreement(StrEnum):
    """Of the parents, that the child be heard alone."""

    GIVEN = "given"
    REFUSED = "refused"
    IMPOSSIBLE = "impossible"


class Source(StrEnum):
    """Where a fact comes from: an evaluation does not judge its truth (practice.md)."""

    SAID = "said"
    OBSERVED = "observed"
    CONFIRMED = "confirmed"


class Writing(StrEnum):
    """Papers of a concern. « Signalement » is the word for the procureur alone."""

    EVALUATION = "evaluation"
    REFERRAL = "signalement"
    RETURN = "restitution"


class Recipient(StrEnum):
    PROSECUTOR = "prosecutor"
    # A professional who writes to the procureur directly sends a copy to the département (rule IP-6).
    COPY = "copy"
    PARENTS = "parents"
    # The département where the family lives now.
    DEPARTMENT = "department"


class Clash(StrEnum):
    ACCOMPANIES = "accompanies"
    TRANSMITTED = "transmitted"


CLASH_LABELS = {
    Clash.ACCOMPANIES: "accompagne déjà une personne de ce foyer",
    Clash.TRANSMITTED: "a transmis cette information",
}
