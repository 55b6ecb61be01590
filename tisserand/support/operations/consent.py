"""Her adhesion, its withdrawal, the mandate that stands for it, and the paper handed over."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from tisserand.access.rows import change
from tisserand.documents import operations as documents
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.support.models import Plan
from tisserand.support.operations.hold import KIND, hold, note, owe
from tisserand.support.queries.facts import facts_of, today_of
from tisserand.support.queries.papers import support_plan_paper
from tisserand.support.queries.sheet import sheet
from tisserand.support.rules import State, refusals_to_withdraw
from tisserand.support.rules.calendar import DAYS_TO_END
from tisserand.support.rules.parts import refusals_to_formalise, refusals_to_mandate


@transaction.atomic
def record_adhesion(*, actor, at: datetime, plan: UUID, on: date, words: str = "") -> Plan:
    """She says yes, herself, on a day. After a withdrawal, a new yes lets the plan start again."""
    row = hold(plan)
    refusals = []
    if on > today_of(row, at):
        refusals.append(Refusal("ahead", "L’adhésion ne peut pas être à venir.", "adhesion_on"))
    if row.state == State.ACTIVE:
        refusals.append(Refusal("agreed", "Son adhésion est déjà notée."))
    refuse(refusals)
    change(row, actor=actor, at=at, adhesion_on=on, adhesion_words=words, withdrawn_on=None, withdrawal_words="")
    note("adhesion", row, actor=actor, at=at)
    return row


@transaction.atomic
def withdraw_adhesion(*, actor, at: datetime, plan: UUID, on: date, words: str = "") -> Plan:
    """She may stop when she wants, without a reason. The plan stops the same day; an ending is owed to her."""
    row = hold(plan)
    today = today_of(row, at)
    refuse(refusals_to_withdraw(facts_of(actor, row), withdrawn_on=on, today=today))
    state = State.STOPPED if row.state == State.ACTIVE else row.state
    change(row, actor=actor, at=at, withdrawn_on=on, withdrawal_words=words, state=state)
    owe(
        row,
        actor=actor,
        at=at,
        what="end",
        label="Clore l’accompagnement : adhésion retirée",
        due_on=today + timedelta(days=DAYS_TO_END),
        outcome="withdrawn",
    )
    note("withdraw", row, actor=actor, at=at)
    return row


@transaction.atomic
def record_mandate(
    *,
    actor,
    at: datetime,
    plan: UUID,
    authority: str,
    nature: str,
    reference: str,
    decided_on: date | None,
    document: UUID | None,
) -> Plan:
    """The decision that imposes the plan, with its paper (R55)."""
    row = hold(plan)
    today = today_of(row, at)
    refuse(
        refusals_to_mandate(
            authority=authority, reference=reference, decided_on=decided_on, document=document, today=today
        )
    )
    change(
        row,
        actor=actor,
        at=at,
        mandate_authority=authority,
        mandate_nature=nature,
        mandate_reference=reference,
        mandate_decided_on=decided_on,
        mandate_document_id=document,
    )
    note("mandate", row, actor=actor, at=at)
    return row


@transaction.atomic
def formalise(*, actor, at: datetime, plan: UUID, outcome: str, on: date, language: str = "") -> Plan:
    """How the paper was handed over: formalising is not signing (R38). What was handed over is kept as it was."""
    row = hold(plan)
    today = today_of(row, at)
    refuse(refusals_to_formalise(outcome=outcome, on=on, today=today, language=language))
    change(row, actor=actor, at=at, formalisation=outcome, formalised_on=on, formalised_language=language)
    documents.print_paper(
        actor=actor,
        at=at,
        paper=support_plan_paper(sheet(actor, row), on=today),
        person=row.person_id,
        subject_kind=KIND,
        subject=row.pk,
    )
    note("formalise", row, actor=actor, at=at)
    return row
