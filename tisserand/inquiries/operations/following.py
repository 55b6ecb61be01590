"""What happens to the person below: her file closes, she is somebody's acquaintance, she is forgotten."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from tisserand.access import erasing, scope
from tisserand.access.rows import change
from tisserand.inquiries.models import CONCERN_PARTS, PARTS, Adult, Concern, Eviction, Minor
from tisserand.inquiries.operations.concerns import withdraw
from tisserand.inquiries.operations.steps import note
from tisserand.inquiries.rules import State


def follow_file(*, person: UUID) -> None:
    """Her file was closed, opened, or joined to another. Called from `people`, by wiring."""
    with connection.cursor() as cursor:
        cursor.execute("select walls.inquiries_agree(%s), walls.housing_agree(%s)", [person, person])


@transaction.atomic
def go_on_without(*, actor, at: datetime, person: UUID | None, gone: UUID) -> None:
    """The evaluator knows the person, or has left: another is to be named; her manager has what was owed (`let_go`)."""
    hers = Eviction.objects.filter(person_id=person, evaluator_id=gone).exclude(state=State.CLOSED)
    for row in hers.order_by("id").select_for_update(no_key=True):
        parts = [pk for part in PARTS for pk in part.objects.filter(eviction=row).values_list("pk", flat=True)]
        with scope.moving(row.pk, *parts):
            change(row, actor=actor, at=at, evaluator_id=None)
            for part in PARTS:
                part.objects.filter(eviction=row).update(evaluator_id=None)
        note("evaluator_gone", row, actor=actor, at=at)
    withdraw(actor=actor, at=at, person=person, gone=gone)


@transaction.atomic
def anonymise(*, pseudonyms: Mapping[UUID, UUID]) -> dict[str, int]:
    """Inquiries stay in the figures, without what was written. Called by `privacy`, which keeps the journal."""
    _cut_from_concerns(set(pseudonyms))
    return erasing.forget("inquiries", pseudonyms)


def _cut_from_concerns(persons: set[UUID]) -> None:
    """A concern has an end of its own: it no longer leads to a file that is gone."""
    for model in (Minor, Adult):
        model.objects.filter(file__in=persons).update(file=None)
    for model in (Concern, *CONCERN_PARTS):
        rows = model.objects.select_for_update().filter(files__overlap=list(persons)).order_by("id")
        for row in rows:
            model.objects.filter(pk=row.pk).update(files=[file for file in row.files if file not in persons])
