"""What was owed about something that ends whole goes with it: nothing leads to it any more."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from tisserand.deadlines.models import Move, Obligation, Passing


@transaction.atomic
def forget(*, kinds: Collection[str], subjects: Collection[UUID]) -> None:
    """Called by the room that erases, which keeps the journal."""
    hers = Obligation.objects.filter(kind__in=list(kinds), subject__in=list(subjects))
    for part in (Move, Passing):
        part.objects.filter(obligation__in=hers.order_by().values("pk")).delete()
    hers.delete()
