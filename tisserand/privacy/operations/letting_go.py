"""What a list takes away: files become lines of the figures, concerns go whole."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.inquiries.operations import concerns as inquiries
from tisserand.privacy.models import BordereauLine, FileDue, LegalHold, Purge
from tisserand.privacy.operations.anonymising import anonymise
from tisserand.privacy.rules.retention import CONCERN

KIND = "inquiries.concern"


@transaction.atomic
def let_go(*, actor, at: datetime, lines: Iterable[FileDue | BordereauLine]) -> Counter[str]:
    """Rows changed or gone, by table."""
    concerns, persons = [], []
    for line in lines:
        (concerns if line.kind == CONCERN else persons).append(line.person_id)
    rows = forget_concerns(actor=actor, at=at, concerns=concerns)
    return rows + anonymise(actor=actor, at=at, persons=persons)


@transaction.atomic
def forget_concerns(*, actor, at: datetime, concerns: Collection[UUID]) -> Counter[str]:
    """Nothing is kept for the figures: they were published each year (rule IP-8). The journal says that it was done."""
    rows = Counter(inquiries.erase(concerns=concerns))
    for model in (FileDue, LegalHold):
        model.objects.filter(person_id__in=concerns).delete()
    Purge.objects.bulk_create([Purge(former_id=concern, purged_at=at) for concern in concerns], ignore_conflicts=True)
    for concern in concerns:
        journal.record(actor=actor, at=at, verb="concern.eliminate", kind=KIND, subject=concern)
    return rows
