"""Sealing a letter, sending it with its proof, keeping what came back."""

from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access.rows import already, change
from tisserand.documents import operations as documents
from tisserand.documents.rules import frozen
from tisserand.kernel.refusals import refuse
from tisserand.transmissions.models import Answer, Dispatch, Letter, SealedLetter
from tisserand.transmissions.operations import clocks
from tisserand.transmissions.operations.steps import add, hold, move, note
from tisserand.transmissions.queries.facts import facts_of, secrets_of, today_of
from tisserand.transmissions.queries.letters import sheet
from tisserand.transmissions.queries.papers import letter_paper
from tisserand.transmissions.rules import GONE, State, ends_the_wait, ground, kinds
from tisserand.transmissions.rules.refusals import (
    refusals_to_answer,
    refusals_to_move,
    refusals_to_seal,
    refusals_to_send,
)


@transaction.atomic
def seal(*, actor, at: datetime, letter: UUID) -> Letter:
    """Complete, grounded in law, without any secret place: the paper is drawn and kept as it is."""
    row = hold(letter)
    refuse(refusals_to_seal(facts_of(row), secrets=secrets_of(actor, row.person_id), texts=_texts(row)))
    paper = letter_paper(sheet(actor, row), on=today_of(row, at))
    body = documents.draw(paper)
    said = {"body": body, "sha256": sha256(body).hexdigest(), "data": frozen(paper)}
    kept = add(SealedLetter, row, actor=actor, at=at, **said)
    move(row, State.SEALED, actor=actor, at=at, paper_id=kept.pk)
    note("seal", row, actor=actor, at=at)
    return row


def _texts(row: Letter) -> list[str]:
    return [*row.said.values(), row.agreement_words, row.victim_words, row.informed_words]


@transaction.atomic
def take_up_again(*, actor, at: datetime, letter: UUID) -> Letter:
    """Sealed, and something is to be changed before it leaves: the former paper is kept."""
    row = hold(letter)
    refuse(refusals_to_move(State(row.state), State.DRAFT))
    move(row, State.DRAFT, actor=actor, at=at, paper_id=None)
    note("take_up_again", row, actor=actor, at=at)
    return row


@transaction.atomic
def send(
    *,
    actor,
    at: datetime,
    letter: UUID,
    to: str,
    on: date,
    channel: str,
    proof: str,
    reference: str = "",
    outside: bool = False,
    request_key: UUID | None = None,
) -> Dispatch:
    """It left that day, by that way, and here is the proof. `outside`: without the product, before it was sealed."""
    if known := already(Dispatch, request_key):
        return known
    row = hold(letter)
    facts, today = facts_of(row), today_of(row, at)
    said = {"to": to, "channel": channel, "proof": proof, "on": on}
    refuse(refusals_to_send(facts, today=today, outside=outside, **said))
    sent = {"to": to, "sent_on": on, "channel": channel, "reference": reference.strip(), "proof": proof.strip()}
    basis = ground(facts.case(to))
    kept = add(Dispatch, row, actor=actor, at=at, request_key=request_key, paper_id=row.paper_id, ground=basis, **sent)
    if row.state not in GONE:
        move(row, State.SENT, actor=actor, at=at, sent_on=on)
    note("send_outside" if outside else "send", row, actor=actor, at=at)
    return kept


def _answered(row: Letter, answer: str, on: date, *, actor, at: datetime) -> None:
    if rule := kinds()[row.kind].rule:
        clocks.fulfil(row, rule, answer, on=on, actor=actor, at=at)
    if row.state == State.SENT:
        move(row, State.ANSWERED, actor=actor, at=at, answered_on=on)
    else:
        change(row, actor=actor, at=at, answered_on=on)


@transaction.atomic
def record_answer(
    *,
    actor,
    at: datetime,
    letter: UUID,
    answer: str,
    on: date,
    words: str = "",
    draft: str = "",
    request_key: UUID | None = None,
) -> Answer:
    if known := already(Answer, request_key):
        return known
    row = hold(letter)
    refuse(refusals_to_answer(facts_of(row), answer=answer, on=on, today=today_of(row, at)))
    kept = add(Answer, row, actor=actor, at=at, request_key=request_key, answer=answer, heard_on=on, words=words)
    if ends_the_wait(answer):
        _answered(row, answer, on, actor=actor, at=at)
    note("answer", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    return kept
