"""A door in the wall: a professional who knows the child is asked; she reads the question, her answer, the return."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.access import operations as access
from tisserand.access.rows import already, change
from tisserand.inquiries.models import Concern, Contribution
from tisserand.inquiries.operations.concerns.steps import KIND, add, look, note
from tisserand.inquiries.queries.concerns.conflicts import closed_to, who_may_be_asked
from tisserand.inquiries.queries.concerns.facts import today_of
from tisserand.inquiries.rules.concern_evaluation import refusals_to_answer, refusals_to_ask
from tisserand.inquiries.rules.concern_states import Stage
from tisserand.kernel.refusals import Refusal, refuse

EMPTY = Refusal("words", "Écrivez ce qui peut lui être dit.", "words")
OF_CONTRIBUTION = f"{KIND}.contribution"


@transaction.atomic
def ask(
    *, actor, at: datetime, concern: UUID, asked: UUID | None, request: str, request_key: UUID | None = None
) -> Contribution:
    if known := already(Contribution, request_key):
        return known
    row = look(concern)
    able = {seat.account_id for seat in who_may_be_asked(today_of(row, at))} - closed_to(row)
    refuse(refusals_to_ask(Stage(row.stage), request=request, account=asked, able=able))
    kept = add(Contribution, row, actor=actor, at=at, request_key=request_key, asked_id=asked, request=request)
    note("ask", row, actor=actor, at=at)
    return kept


@transaction.atomic
def answer(*, actor, at: datetime, contribution: UUID, words: str, draft: str = "") -> Contribution:
    """She does not see the concern: only this row is hers."""
    kept = _locked(contribution)
    refuse(refusals_to_answer(answered=kept.answered_at is not None, words=words))
    change(kept, actor=actor, at=at, answer=words, answered_at=at)
    journal.record(actor=actor, at=at, verb="concern.answer", kind=OF_CONTRIBUTION, subject=kept.pk)
    access.drop_draft(actor=actor, form=draft)
    return kept


@transaction.atomic
def give_return(*, actor, at: datetime, contribution: UUID, words: str) -> Contribution:
    kept = _locked(contribution)
    row: Concern = look(kept.concern_id)
    refuse([] if words.strip() else [EMPTY])
    change(kept, actor=actor, at=at, return_words=words, returned_on=today_of(row, at))
    note("give_return", row, actor=actor, at=at)
    return kept


def _locked(contribution: UUID) -> Contribution:
    return Contribution.objects.select_for_update(no_key=True, of=("self",)).get(pk=contribution)
