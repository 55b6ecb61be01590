"""Promises of both sides, disagreements kept, autonomy as she says it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access.rows import already, change
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.support.models import Autonomy, Commitment, Disagreement
from tisserand.support.operations.hold import add, hold, hold_going, note
from tisserand.support.queries.facts import today_of
from tisserand.support.rules import Moment, Side


@transaction.atomic
def commit(
    *, actor, at: datetime, plan: UUID, side: str, text: str, party: str = "", request_key: UUID | None = None
) -> Commitment:
    if known := already(Commitment, request_key):
        return known
    row = hold_going(plan)
    refuse(_refusals_to_commit(side, text, party))
    kept = add(
        Commitment,
        row,
        actor=actor,
        at=at,
        request_key=request_key,
        side=side,
        text=text.strip(),
        party=party if side == Side.THIRD else "",
    )
    note("commit", row, actor=actor, at=at)
    return kept


def _refusals_to_commit(side: str, text: str, party: str) -> list[Refusal]:
    refusals = []
    if side not in set(Side):
        refusals.append(Refusal("side", "Dites qui s’engage.", "side"))
    if side == Side.THIRD and not party.strip():
        refusals.append(Refusal("party", "Nommez qui s’engage.", "party"))
    if not text.strip():
        refusals.append(Refusal("text", "Écrivez l’engagement.", "text"))
    return refusals


@transaction.atomic
def count_commitment(*, actor, at: datetime, commitment: UUID, kept: bool) -> Commitment:
    """« tenu 4 fois sur 4 » : the service's are counted exactly as the person's."""
    row = Commitment.objects.select_for_update(no_key=True).get(pk=commitment)
    plan = hold_going(row.plan_id)
    change(row, actor=actor, at=at, asked=row.asked + 1, kept=row.kept + kept)
    note("commitment_kept" if kept else "commitment_missed", plan, actor=actor, at=at)
    return row


@transaction.atomic
def uncount_commitment(*, actor, at: datetime, commitment: UUID, kept: bool, version: int) -> Commitment:
    """« Annuler » after a slip of the finger: the count that made this version, once."""
    row = Commitment.objects.select_for_update(no_key=True).get(pk=commitment)
    plan = hold(row.plan_id)
    asked, total = row.asked - 1, row.kept - kept
    if row.version != version or not 0 <= total <= asked:
        refuse([Refusal("counted", "Cet engagement a changé depuis : rien n’est annulé.", "engagements")])
    change(row, actor=actor, at=at, asked=asked, kept=total)
    note("commitment_uncounted", plan, actor=actor, at=at)
    return row


@transaction.atomic
def end_commitment(*, actor, at: datetime, commitment: UUID) -> Commitment:
    row = Commitment.objects.select_for_update(no_key=True).get(pk=commitment)
    plan = hold(row.plan_id)
    change(row, actor=actor, at=at, ended_on=today_of(plan, at))
    note("commitment_ended", plan, actor=actor, at=at)
    return row


@transaction.atomic
def keep_disagreement(
    *,
    actor,
    at: datetime,
    plan: UUID,
    words: str,
    said_on: date,
    answer: str = "",
    request_key: UUID | None = None,
    draft: str = "",
) -> Disagreement:
    """Neither corrected nor erased (invariant 7)."""
    if known := already(Disagreement, request_key):
        return known
    row = hold(plan)
    refuse(_refusals_to_quote(words, said_on, today_of(row, at)))
    kept = add(
        Disagreement, row, actor=actor, at=at, request_key=request_key, words=words, said_on=said_on, answer=answer
    )
    note("disagreement", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    return kept


def _refusals_to_quote(words: str, said_on: date, today: date) -> list[Refusal]:
    refusals = []
    if not words.strip():
        refusals.append(Refusal("words", "Écrivez ce que la personne a dit, avec ses mots.", "words"))
    if said_on > today:
        refusals.append(Refusal("ahead", "Cette date n’est pas encore arrivée.", "said_on"))
    return refusals


@transaction.atomic
def say_autonomy(
    *,
    actor,
    at: datetime,
    plan: UUID,
    level: int,
    words: str = "",
    on: date | None = None,
    moment: str = Moment.START,
    request_key: UUID | None = None,
) -> Autonomy:
    if known := already(Autonomy, request_key):
        return known
    row = hold(plan)
    if level not in range(1, 6):
        refuse([Refusal("level", "L’autonomie se dit de 1 à 5.", "level")])
    said_on = on or today_of(row, at)
    kept = add(
        Autonomy,
        row,
        actor=actor,
        at=at,
        request_key=request_key,
        level=level,
        words=words,
        said_on=said_on,
        moment=moment,
    )
    note("autonomy", row, actor=actor, at=at)
    return kept
