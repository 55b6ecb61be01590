"""A whole file, room by room, in the order of the copy."""

from collections.abc import Callable
from uuid import UUID

from tisserand.access import telling
from tisserand.access.telling import Part, part_of_access
from tisserand.activity import queries as activity
from tisserand.assessment import queries as assessment
from tisserand.deadlines import queries as deadlines
from tisserand.documents import queries as documents
from tisserand.inquiries import queries as inquiries
from tisserand.people import queries as people
from tisserand.privacy.rules import rights
from tisserand.reception import queries as reception
from tisserand.support import queries as support
from tisserand.transmissions import queries as transmissions

WORDS: telling.Words = {
    "RightsRequest.asked": lambda code: rights.ASKED_NAMES.get(code, code),
    "RightsRequest.state": lambda code: rights.STATE_LABELS.get(code, code),
    "RightsRequest.channel": lambda code: rights.CHANNELS.get(code, code),
    "RightsRequest.identity": lambda code: rights.IDENTITY_LABELS.get(code, code),
    "RightsRequest.representative": lambda code: rights.REPRESENTATIVE_LABELS.get(code, code),
    "RightsRequest.decision": lambda code: rights.DECISION_LABELS.get(code, code),
    "RightsRequest.dispatch": lambda code: rights.DISPATCHES.get(code, code),
    "FileNotice.kind": lambda code: rights.NOTICE_LABELS.get(code, code),
}


def whole_of(actor, person: UUID, *, opened: frozenset[str] = frozenset()) -> list[Part]:
    """This room's part."""
    return telling.whole_of("privacy", actor, person, words=WORDS, opened=opened)


WholeOf = Callable[..., list[Part]]
ROOMS: dict[str, WholeOf] = {
    "people": people.whole_of,
    "reception": reception.whole_of,
    "assessment": assessment.whole_of,
    "support": support.whole_of,
    "inquiries": inquiries.whole_of,
    "transmissions": transmissions.whole_of,
    "activity": activity.whole_of,
    "deadlines": deadlines.whole_of,
    "documents": documents.whole_of,
    "privacy": whole_of,
    "access": part_of_access,
}


def whole_file(actor, person: UUID, *, opened: frozenset[str] = frozenset()) -> list[Part]:
    return [part for room in ROOMS for part in part_of(room, actor, person, opened=opened)]


def part_of(room: str, actor, person: UUID, *, opened: frozenset[str] = frozenset()) -> list[Part]:
    """Of her file and of those joined to it; a row that names two of them is told once."""
    files = (person, *people.joined_files(actor, person))
    told = [part for file in files for part in ROOMS[room](actor, file, opened=opened)]
    return list({(part.kind, part.key): part for part in reversed(told)}.values())[::-1]
