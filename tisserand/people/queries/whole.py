"""This room's part of the copy of a whole file."""

from uuid import UUID

from tisserand.access import telling
from tisserand.kernel.phones import shown_phone
from tisserand.people.rules.consents import topic_label
from tisserand.people.rules.priority import LIVING_LABELS, SAID_BY_LABELS
from tisserand.people.rules.states import (
    ADDRESS_LABELS,
    AUTHORITY_LABELS,
    CHANNEL_LABELS,
    DECISION_LABELS,
    PROOF_LABELS,
    Decision,
)
from tisserand.people.rules.ties import tie_kinds

IDENTITY_WORDS = {
    "civility": "civilité",
    "birth_name": "nom de naissance",
    "used_name": "nom d’usage",
    "first_names": "prénoms",
    "birth": "naissance",
    "birth_place": "lieu de naissance",
    "death_on": "décès",
    "language": "langue",
    "phone": "téléphone",
    "address": "adresse",
}


def _tie(code: str) -> str:
    return tie_kinds()[code].label if code in tie_kinds() else code


def _tie_from_the_other_side(code: str) -> str:
    """The inverse may name another kind of the list, or say it in words."""
    return _tie(tie_kinds()[code].inverse) if code in tie_kinds() else code


CIVILITIES = {"mme": "Mme", "m": "M."}
TITLES = {
    "assessment": "Première évaluation",
    "orientation": "Orientation",
    "accompagnement": "Accompagnement",
    "relais": "Relais",
}
IDENTITY_SAID: telling.Words = {
    "civility": lambda code: CIVILITIES.get(code, code),
    "proof": lambda code: PROOF_LABELS.get(code, code),
    "unknown_fields": lambda code: IDENTITY_WORDS.get(code, code),
    "refused_fields": lambda code: IDENTITY_WORDS.get(code, code),
}
WORDS: telling.Words = {
    **{f"{of}.{column}": said for of in ("Person", "PersonEvent") for column, said in IDENTITY_SAID.items()},
    "CareTeam.reason": lambda code: TITLES.get(code, code),
    "ContactPoint.value": lambda value: shown_phone(value) if value.startswith("+") else value,
    "ContactPoint.channel": lambda code: CHANNEL_LABELS.get(code, code),
    "Address.kind": lambda code: ADDRESS_LABELS.get(code, code),
    "PriorityAnswer.answer": lambda code: LIVING_LABELS.get(code, code),
    "PriorityAnswer.said_by": lambda code: SAID_BY_LABELS.get(code, code),
    "Tie.kind": _tie,
    "Tie.kind<": _tie_from_the_other_side,
    "Tie.authority": lambda code: AUTHORITY_LABELS.get(code, code),
    "Consent.topic": topic_label,
    "Consent.decision": lambda code: DECISION_LABELS[Decision(code)],
}


def whole_of(actor, person: UUID, *, opened: frozenset[str] = frozenset()) -> list[telling.Part]:
    return telling.whole_of("people", actor, person, words=WORDS, opened=opened)
