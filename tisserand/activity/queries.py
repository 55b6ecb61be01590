"""Acts and notes, as far as the reader's walls let see."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from tisserand.access import telling
from tisserand.access.queries import visible
from tisserand.access.statements import written_once
from tisserand.access.traces import traces
from tisserand.access.walls import among
from tisserand.activity.models import Act, Note
from tisserand.activity.rules import FUNCTION_LABELS, NATURE_LABELS
from tisserand.kernel.traces import Trace

WORDS: telling.Words = {
    "Act.nature": lambda code: NATURE_LABELS.get(code, code),
    "Act.channel": lambda code: code.replace("-", " ").capitalize(),
    "Act.function": lambda code: FUNCTION_LABELS.get(code, code),
}


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


def whole_of(actor, person: UUID, *, opened: frozenset[str] = frozenset()) -> list[telling.Part]:
    """This room's part of the copy of a whole file."""
    return telling.whole_of("activity", actor, person, words=WORDS, opened=opened)


def traces_of_files(actor) -> list[QuerySet]:
    """Every act about her is a contact or work for her."""
    return [traces(visible(Act, actor), Trace.CONTACT, "happened_at")]
