"""Reading documents. A list never loads the files themselves."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from tisserand.access import queries as access
from tisserand.access import telling
from tisserand.access.queries import visible
from tisserand.documents.models import Document
from tisserand.documents.rules import LABELS, Kind, Letterhead
from tisserand.people.slots import Filed

WORDS: telling.Words = {"Document.kind": lambda code: LABELS.get(Kind(code), code)}


def letterhead(unit, *, on: date) -> Letterhead:
    """The name at the top of the tree is the organisation's."""
    root = unit
    while root.parent_id:
        root = access.unit(root.parent_id)
    return Letterhead(organisation=root.name, printed_on=on, service=unit.name)


def documents(actor) -> QuerySet[Document]:
    return visible(Document, actor).order_by("-created_at", "id")


def papers(actor) -> QuerySet[Document]:
    """As they were printed, without what they were made from."""
    return documents(actor).defer("data")


def documents_for(actor, person: UUID) -> QuerySet[Document]:
    """The papers of a person's file, the latest first, without their bytes."""
    return documents(actor).filter(person_id=person).defer("body", "data")


def documents_about(actor, *, kind: str, subject: UUID) -> QuerySet[Document]:
    """The papers of one plan, one visit…, the latest first, without their bytes."""
    return documents(actor).filter(subject_kind=kind, subject=subject).defer("body", "data")


def filed(actor, person: UUID) -> Iterator[Filed]:
    """What may be pointed at in a file: a paper and its day. One that goes with a visit or a plan moves with it."""
    for row in documents_for(actor, person):
        day = timezone.localdate(row.created_at)
        yield Filed(row.pk, LABELS[Kind(row.kind)], day, details=row.title, movable=row.subject is None)


def whole_of(actor, person: UUID, *, opened: frozenset[str] = frozenset()) -> list[telling.Part]:
    """This room's part of the copy of a whole file."""
    return telling.whole_of("documents", actor, person, words=WORDS, opened=opened)
