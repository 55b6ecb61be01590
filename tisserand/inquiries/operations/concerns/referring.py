"""The procureur, without delay (rule IP-6): decided, sent with its proof, and the parents told in writing."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access.rows import already, change
from tisserand.inquiries.models import Concern, ConcernDispatch
from tisserand.inquiries.operations.concerns.sealing import seal
from tisserand.inquiries.operations.concerns.steps import add, hold, move, note, unsign
from tisserand.inquiries.queries.concerns.facts import facts_of, today_of
from tisserand.inquiries.rules.concern_refusals import (
    refusals_to_dispatch,
    refusals_to_refer,
    refusals_to_tell_parents,
)
from tisserand.inquiries.rules.concern_states import Conclusion, Recipient, Stage, Writing
from tisserand.kernel.refusals import refuse


@transaction.atomic
def refer_at_once(
    *, actor, at: datetime, concern: UUID, grounds: Iterable[str], words: str, draft: str = ""
) -> Concern:
    """A grave and immediate danger does not wait for the end of the evaluation."""
    row = hold(concern)
    found = list(grounds)
    refuse(refusals_to_refer(Stage(row.stage), grounds=found, words=words))
    said = {"conclusion": Conclusion.REFERRAL, "grounds": found, "referral_words": words}
    # What was proposed, or signed, was another conclusion.
    unsign(row)
    move(row, Stage.TO_REFER, actor=actor, at=at, conclusion_words="", actions=[], **said)
    note("refer", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft)
    return row


@transaction.atomic
def dispatch(
    *,
    actor,
    at: datetime,
    concern: UUID,
    to: str,
    on: date,
    channel: str,
    proof: str,
    whom: str = "",
    request_key: UUID | None = None,
) -> ConcernDispatch:
    """« Signalement » is what goes to the procureur, and nothing else. It is sealed as it leaves."""
    if known := already(ConcernDispatch, request_key):
        return known
    row = hold(concern)
    asked = {"to": to, "channel": channel, "proof": proof, "on": on}
    refuse(refusals_to_dispatch(facts_of(row), **asked, today=today_of(row, at)))
    said = {"to": to, "whom": whom, "sent_on": on, "channel": channel, "proof": proof.strip()}
    kept = add(ConcernDispatch, row, actor=actor, at=at, request_key=request_key, **said)
    note("dispatch", row, actor=actor, at=at, reason=to)
    if to == Recipient.PROSECUTOR:
        move(row, Stage.REFERRED, actor=actor, at=at, referred_on=on)
        seal(row, Writing.REFERRAL, actor=actor, at=at)
    return kept


@transaction.atomic
def tell_parents(*, actor, at: datetime, concern: UUID, on: date | None, why_not: str = "", draft: str = "") -> Concern:
    row = hold(concern)
    refuse(refusals_to_tell_parents(Stage(row.stage), on=on, why_not=why_not, today=today_of(row, at)))
    change(row, actor=actor, at=at, parents_told_on=on, parents_untold="" if on else why_not.strip())
    note("tell_parents", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft)
    return row
