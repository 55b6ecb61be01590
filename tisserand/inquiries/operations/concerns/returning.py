"""Whoever transmitted is answered (L. 226-5): professionals and elected members always, the others when they ask."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access.rows import change
from tisserand.inquiries.models import Concern, Transmission
from tisserand.inquiries.operations.concerns import clocks
from tisserand.inquiries.operations.concerns.sealing import seal
from tisserand.inquiries.operations.concerns.steps import look, note
from tisserand.inquiries.queries.concerns.facts import today_of
from tisserand.inquiries.rules.concern_refusals import AHEAD, refusals_to_return
from tisserand.inquiries.rules.concern_states import Stage, Writing
from tisserand.kernel.refusals import Refusal, refuse

RETURNED = Refusal("returned", "La restitution est déjà faite.")
OWED = Refusal("owed", "Une réponse est déjà due à cette personne.")


@transaction.atomic
def give_back(*, actor, at: datetime, transmission: UUID, on: date, words: str, draft: str = "") -> Transmission:
    """What may be said of the outcome; nothing of the evaluation. Also once the concern is closed."""
    row, concern = _both(transmission)
    refuse([RETURNED] if row.returned_on else ())
    stage, today = Stage(concern.stage), today_of(concern, at)
    refuse(refusals_to_return(stage=stage, words=words, on=on, today=today))
    change(row, actor=actor, at=at, returned_on=on, return_words=words)
    clocks.fulfil_return(row, actor=actor, at=at, on=on)
    seal(concern, Writing.RETURN, actor=actor, at=at, transmission=row)
    note("return", concern, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft)
    return row


@transaction.atomic
def ask_for_return(*, actor, at: datetime, transmission: UUID, on: date) -> Transmission:
    """Somebody else who alerted asks what became of it: three months from there (rule IP-7b)."""
    row, concern = _both(transmission)
    refuse([OWED] if row.owed else [RETURNED] if row.returned_on else ())
    refuse([Refusal("ahead", AHEAD, "on")] if on > today_of(concern, at) else ())
    clock = clocks.start_return(row, clocks.RETURN_ASKED, on, actor=actor, at=at)
    change(row, actor=actor, at=at, owed=True, asked_on=on, obligation_id=clock.pk)
    note("return_asked", concern, actor=actor, at=at)
    return row


def _both(transmission: UUID) -> tuple[Transmission, Concern]:
    rows = Transmission.objects.select_for_update(no_key=True, of=("self",))
    row = rows.get(pk=transmission, concern__isnull=False)
    return row, look(row.concern_id)
