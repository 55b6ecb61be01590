"""What the rules need to know of an inquiry and of what is written for it."""

from dataclasses import dataclass
from datetime import date

from tisserand.inquiries.rules.states import State


@dataclass(frozen=True)
class Attempt:
    on: date
    proof: str


@dataclass(frozen=True)
class InquiryFacts:
    state: State
    outcome: str
    hearing_on: date
    read_on: date | None
    support_agreed_on: date | None
    attempts: tuple[Attempt, ...] = ()
    sent_to: frozenset[str] = frozenset()
    seized_on: date | None = None

    @property
    def is_carence(self) -> bool:
        return self.outcome == "not_met"


@dataclass(frozen=True)
class Written:
    """What the diagnosis says under each heading of the form; what is empty is missing."""

    adults: int | None = None
    has_resources: bool = False
    has_charges: bool = False
    debt_known: bool = False
    causes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    steps_words: str = ""
    keep: str = ""
    rehouse: str = ""
    consequences: str = ""
    tenant_words: str = ""
    landlord_words: str = ""
    sources: tuple[str, ...] = ()
