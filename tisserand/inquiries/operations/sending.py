"""Sending the diagnosis to the judge and to the CCAPEX, each with its proof."""

from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from tisserand.access.rows import already, change
from tisserand.documents import operations as documents
from tisserand.documents.rules import frozen
from tisserand.inquiries.models import Dispatch, Eviction, SentDiagnosis
from tisserand.inquiries.operations import clocks
from tisserand.inquiries.operations.steps import add, hold, move, note
from tisserand.inquiries.operations.writing import kept_headings
from tisserand.inquiries.queries.facts import facts_of, today_of
from tisserand.inquiries.queries.papers import diagnosis_paper
from tisserand.inquiries.queries.sheet import sheet
from tisserand.inquiries.rules import OWED_TO, Outcome, State
from tisserand.inquiries.rules.calendar import SEND
from tisserand.inquiries.rules.refusals import refusals_to_send, refusals_to_use
from tisserand.kernel.refusals import refuse


@transaction.atomic
def send(
    *,
    actor,
    at: datetime,
    eviction: UUID,
    to: str,
    on: date,
    channel: str,
    proof: str,
    request_key: UUID | None = None,
) -> Dispatch:
    """The first time, the paper is drawn and kept as it is; once judge and CCAPEX both have it, it is sent."""
    if known := already(Dispatch, request_key):
        return known
    row = hold(eviction)
    facts = facts_of(row)
    refuse(refusals_to_send(facts, to=to, channel=channel, proof=proof, on=on, today=today_of(row, at)))
    # Her agreement may have been taken back since it was written (invariant 4).
    refuse(refusals_to_use(list(kept_headings(row).sources), row.support_agreed_on))
    if row.paper_id is None:
        change(row, actor=actor, at=at, paper=_seal(row, actor=actor, at=at))
    said = {"paper_id": row.paper_id, "to": to, "sent_on": on, "channel": channel, "proof": proof.strip()}
    kept = add(Dispatch, row, actor=actor, at=at, request_key=request_key, **said)
    note("send", row, actor=actor, at=at, reason=to)
    if row.state != State.SENT and facts.sent_to | {to} >= OWED_TO:
        _all_have_it(row, on, actor=actor, at=at)
    return kept


def _all_have_it(row: Eviction, on: date, *, actor, at: datetime) -> None:
    latest = Dispatch.objects.filter(eviction=row, paper=row.paper_id, to__in=OWED_TO).order_by("-sent_on", "-id")
    sent_on = max(on, latest[0].sent_on)
    move(row, State.SENT, actor=actor, at=at, sent_on=sent_on)
    clocks.fulfil(row, SEND, "sent", on=sent_on, actor=actor, at=at)


def _seal(row: Eviction, *, actor, at: datetime) -> SentDiagnosis:
    paper = diagnosis_paper(sheet(actor, row), on=today_of(row, at))
    body = documents.draw(paper)
    return add(
        SentDiagnosis,
        row,
        actor=actor,
        at=at,
        carence=row.outcome == Outcome.NOT_MET,
        body=body,
        sha256=sha256(body).hexdigest(),
        data=frozen(paper),
    )
