"""This room's part of the copy of a whole file."""

from functools import partial
from uuid import UUID

from tisserand.access import telling
from tisserand.transmissions.rules import STANDING_LABELS, STATE_LABELS, Standing, State, kinds, label
from tisserand.transmissions.rules.lists import coded

LISTED = {
    "Letter.recipient": "recipient",
    "Letter.quality": "quality",
    "Letter.victim": "victim",
    "Letter.agreement": "agreement",
    "Letter.danger": "danger",
    "Letter.certificate": "certificate",
    "Letter.informed": "informed",
    "Letter.caisse": "caisse",
    "Letter.closing": "closing",
    "Dispatch.to": "recipient",
    "Dispatch.channel": "channel",
    "Domiciliation.refusal": "refusal",
    "Domiciliation.ending": "ending",
    "DomiciliationContact.how": "contact",
    "ProtectiveMeasure.measure": "measure",
    "ProtectiveMeasure.representative": "representative",
    "ProtectiveMeasure.signs": "signature",
}
ENTRIES = {entry.code: entry.label for kind in kinds().values() for entry in kind.entries}


def _answer(code: str) -> str:
    return next((label(kind.answers, code) for kind in kinds().values() if code in coded(kind.answers)), code)


WORDS: telling.Words = {
    **{column: partial(label, name) for column, name in LISTED.items()},
    "Letter.kind": lambda code: kinds()[code].label,
    "Letter.state": lambda code: STATE_LABELS[State(code)],
    "Letter.said": lambda code: ENTRIES.get(code, code),
    "Letter.unknown": lambda code: ENTRIES.get(code, code),
    "Answer.answer": _answer,
    "Domiciliation.standing": lambda code: STANDING_LABELS[Standing(code)],
}


def whole_of(actor, person: UUID, *, opened: frozenset[str] = frozenset()) -> list[telling.Part]:
    return telling.whole_of("transmissions", actor, person, words=WORDS, opened=opened)
