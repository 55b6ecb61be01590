"""Two files side by side, what each holds, and what became of those that were joined."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from tisserand.access.queries import visible
from tisserand.access.statements import written_once
from tisserand.people.models import Address, Consent, ContactPoint, Fold, FoldedRow, Person
from tisserand.people.queries.persons import PersonFile, Relative, addresses, contacts, person, relatives
from tisserand.people.queries.priority import living_said, priority_answers
from tisserand.people.rules import display_name
from tisserand.people.rules.consents import topic_label
from tisserand.people.rules.merging import FoldKind
from tisserand.people.rules.states import CHANNEL_LABELS, Channel
from tisserand.people.slots import FILED, Filed


@dataclass(frozen=True)
class Side:
    """One of two files: who, how to reach her, with whom she lives, and how much of what the reader may see.

    Each address comes with what was answered about it, or nothing.
    """

    person: PersonFile
    contacts: list[ContactPoint]
    addresses: list[tuple[Address, str]]
    household: tuple[Relative, ...]
    ties: tuple[Relative, ...]
    counts: dict[str, int]


def side(actor, person_id: UUID) -> Side | None:
    known = person(actor, person_id)
    if known is None:
        return None
    household, ties = relatives(actor, person_id)
    counts = Counter(filed.what for filed in filed_about(actor, person_id))
    places = addresses(actor, person_id)
    return Side(known, contacts(actor, person_id), _living(actor, places), household, ties, dict(counts))


def _living(actor, places: list[Address]) -> list[tuple[Address, str]]:
    answers = priority_answers(actor, [place.pk for place in places])
    return [(place, living_said(answers[place.pk][0]) if place.pk in answers else "") for place in places]


def filed_about(actor, person_id: UUID) -> list[Filed]:
    """What the reader may see in this file and could point at, the latest first."""
    found = [filed for source in (_about, *FILED) for filed in source(actor, person_id)]
    return sorted(found, key=lambda filed: (filed.at, filed.key), reverse=True)


def filed(actor, person_id: UUID, key: UUID) -> Filed | None:
    return next((filed for filed in filed_about(actor, person_id) if filed.key == key), None)


def kept_of(actor, person_id: UUID) -> UUID | None:
    """The file that this one was joined to, for who may see both; None when it stands by itself."""
    return next((row["pk"] for row in _kept_of(actor, person_id)), None)


@written_once
def _kept_of(actor, person_id: UUID) -> QuerySet:
    seen = visible(Person, actor).order_by()
    return seen.filter(pk__in=seen.filter(pk=person_id).values("attached_to")).values("pk")


def joined_files(actor, person_id: UUID) -> list[UUID]:
    """Files joined to this one that the actor may see."""
    rows = visible(Person, actor).filter(attached_to=person_id).order_by("id")
    return list(rows.values_list("pk", flat=True))


def files_of(person_id: UUID) -> list[UUID]:
    """Hers and those joined to it, for who tells what was read of her under each: nothing but identifiers."""
    with connection.cursor() as cursor:
        cursor.execute("select walls.joined_files(%s)", [person_id])
        [(joined,)] = cursor.fetchall()
    return [person_id, *joined]


def folds_about(actor, person_id: UUID) -> QuerySet[Fold]:
    """Joined, split, moved: the latest first, with who did it."""
    rows = visible(Fold, actor).filter(Q(person=person_id) | Q(other=person_id))
    return rows.select_related("made_by", "undone_by").order_by("-made_at", "id")


def merges_to_undo(actor, person_id: UUID) -> QuerySet[Fold]:
    """The files joined to this one that still are."""
    return folds_about(actor, person_id).filter(kind=FoldKind.MERGE, person=person_id, undone_at=None)


def fold(actor, fold_id: UUID) -> Fold | None:
    return visible(Fold, actor).select_related("made_by").filter(pk=fold_id).first()


def other_identity(actor, fold_row: Fold) -> Person | None:
    """The closed file's own identity, for the page that undoes."""
    return visible(Person, actor).filter(pk=fold_row.other_id).first()


def name_of(row: Person) -> str:
    names = ("civility", "birth_name", "used_name", "first_names", "called_as")
    return display_name(**{name: getattr(row, name) for name in names})


def written_since(actor, fold_row: Fold) -> list[Filed]:
    """What was added to the joined file since, that the reader may see: of whom is it?"""
    keys = FoldedRow.objects.filter(fold=fold_row).values_list("key", flat=True)
    known = set(keys)
    return [filed for filed in filed_about(actor, fold_row.person_id) if str(filed.key) not in known]


def _about(actor, person_id: UUID) -> Iterator[Filed]:
    """What this room itself says of her."""
    for contact in visible(ContactPoint, actor).filter(person=person_id).order_by("id"):
        yield Filed(contact.pk, CHANNEL_LABELS[Channel(contact.channel)], contact.starts_on, details=contact.value)
    for address in visible(Address, actor).filter(person=person_id).order_by("id"):
        yield Filed(address.pk, "Adresse", address.starts_on, details=address.lines or address.commune_name)
    for consent in visible(Consent, actor).filter(person=person_id).order_by("id"):
        yield Filed(consent.pk, "Accord", consent.decided_on, details=topic_label(consent.topic))
