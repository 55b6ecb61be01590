"""Measures that others exercise: who, on what, since when. Never our plans (practice.md)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.access.rows import already
from tisserand.kernel.refusals import refuse
from tisserand.support.models import KnownMeasure
from tisserand.support.rules.masp import refusals_to_know

KIND = "support.measure"


@transaction.atomic
def record_measure(
    *,
    actor,
    at: datetime,
    person: UUID,
    measure: str,
    exercised_by: str,
    scope: str = "",
    starts_on: date | None = None,
    ends_before: date | None = None,
    request_key: UUID | None = None,
) -> KnownMeasure:
    if known := already(KnownMeasure, request_key):
        return known
    said = {"measure": measure, "exercised_by": exercised_by, "starts_on": starts_on, "ends_before": ends_before}
    refuse(refusals_to_know(**said))
    row = KnownMeasure.objects.create(
        person_id=person,
        **said | {"exercised_by": exercised_by.strip()},
        scope=scope,
        recorded_by_id=actor.account_id,
        recorded_at=at,
        request_key=request_key,
    )
    journal.record(actor=actor, at=at, verb="measure.record", kind=KIND, subject=row.pk, person=person)
    return row


@transaction.atomic
def end_measure(*, actor, at: datetime, measure: UUID, ends_before: date) -> KnownMeasure:
    row = KnownMeasure.objects.select_for_update(no_key=True).get(pk=measure)
    row.ends_before = ends_before
    row.save(update_fields=["ends_before"])
    journal.record(actor=actor, at=at, verb="measure.end", kind=KIND, subject=row.pk, person=row.person_id)
    return row
