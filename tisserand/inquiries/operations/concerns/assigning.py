"""Naming the two who evaluate, each by name; one of them at most may know the family, and somebody says why."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from tisserand.access.rows import change
from tisserand.inquiries.models import Concern, Conflict, Signature
from tisserand.inquiries.operations.concerns import clocks
from tisserand.inquiries.operations.concerns.steps import add, hold, move, note, spread
from tisserand.inquiries.queries.concerns.conflicts import clashes, closed_to, who_may_evaluate
from tisserand.inquiries.queries.concerns.facts import today_of
from tisserand.inquiries.rules.concern_refusals import refusals_to_assign, refusals_to_clash
from tisserand.inquiries.rules.concern_states import Clash, Stage
from tisserand.kernel.refusals import refuse


@transaction.atomic
def assign(*, actor, at: datetime, concern: UUID, first: UUID | None, second: UUID | None, reason: str = "") -> Concern:
    row = hold(concern)
    able = {seat.account_id for seat in who_may_evaluate(today_of(row, at))}
    refuse(refusals_to_assign(Stage(row.stage), first=first, second=second, able=able, closed=closed_to(row)))
    found = clashes(row, (first, second))
    refuse(refusals_to_clash(found, named=(first, second), reason=reason))
    spread(row, actor=actor, at=at, evaluator_id=first, co_evaluator_id=second)
    _raise_alert(row, found, reason, actor=actor, at=at)
    if row.stage == Stage.TO_ASSIGN:
        move(row, Stage.EVALUATING, actor=actor, at=at)
    _sign_anew(row, actor=actor, at=at)
    clocks.entrust(row, actor=actor, at=at)
    change(row, actor=actor, at=at, beside_id=row.beside_id)
    note("assign", row, actor=actor, at=at)
    return row


@transaction.atomic
def withdraw(*, actor, at: datetime, person: UUID | None, gone: UUID) -> None:
    """An evaluator knows somebody of the home: she is one no longer, the unit names another one.

    Without a person, she has left the service, and every home.
    """
    homes = Q(files__contains=[person]) if person else Q()
    rows = Concern.objects.select_for_update(no_key=True, of=("self",)).select_related("unit")
    for row in rows.filter(homes, stage=Stage.EVALUATING).order_by("id"):
        if gone in {row.evaluator_id, row.co_evaluator_id}:
            _withdraw(row, gone, actor=actor, at=at)


def _withdraw(row: Concern, gone: UUID, *, actor, at: datetime) -> None:
    hers = "evaluator_id" if row.evaluator_id == gone else "co_evaluator_id"
    note("withdraw", row, actor=actor, at=at)
    move(row, Stage.TO_ASSIGN, actor=actor, at=at)
    spread(row, actor=actor, at=at, **{hers: None})


def _raise_alert(row: Concern, found: Mapping[UUID, set[Clash]], reason: str, *, actor, at: datetime) -> None:
    for account, kinds in found.items():
        for clash in sorted(kinds):
            add(Conflict, row, actor=actor, at=at, account_id=account, clash=clash, reason=reason.strip())


def _sign_anew(row: Concern, *, actor, at: datetime) -> None:
    """What others signed is kept, and concludes nothing any more."""
    if Signature.objects.filter(concern=row, stands=True).update(stands=False) or row.conclusion:
        change(row, actor=actor, at=at, conclusion="", conclusion_words="")
