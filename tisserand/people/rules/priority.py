"""R16: does she live in a priority area? Answered for one address on one day, never carried over to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tisserand.kernel.refusals import Refusal
from tisserand.territories.rules.priority import PriorityArea


class Living(StrEnum):
    """Not asked is no answer at all."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class SaidBy(StrEnum):
    PERSON = "person"
    RELATIVE = "relative"
    MAP = "map"


LIVING_LABELS = {Living.YES: "oui", Living.NO: "non", Living.UNKNOWN: "ne sait pas"}
SAID_BY_LABELS = {
    SaidBy.PERSON: "dit par la personne",
    SaidBy.RELATIVE: "dit par un proche",
    SaidBy.MAP: "vérifié sur la carte officielle",
}


@dataclass(frozen=True)
class Priority:
    """What was answered: « oui », and which one when it is known."""

    answer: Living
    area: str = ""
    said_by: SaidBy = SaidBy.PERSON


def living_label(answer: str, area_name: str) -> str:
    return f"{LIVING_LABELS[Living(answer)]}, {area_name}" if area_name else LIVING_LABELS[Living(answer)]


def refusals_to_answer(said: Priority, *, secret: bool, ended: bool, here: Sequence[PriorityArea]) -> list[Refusal]:
    refusals = []
    if secret:
        refusals.append(_refusal("Le quartier dirait où est une adresse tenue secrète\u00a0: il ne se note pas."))
    if ended:
        refusals.append(_refusal("Elle n’y vit plus\u00a0: la réponse reste celle de cette adresse."))
    if not here and not secret:
        refusals.append(_refusal("Cette commune n’a pas de quartier prioritaire\u00a0: la question ne s’y pose pas."))
    elif said.area and said.area not in {area.code for area in here}:
        refusals.append(_refusal("Ce quartier n’est pas dans la commune de cette adresse."))
    return refusals


def is_outdated(area: str, said_on: date, here: Sequence[PriorityArea]) -> bool:
    """The list changed since: the area is no longer one, or others began."""
    gone = bool(area) and area not in {known.code for known in here}
    return gone or not here or any(known.starts_on > said_on for known in here)


def _refusal(message: str) -> Refusal:
    return Refusal("priority", message, "priority")
