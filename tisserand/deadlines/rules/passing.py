"""A promise passes to a colleague, or is told to somebody who decides."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tisserand.deadlines.rules.duties import APART_KIND, GUARDED_KIND
from tisserand.kernel.refusals import Refusal


class Passed(StrEnum):
    GIVEN = "given"
    TOLD = "told"


# Dealt with by one person alone, by those who keep protected files, by the two whom a concern names.
NEVER_PASSED = frozenset({"support.finish", GUARDED_KIND, APART_KIND})

CLOSED = Refusal("closed", "C’est déjà fait\u00a0: quelqu’un a terminé cette échéance avant vous.")
NOT_HERS = Refusal("not_hers", "Un collègue a cette échéance en main. Lui ou son cadre peut la confier.")
OWN_PAGE = Refusal("own_page", "Cette échéance ne se confie pas. Elle se termine sur la page de ce qu’elle concerne.")
ALREADY_HAS = Refusal("already", "Ce collègue l’a déjà en main.", "to")
ALREADY_KNOWS = Refusal("already", "Cette personne le sait déjà.", "to")
UNKNOWN = Refusal("unknown", "Choisissez quelqu’un dans la liste.", "to")


@dataclass(frozen=True)
class Held:
    """A promise as somebody looks at it. `mine`: in her hand, told to her, or in the hand of whom she stands in for."""

    kind: str
    closed: bool
    account: UUID | None
    told: UUID | None
    mine: bool
    # She answers for the unit that owes it; she decides there.
    answers: bool
    decides: bool

    @property
    def may_be_passed(self) -> bool:
        return not refusals_to_pass(self)

    @property
    def may_be_told(self) -> bool:
        return not self.closed and self.kind not in NEVER_PASSED


def refusals_to_pass(held: Held) -> tuple[Refusal, ...]:
    """The one who has it, the one who decides; anybody of the unit when nobody has it."""
    if held.closed:
        return (CLOSED,)
    if held.kind in NEVER_PASSED:
        return (OWN_PAGE,)
    nobody_has_it = held.account is None and held.answers
    return () if held.mine or held.decides or nobody_has_it else (NOT_HERS,)


def refusals_to_give_to(held: Held, to: UUID, colleagues: Collection[UUID]) -> tuple[Refusal, ...]:
    if refusals := refusals_to_pass(held):
        return refusals
    if to not in colleagues:
        return (UNKNOWN,)
    return (ALREADY_HAS,) if to == held.account else ()


def refusals_to_tell_to(held: Held, to: UUID, deciders: Collection[UUID]) -> tuple[Refusal, ...]:
    """Whoever sees it may say that it is about to break."""
    if held.closed:
        return (CLOSED,)
    if held.kind in NEVER_PASSED:
        return (OWN_PAGE,)
    if to not in deciders:
        return (UNKNOWN,)
    return (ALREADY_KNOWS,) if to in {held.told, held.account} else ()
