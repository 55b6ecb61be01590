"""An answer that may be missing for a reason: never asked, not known, or kept by the person."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Knowledge(StrEnum):
    KNOWN = "known"
    UNASKED = "unasked"
    UNKNOWN = "unknown"
    REFUSED = "refused"


KNOWLEDGE_LABELS = {
    Knowledge.KNOWN: "Répondu",
    Knowledge.UNASKED: "Pas abordé",
    Knowledge.UNKNOWN: "Ne sait pas",
    Knowledge.REFUSED: "Ne souhaite pas le dire",
}


@dataclass(frozen=True)
class Known(Generic[Value]):
    """A value and what is known of it; there is a value exactly when the state is `known`."""

    state: Knowledge
    value: Value | None = None

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.state is Knowledge.KNOWN):
            raise ValueError("a value is kept exactly when it is known")

    def __str__(self) -> str:
        return str(self.value) if self.state is Knowledge.KNOWN else KNOWLEDGE_LABELS[self.state]
