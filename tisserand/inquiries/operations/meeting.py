"""Meeting the person: each way tried is proved; met, or not."""

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access.rows import already, change
from tisserand.activity import operations as activity
from tisserand.activity.rules import Function
from tisserand.inquiries.models import Attempt, Eviction
from tisserand.inquiries.operations import clocks
from tisserand.inquiries.operations.steps import KIND, add, hold, move, note
from tisserand.inquiries.queries.facts import facts_of, today_of, zone_of
from tisserand.inquiries.rules import Outcome, State
from tisserand.inquiries.rules.calendar import OFFER
from tisserand.inquiries.rules.refusals import (
    refusals_to_attempt,
    refusals_to_give_up,
    refusals_to_meet,
    refusals_to_write,
)
from tisserand.inquiries.rules.states import SEEKING
from tisserand.kernel.refusals import Refusal, refuse

NATURES = {"call": "call", "home_visit": "home_visit", "appointment": "mail"}
NOON = time(12)


@transaction.atomic
def record_attempt(
    *,
    actor,
    at: datetime,
    eviction: UUID,
    channel: str,
    on: date,
    proof: str,
    answer: str,
    words: str = "",
    duration_minutes: int | None = None,
    request_key: UUID | None = None,
) -> Attempt:
    """The first one is the offer of the décret; the next ones show that she was looked for."""
    if known := already(Attempt, request_key):
        return known
    row = hold(eviction)
    refuse(
        refusals_to_write(State(row.state))
        or refusals_to_attempt(
            channel=channel, answer=answer, on=on, proof=proof, today=today_of(row, at), seized_on=row.seized_on
        )
    )
    act = _act(row, NATURES.get(channel, "mail"), on, duration_minutes, actor=actor, at=at)
    said = {"channel": channel, "done_on": on, "proof": proof.strip(), "answer": answer, "words": words}
    kept = add(Attempt, row, actor=actor, at=at, request_key=request_key, act=act, **said)
    note("attempt", row, actor=actor, at=at)
    if row.state in SEEKING - {State.NOT_MET}:
        move(row, State.OFFERED if row.state == State.ATTRIBUTED else State.CONTACTING, actor=actor, at=at)
    clocks.fulfil(row, OFFER, "offered", on=on, actor=actor, at=at)
    return kept


@transaction.atomic
def meet(
    *,
    actor,
    at: datetime,
    eviction: UUID,
    on: date,
    how: str,
    duration_minutes: int | None = None,
) -> Eviction:
    row = hold(eviction)
    refuse(refusals_to_meet(facts_of(row), how=how, on=on, today=today_of(row, at)))
    _act(row, how, on, duration_minutes, actor=actor, at=at)
    said = {"outcome": Outcome.MET, "met_on": on, "met_how": how, "unmet": "", "read_on": None, "read_how": ""}
    # A « carence » that somebody has already says no more what is: another paper goes to all of them.
    move(row, State.MET, actor=actor, at=at, paper=None, **said)
    clocks.fulfil(row, OFFER, "met", on=on, actor=actor, at=at)
    note("meet", row, actor=actor, at=at)
    return row


@transaction.atomic
def give_up(*, actor, at: datetime, eviction: UUID, reason: str) -> Eviction:
    """« Non rencontrée » : the judge will read it, with what was tried. She may still be met until the hearing."""
    row = hold(eviction)
    refuse(refusals_to_give_up(facts_of(row), reason=reason, today=today_of(row, at), zone=zone_of(row)))
    move(row, State.NOT_MET, actor=actor, at=at, outcome=Outcome.NOT_MET, unmet=reason)
    note("give_up", row, actor=actor, at=at, reason=reason)
    return row


@transaction.atomic
def record_agreement(
    *, actor, at: datetime, eviction: UUID, on: date | None, words: str = "", draft: str = ""
) -> Eviction:
    """She agrees that something of her support file be told to the judge, or takes it back."""
    row = hold(eviction)
    refuse(refusals_to_write(State(row.state)))
    if on and on > today_of(row, at):
        refuse([Refusal("ahead", "Cette date n’est pas encore arrivée. Corrigez-la.", "support_agreed_on")])
    change(row, actor=actor, at=at, support_agreed_on=on, support_agreed_words=words)
    note("agreement", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    return row


def _act(row: Eviction, nature: str, on: date, minutes: int | None, *, actor, at: datetime):
    noon = datetime.combine(on, NOON, ZoneInfo(zone_of(row)))
    return activity.record_act(
        actor=actor,
        at=at,
        happened_at=min(noon, at),
        nature=nature,
        function=Function.SUPPORT,
        duration_minutes=minutes,
        unit=row.unit_id,
        kind=KIND,
        subject=row.pk,
        person=row.person_id,
    )
