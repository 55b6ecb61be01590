"""What is known of one domain of life: said, observed and confirmed stay three facts (invariant 7)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DomainState(StrEnum):
    NOT_RAISED = "not_raised"
    NO_NEED = "no_need"
    STRENGTH = "strength"
    TO_WORK_ON = "to_work_on"
    UNSPOKEN = "unspoken"


STATE_LABELS = {
    DomainState.NOT_RAISED: "pas abordé",
    DomainState.NO_NEED: "sans besoin exprimé",
    DomainState.STRENGTH: "point d’appui",
    DomainState.TO_WORK_ON: "à travailler",
    DomainState.UNSPOKEN: "ne souhaite pas en parler",
}
# Words are written, and nobody said yet where it stands.
TO_SAY = "abordé, à préciser"


class Urgency(StrEnum):
    """How pressing it is for her, in her own view."""

    MOST = "most"
    IMPORTANT = "important"
    BEARABLE = "bearable"


URGENCY_LABELS = {
    Urgency.MOST: "le plus pressé",
    Urgency.IMPORTANT: "important",
    Urgency.BEARABLE: "supportable",
}
PRESSING_ORDER = (Urgency.MOST, Urgency.IMPORTANT, None, Urgency.BEARABLE)


@dataclass(frozen=True)
class Fact:
    """One domain, as it stands. `as_of` is the day it was said; `carried` that it comes from a former assessment."""

    code: str
    label: str
    state: DomainState = DomainState.NOT_RAISED
    urgency: Urgency | None = None
    said: str = ""
    said_language: str = "fr"
    seen: str = ""
    confirmed: str = ""
    confirmed_by: str = ""
    disagreement: str = ""
    as_of: date | None = None
    carried: bool = False

    @property
    def is_raised(self) -> bool:
        return self.state is not DomainState.NOT_RAISED or self.has_words

    @property
    def has_words(self) -> bool:
        return any((self.said, self.seen, self.confirmed, self.disagreement))

    @property
    def is_to_work_on(self) -> bool:
        return self.state is DomainState.TO_WORK_ON

    @property
    def state_label(self) -> str:
        if self.state is DomainState.NOT_RAISED and self.has_words:
            return TO_SAY
        return STATE_LABELS[self.state]

    @property
    def urgency_label(self) -> str:
        return URGENCY_LABELS[self.urgency] if self.urgency else ""


def pressing_first(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda fact: PRESSING_ORDER.index(fact.urgency)))
