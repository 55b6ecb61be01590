"""The pôle's side: acknowledge, ask for a complement, say it is admissible, decline with another proposal."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.assessment.models import Orientation
from tisserand.assessment.operations.orientation_moves import day, locked, move, refuse_unless
from tisserand.assessment.operations.orientation_sending import record_act
from tisserand.assessment.queries import orientation_places as places
from tisserand.assessment.rules import orientation_refusals as why
from tisserand.assessment.rules.orientation import Owner, State, after_refusal
from tisserand.assessment.rules.orientation_refusals import Answer


@transaction.atomic
def acknowledge(*, actor, at: datetime, orientation: UUID, expected_version: int) -> Orientation:
    row = locked(actor, orientation, expected_version)
    refuse_unless(actor, row, Owner.POLE, State.RECEIVED)
    return move(actor=actor, at=at, row=row, to=State.RECEIVED)


@transaction.atomic
def ask_complement(*, actor, at: datetime, orientation: UUID, expected_version: int, words: str) -> Orientation:
    """Not a refusal: the orientation stays the pôle's, the sender answers first."""
    row = locked(actor, orientation, expected_version)
    refuse_unless(actor, row, Owner.POLE, State.COMPLEMENT, why.refusals_to_ask(words))
    _count(actor, at, row)
    return move(actor=actor, at=at, row=row, to=State.COMPLEMENT, words=words)


@transaction.atomic
def admit(
    *,
    actor,
    at: datetime,
    orientation: UUID,
    expected_version: int,
    attribution_unit: UUID | None = None,
    words: str = "",
) -> Orientation:
    """Recevable: the chef de service of `attribution_unit` now names a professional."""
    row = locked(actor, orientation, expected_version)
    refuse_unless(actor, row, Owner.POLE, State.ADMISSIBLE)
    row.attribution_unit_id = attribution_unit or places.attribution_unit(
        row.to_unit_id, row.from_unit_id, on=day(row, at)
    )
    row.admissible_at = at
    _count(actor, at, row)
    return move(actor=actor, at=at, row=row, to=State.ADMISSIBLE, words=words)


@transaction.atomic
def decline(*, actor, at: datetime, orientation: UUID, expected_version: int, answer: Answer) -> Orientation:
    """The pôle no longer reads the file afterwards; its own refusal stays in its thread."""
    row = locked(actor, orientation, expected_version)
    to, pole = after_refusal(row.refusals + 1), row.addressed_to_id
    reasons = why.refusals_to_decline(answer, unit=row.to_unit_id, on=day(row, at))
    # Declined or, the second time, sent to arbitration: both answer the same question, put to the pôle.
    refuse_unless(actor, row, Owner.POLE, State.DECLINED, reasons)
    _count(actor, at, row)
    row.refusals += 1
    row.addressed_to_id, row.suggested_unit_id = None, answer.other_unit
    return move(
        actor=actor,
        at=at,
        row=row,
        to=to,
        words="\n".join(filter(None, (answer.words.strip(), answer.advice.strip()))),
        reason=answer.reason,
        article=answer.article,
        suggested=answer.other_unit,
        reader=pole,
    )


def _count(actor, at: datetime, row: Orientation) -> None:
    record_act(actor, at, row, unit=row.to_unit_id, function="coordination")
