"""This room's part of the copy of a whole file."""

from functools import partial
from uuid import UUID

from tisserand.access import telling
from tisserand.inquiries.rules import lists
from tisserand.inquiries.rules.states import STATE_LABELS, State

LISTED = {
    "Eviction.referred_by": "referred_by",
    "Eviction.landlord": "landlord",
    "Eviction.met_how": "meeting",
    "Eviction.unmet": "unmet",
    "Eviction.read_how": "reading",
    "Eviction.judgment": "judgment",
    "Eviction.offers": "follow_up",
    "Eviction.offer_answer": "follow_answer",
    "Eviction.closing": "closing",
    "Attempt.channel": "channel",
    "Attempt.answer": "answer",
    "Diagnosis.housing": "housing",
    "Diagnosis.causes": "cause",
    "Diagnosis.steps": "step",
    "Diagnosis.sources": "source",
    "Diagnosis.keep": "capacity",
    "Diagnosis.rehouse": "capacity",
    "HousingFact.kind": "housing_fact",
    "HousingFact.said_by": "said_by",
    "Dispatch.to": "recipient",
    "Dispatch.channel": "sending",
}
SIDES = {"resource": "Ressource", "charge": "Charge", "debt": "Dette"}


def _line(code: str) -> str:
    return next((lists.label(name, code) for name in SIDES if code in lists.coded(name)), code)


WORDS: telling.Words = {
    **{column: partial(lists.label, name) for column, name in LISTED.items()},
    "Eviction.state": lambda code: STATE_LABELS[State(code)],
    "Eviction.outcome": lambda code: {"met": "Rencontre faite", "not_met": "Non rencontrée"}.get(code, code),
    "BudgetLine.side": lambda code: SIDES.get(code, code),
    "BudgetLine.code": _line,
}


def whole_of(actor, person: UUID, *, opened: frozenset[str] = frozenset()) -> list[telling.Part]:
    return telling.whole_of("inquiries", actor, person, words=WORDS, opened=opened)
