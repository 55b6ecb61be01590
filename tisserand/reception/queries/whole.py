"""This room's part of the copy of a whole file."""

from functools import partial
from uuid import UUID

from tisserand.access import telling
from tisserand.reception.rules import appointments, lists, visits

DANGER_STATES = {"open": "Ouvert", "pending": "Relayé, à reprendre", "closed": "Clos"}
LISTED = {
    "Visit.channel": "channels",
    "Visit.contact_author": "authors",
    "Visit.purpose": "purposes",
    "Visit.attendance": "attendance",
    "Visit.outcome": "outcomes",
    "Demand.main_theme": "themes",
    "Demand.other_themes": "themes",
    "Demand.answers": "answers",
    "Demand.instead_reason": "instead_reasons",
    "Demand.closure": "demand_closures",
    "EmergencyKind.kind": "dangers",
    "EmergencyAnswer.outcome": "danger_outcomes",
    "Message.channel": "channels",
    "Message.codes": "messages",
}
WORDS: telling.Words = {
    **{column: partial(lists.label, name) for column, name in LISTED.items()},
    "Visit.state": lambda code: visits.STATE_LABELS.get(code, code),
    "Emergency.state": lambda code: DANGER_STATES.get(code, code),
    "Appointment.state": lambda code: appointments.STATE_LABELS.get(code, code),
    "Appointment.place": lambda code: appointments.PLACE_LABELS.get(code, code),
}


def whole_of(actor, person: UUID, *, opened: frozenset[str] = frozenset()) -> list[telling.Part]:
    return telling.whole_of("reception", actor, person, words=WORDS, opened=opened)
