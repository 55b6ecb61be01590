"""This room's part of the copy of a whole file."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.utils import timezone

from tisserand.access import telling
from tisserand.assessment.rules import first_assessment as first
from tisserand.assessment.rules import lists, orientation, orientation_lists, situation
from tisserand.assessment.rules.opinions import PROPOSAL, PROPOSAL_LABEL
from tisserand.assessment.rules.orientation_refusals import HOW_LABELS


def _now(read: Callable[..., object]) -> Callable[[str], str]:
    """The words of today's list; a code no longer listed stays readable."""

    def words(code: str) -> str:
        found = read(timezone.localdate())
        return str(found.get(code, code))  # type: ignore[attr-defined]

    return words


def _reasons(on) -> dict[str, str]:
    both = {**orientation_lists.refusal_reasons(on), **orientation_lists.withdrawal_reasons(on)}
    return {code: reason.label for code, reason in both.items()}


def _languages(on) -> Mapping[str, str]:
    return lists.labels("language", on)


def _domains(on) -> dict[str, str]:
    return {domain.code: domain.label for domain in lists.domains(on)}


WORDS: telling.Words = {
    "FirstAssessment.next_step": lambda code: first.STEP_LABELS.get(code, code),
    "FirstAssessment.view": lambda code: first.VIEW_LABELS.get(code, code),
    "FirstAssessment.opening_language": _now(_languages),
    "FirstAssessment.vulnerabilities": _now(lambda on: lists.labels("vulnerability", on)),
    "FirstAssessment.expectations": _now(lambda on: lists.labels("expectation", on)),
    "FirstAssessment.state": lambda code: "Conclue" if code == first.State.CONCLUDED else "En cours",
    "SituationFact.said_language": _now(_languages),
    "SituationFact.domain": _now(_domains),
    "SituationFact.state": lambda code: situation.STATE_LABELS.get(code, code),
    "SituationFact.urgency": lambda code: situation.URGENCY_LABELS.get(code, code),
    "Opinion.about": lambda code: PROPOSAL_LABEL if code == PROPOSAL else _now(_domains)(code),
    "Orientation.asks_language": _now(_languages),
    "Orientation.state": lambda code: orientation.STATE_LABELS.get(code, code),
    "Orientation.urgency": _now(orientation_lists.urgencies),
    "Orientation.agreed_how": lambda code: HOW_LABELS.get(code, code),
    "Orientation.close_reason": _now(_reasons),
    "OrientationMove.from_state": lambda code: orientation.STATE_LABELS.get(code, code),
    "OrientationMove.to_state": lambda code: orientation.STATE_LABELS.get(code, code),
    "OrientationMove.reason": _now(_reasons),
}


def whole_of(actor, person: UUID, *, opened: frozenset[str] = frozenset()) -> list[telling.Part]:
    return telling.whole_of("assessment", actor, person, words=WORDS, opened=opened)
