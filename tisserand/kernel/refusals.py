"""A refusal is a value with words: what happened, why, and what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """One reason why an operation is refused, in a French sentence.

    `field` names the form field beside which the sentence is shown; None shows it at the top of the form.
    """

    code: str
    message: str
    field: str | None = None


class Refused(Exception):
    """Raised by an operation with all its reasons at once; nothing has been written."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(" ".join(refusal.code for refusal in self.refusals))


def refuse(refusals: Iterable[Refusal]) -> None:
    """Stop here if there is any reason to."""
    reasons = tuple(refusals)
    if reasons:
        raise Refused(reasons)
