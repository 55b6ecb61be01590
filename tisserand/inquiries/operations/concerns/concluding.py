"""A single common conclusion, signed by both; a disagreement is kept with it (D. 226-2-7)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access.rows import change
from tisserand.deadlines.rules import limit
from tisserand.inquiries.models import Concern, Signature
from tisserand.inquiries.operations.concerns.sealing import seal
from tisserand.inquiries.operations.concerns.steps import add, check_version, hold, move, note, unsign
from tisserand.inquiries.queries.concerns.facts import facts_of, today_of, zone_of
from tisserand.inquiries.rules.concern_evaluation import (
    AT_HOME,
    after_signing,
    missing,
    refusals_to_conclude,
    refusals_to_evaluate,
    refusals_to_sign,
)
from tisserand.inquiries.rules.concern_states import Conclusion, Stage, Writing
from tisserand.kernel.refusals import Refusal, refuse

CHANGED = Refusal(
    "changed",
    "L’évaluation a changé depuis que cette page est ouverte. Relisez la conclusion, puis signez.",
)


@transaction.atomic
def write_analysis(*, actor, at: datetime, concern: UUID, expected_version: int, analysis: str, draft: str = ""):
    row = hold(concern)
    refuse(refusals_to_evaluate(Stage(row.stage)))
    check_version(row, expected_version, {"analysis": analysis})
    change(row, actor=actor, at=at, analysis=analysis)
    unsign(row)
    note("analysis", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft)
    return row


@transaction.atomic
def conclude(
    *,
    actor,
    at: datetime,
    concern: UUID,
    expected_version: int,
    conclusion: str,
    words: str,
    actions: Iterable[str] = (),
    grounds: Iterable[str] = (),
    draft: str = "",
) -> Concern:
    """Proposed to both: what was signed of a former proposal no longer counts."""
    row = hold(concern)
    grounds, actions = list(grounds), list(actions)
    said = {"conclusion": conclusion, "words": words, "grounds": grounds, "actions": actions}
    refuse(refusals_to_conclude(facts_of(row), **said, at_home=_meetings_wanted(row)))
    check_version(row, expected_version, {"conclusion_words": words})
    referral = conclusion == Conclusion.REFERRAL
    kept = {"grounds": grounds if referral else [], "actions": actions if conclusion == Conclusion.ACTION else []}
    change(row, actor=actor, at=at, conclusion=conclusion, conclusion_words=words, **kept)
    unsign(row)
    note("conclude", row, actor=actor, at=at, reason=conclusion)
    access.drop_draft(actor=actor, form=draft)
    return row


@transaction.atomic
def sign(*, actor, at: datetime, concern: UUID, expected_version: int, agrees: bool, words: str = "") -> Concern:
    """Once both have signed, the evaluation is sealed and the conclusion goes on.

    What is signed is what was read; and a child named since the proposal is met and heard like the others.
    """
    row = hold(concern)
    facts = facts_of(row)
    refuse(refusals_to_sign(facts, account=actor.account_id, agrees=agrees, words=words))
    refuse([CHANGED] if row.version != expected_version else ())
    referral = row.conclusion == Conclusion.REFERRAL
    refuse(missing(facts, at_home=_meetings_wanted(row), referral=referral))
    add(Signature, row, actor=actor, at=at, agrees=agrees, words="" if agrees else words)
    note("sign", row, actor=actor, at=at)
    if facts.signed | {actor.account_id} >= facts.evaluators:
        _both_signed(row, actor=actor, at=at)
    return row


def _both_signed(row: Concern, *, actor, at: datetime) -> None:
    said = {"concluded_on": today_of(row, at)}
    if row.conclusion == Conclusion.REFERRAL:
        said["referral_words"] = row.conclusion_words
    move(row, after_signing(row.conclusion), actor=actor, at=at, **said)
    seal(row, Writing.EVALUATION, actor=actor, at=at)


def _meetings_wanted(row: Concern) -> float:
    return limit(AT_HOME, row.received_on, zone_of(row)).value
