"""The copy of a whole file: its chapters, and how what is given and what is not are told. No Django."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import counted
from tisserand.privacy.rules.rights import is_said

# Raised whenever the meaning of a key of the JSON changes; a new key does not raise it.
SCHEMA_VERSION = 1
SCHEMA = "tisserand/copie-de-dossier"

CHAPTERS: Mapping[str, str] = {
    "identity": "Votre identité",
    "contact": "Vos coordonnées et vos adresses",
    "ties": "Votre foyer et vos proches",
    "consents": "Vos accords et vos refus",
    "visits": "Vos venues",
    "demands": "Vos demandes, dans vos mots",
    "dangers": "Les urgences",
    "appointments": "Vos rendez-vous et vos messages",
    "assessments": "Les évaluations faites avec vous",
    "orientations": "Les orientations",
    "plans": "Vos accompagnements",
    "inquiries": "Votre logement, les enquêtes avant une audience",
    "transmissions": "Ce qui a été transmis pour vous, votre adresse, qui signe",
    "notes": "Ce que les professionnels ont fait et écrit",
    "documents": "Les documents de votre dossier",
    "rights": "Vos demandes sur votre dossier",
    "readers": "Qui a lu votre dossier",
}


class State(StrEnum):
    GATHERING = "gathering"
    REVIEW = "review"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"


NEXT: Mapping[State, frozenset[State]] = {
    State.GATHERING: frozenset({State.REVIEW, State.FAILED}),
    State.REVIEW: frozenset({State.MAKING}),
    State.MAKING: frozenset({State.READY, State.FAILED}),
    State.READY: frozenset(),
    State.FAILED: frozenset(),
}
STATE_LABELS = {
    State.GATHERING: "Le dossier est en train d’être rassemblé",
    State.REVIEW: "À relire",
    State.MAKING: "La copie est en train d’être faite",
    State.READY: "La copie est prête",
    State.FAILED: "La copie n’a pas pu être faite",
}
WORKING = frozenset({State.GATHERING, State.MAKING})


@dataclass(frozen=True)
class Item:
    """One row of the file. `lines`: label and value, in order; empty when it is not given."""

    key: str
    kind: str
    chapter: str
    what: str
    on: date | None
    by: str
    lines: tuple[tuple[str, str, Any], ...]
    given: bool
    reason: str = ""


def refusals_to_decide_item(*, may_decide: bool, given: bool, was_given: bool, reason: str) -> tuple[Refusal, ...]:
    """Nobody gives what the law protects; a change of mind is motivated."""
    if given and not may_decide:
        return (Refusal("protected", "Ce qui protège un tiers ne se communique pas.", None),)
    if given != was_given and not is_said(reason):
        return (Refusal("reason", "Dites en une phrase pourquoi.", "reason"),)
    return ()


def refusals_to_make(state: State, *, unread: int) -> tuple[Refusal, ...]:
    refusals = []
    if State.MAKING not in NEXT[state]:
        refusals.append(Refusal("state", f"Ce n’est pas le moment\u00a0: {STATE_LABELS[state].lower()}."))
    if unread:
        refusals.append(Refusal("unread", f"Il reste {counted(unread, 'texte')} à relire avant de faire la copie."))
    return tuple(refusals)


def withheld_by_nature(items: Iterable[Item]) -> list[tuple[str, str, int]]:
    """What is not given: nature, reason, how many; never what it says."""
    counted: dict[tuple[str, str], int] = {}
    for item in items:
        if not item.given:
            counted[item.what, item.reason] = counted.get((item.what, item.reason), 0) + 1
    return [(what, reason, count) for (what, reason), count in sorted(counted.items())]


def chapters_of(items: Iterable[Item]) -> list[tuple[str, list[Item]]]:
    """The given ones, chapter by chapter, the oldest first."""
    given = [item for item in items if item.given]
    told = [(title, [item for item in given if item.chapter == code]) for code, title in CHAPTERS.items()]
    return [(title, sorted(rows, key=lambda item: item.on or date.min)) for title, rows in told if rows]


def as_data(items: Iterable[Item], *, made_on: date, reference: str) -> dict[str, Any]:
    """The JSON of a copy: see docs/copie-de-dossier.md."""
    listed = list(items)
    return {
        "schema": SCHEMA,
        "version": SCHEMA_VERSION,
        "made_on": made_on.isoformat(),
        "reference": reference,
        "given": [_item_data(item) for item in listed if item.given],
        "withheld": [
            {"what": what, "reason": reason, "count": count} for what, reason, count in withheld_by_nature(listed)
        ],
    }


def _item_data(item: Item) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "id": item.key,
        "chapter": item.chapter,
        "what": item.what,
        "on": item.on.isoformat() if item.on else None,
        "by": item.by,
        "fields": {name: {"label": label, "value": value} for name, label, value in item.lines},
    }
