"""Acts and notes, as far as the reader's walls let see."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from tisserand.access.queries import visible
from tisserand.access.statements import written_once
from tisserand.access.traces import traces
from tisserand.access.walls import among
from tisserand.activity.models import Act, Note
from tisserand.kernel.traces import Trace


def acts_about_person(actor, person: UUID) -> QuerySet[Act]:
    """What was done with somebody, the latest first."""
    return visible(Act, actor).filter(person_id=person).select_related("author", "unit").order_by("-happened_at", "id")


def acts_about(actor, *, kind: str, subjects: Iterable[UUID]) -> QuerySet[Act]:
    rows = visible(Act, actor).filter(kind=kind, subject__in=list(subjects))
    return rows.select_related("author", "unit").order_by("-happened_at", "id")


def notes_of(actor, acts: Iterable[Act]) -> dict[UUID, list[Note]]:
    """The notes of these acts, by act. One query."""
    found: dict[UUID, list[Note]] = {}
    for note in _notes(actor, frozenset(act.pk for act in acts)):
        found.setdefault(note.act_id, []).append(note)
    return found


@written_once
def _notes(actor, acts: frozenset[UUID]) -> QuerySet[Note]:
    return visible(Note, actor).filter(among("act_id", acts)).select_related("author").order_by("written_at", "id")


def traces_of_files(actor) -> list[QuerySet]:
    """Every act about her is a contact or work for her."""
    return [traces(visible(Act, actor), Trace.CONTACT, "happened_at")]
