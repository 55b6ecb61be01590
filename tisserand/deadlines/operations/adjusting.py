"""A département sets the delays that the law leaves to it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from tisserand.access import journal
from tisserand.access.rows import already
from tisserand.deadlines import rules
from tisserand.deadlines.models import Adjustment
from tisserand.kernel.refusals import Refusal, refuse


@transaction.atomic
def adjust(
    *, actor, at: datetime, rule: str, offset: int, starts_on: date, decision: str, request_key: UUID | None = None
) -> Adjustment:
    """From that day on, events are counted with this length; what was counted before stays as it was said."""
    if found := already(Adjustment, request_key):
        return found
    rows = [row for row in rules.book().rules if row.id == rule and row.in_force(starts_on)]
    refuse(rules.refusals_to_adjust(rows, offset=offset, decision=decision))
    later = (
        Adjustment.objects.select_for_update()
        .filter(rule=rule)
        .filter(Q(starts_on__gte=starts_on) | Q(ends_before__gt=starts_on))
    )
    refuse((LATER,) if later.exists() else ())
    Adjustment.objects.filter(rule=rule, ends_before=None).update(ends_before=starts_on)
    row = Adjustment.objects.create(
        rule=rule,
        offset=offset,
        decision=decision.strip(),
        starts_on=starts_on,
        set_at=at,
        set_by_id=actor.account_id,
        request_key=request_key,
    )
    journal.record(actor=actor, at=at, verb="delay.adjust", kind="deadlines.adjustment", subject=row.pk)
    return row


LATER = Refusal(
    "starts_on", "Un autre délai est déjà décidé à partir de ce jour ou après. Choisissez une date plus tardive."
)
