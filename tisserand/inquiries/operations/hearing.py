"""The hearing: postponed, held; what the judge decided, what is offered then, and the end."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access.rows import change
from tisserand.inquiries.models import Eviction, HearingDate
from tisserand.inquiries.operations import clocks
from tisserand.inquiries.operations.steps import add, follow_hearing, hold, move, note
from tisserand.inquiries.queries.facts import facts_of, today_of
from tisserand.inquiries.rules import State
from tisserand.inquiries.rules.refusals import (
    refusals_to_close,
    refusals_to_follow,
    refusals_to_judge,
    refusals_to_postpone,
)
from tisserand.kernel.refusals import refuse


@transaction.atomic
def postpone_hearing(*, actor, at: datetime, eviction: UUID, to: date, reason: str) -> Eviction:
    """Every date planned back from it is computed anew; the former one stays written, with why."""
    row = hold(eviction)
    refuse(refusals_to_postpone(facts_of(row), to=to, reason=reason, today=today_of(row, at)))
    change(row, actor=actor, at=at, hearing_on=to)
    add(HearingDate, row, actor=actor, at=at, hearing_on=to, reason=reason.strip())
    clocks.move_hearing(row, reason, actor=actor, at=at)
    follow_hearing(row, actor=actor, at=at)
    note("postpone", row, actor=actor, at=at)
    return row


@transaction.atomic
def record_judgment(
    *,
    actor,
    at: datetime,
    eviction: UUID,
    judgment: str,
    on: date,
    words: str = "",
    delay_until: date | None = None,
    draft: str = "",
) -> Eviction:
    row = hold(eviction)
    refuse(refusals_to_judge(facts_of(row), judgment=judgment, on=on, today=today_of(row, at)))
    said = {"judgment": judgment, "heard_on": on, "judgment_words": words, "delay_until": delay_until}
    move(row, State.HEARD, actor=actor, at=at, **said)
    _nothing_more_before(row, actor=actor, at=at, outcome="hearing_held")
    note("judgment", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    return row


@transaction.atomic
def offer_follow_up(
    *,
    actor,
    at: datetime,
    eviction: UUID,
    offers: Iterable[str],
    answer: str,
    on: date,
    words: str = "",
    draft: str = "",
) -> Eviction:
    """What the service offers her now: she says yes, no, or later. No support begins by itself."""
    row = hold(eviction)
    chosen = list(offers)
    refuse(refusals_to_follow(facts_of(row), offers=chosen, answer=answer, on=on, today=today_of(row, at)))
    said = {"offers": chosen, "offer_answer": answer, "offered_on": on, "offer_words": words}
    move(row, State.FOLLOWED, actor=actor, at=at, **said)
    note("follow_up", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    return row


@transaction.atomic
def close(*, actor, at: datetime, eviction: UUID, reason: str, words: str = "", draft: str = "") -> Eviction:
    row = hold(eviction)
    refuse(refusals_to_close(facts_of(row), reason=reason, words=words))
    owed = row.obligation_id
    said = {"state": State.CLOSED, "closed_on": today_of(row, at), "closing": reason, "closing_words": words}
    change(row, actor=actor, at=at, **said)
    clocks.discharge(owed, actor=actor, at=at, outcome=f"closed_{reason}")
    _nothing_more_before(row, actor=actor, at=at, outcome=f"closed_{reason}")
    note("close", row, actor=actor, at=at, reason=reason)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    return row


def _nothing_more_before(row: Eviction, *, actor, at: datetime, outcome: str) -> None:
    for clock in (row.offering_id, row.sending_id):
        clocks.discharge(clock, actor=actor, at=at, outcome=outcome)
