"""Signing another opinion beside what an assessment says."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import queries as seats
from tisserand.assessment import queries
from tisserand.assessment.models import Opinion
from tisserand.assessment.operations.first_assessment import locked, record
from tisserand.assessment.rules.opinions import refusals_to_sign
from tisserand.kernel.refusals import refuse


@transaction.atomic
def sign_opinion(*, actor, at: datetime, assessment: UUID, about: str, words: str) -> Opinion:
    """Said twice in the same words, it is one opinion: a second click, or a page sent again."""
    row = locked(actor, assessment)
    known = {subject.about: subject for subject in queries.subjects(actor, row)}
    given = list(queries.opinions(actor, row))
    refuse(
        refusals_to_sign(
            about,
            words,
            known=known,
            is_first=row.author_id == actor.account_id,
            answered={one.about for one in given if one.signed_by_id != actor.account_id},
            emergency=row.person_id in actor.opened,
        )
    )
    mine = (one for one in given if (one.signed_by_id, one.about, one.words) == (actor.account_id, about, words))
    if same := next(mine, None):
        return same
    signed = Opinion.objects.create(
        assessment=row,
        # Read by whoever reads the assessment.
        **{name: getattr(row, name) for name in ("person_id", "site_id", "author_id", "visibility")},
        about=about,
        words=words,
        beside=known[about].beside,
        signed_by_id=actor.account_id,
        profession=seats.accounts([actor.account_id])[actor.account_id].profession,
        signed_at=at,
    )
    record(actor, at, "assessment.opinion", row)
    return signed
