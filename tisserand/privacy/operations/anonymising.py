"""Persons become lines of the figures: every room forgets them, and the ledger remembers that it did (decision D16)."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from tisserand.access import erasing, journal
from tisserand.access import operations as access
from tisserand.activity import operations as activity
from tisserand.assessment import operations as assessment
from tisserand.deadlines import operations as deadlines
from tisserand.documents import operations as documents
from tisserand.inquiries import operations as inquiries
from tisserand.people import operations as people
from tisserand.people.queries import attached_to
from tisserand.privacy.models import Pseudonym, Purge
from tisserand.reception import operations as reception
from tisserand.support import operations as support
from tisserand.transmissions import operations as transmissions

# The uppermost first: what points before what is pointed at.
ROOMS = (support, inquiries, transmissions, assessment, reception, activity, documents, people, deadlines, access)
# Rooms that hold words about somebody nobody named.
WITHOUT_NAME = ("reception", "activity", "documents", "deadlines")
KIND = "people.person"


@transaction.atomic
def anonymise(*, actor, at: datetime, persons: Iterable[UUID]) -> Counter[str]:
    """Forget these persons and the newcomers who turned out to be them; rows changed or gone, by table.

    Pseudonyms are drawn at random and kept nowhere beside what they replace.
    """
    with connection.cursor() as cursor:
        # Her own key changes like the keys to her: they agree again at the commit.
        cursor.execute("set constraints all deferred")
    known = sorted({*persons, *attached_to(actor, persons)})
    pseudonyms = {person: uuid4() for person in known}
    rows = Counter(erasing.forget("privacy", pseudonyms))
    for room in ROOMS:
        rows.update(room.anonymise(pseudonyms=pseudonyms))
    Pseudonym.objects.bulk_create([Pseudonym(id=pseudonym) for pseudonym in sorted(pseudonyms.values())])
    Purge.objects.bulk_create([Purge(former_id=person, purged_at=at) for person in known], ignore_conflicts=True)
    for person in known:
        journal.record(actor=actor, at=at, verb="person.anonymise", kind=KIND, subject=person, person=person)
    return rows


@transaction.atomic
def forget_unnamed(*, before: datetime) -> Counter[str]:
    """What was written long ago about somebody who did not say her name."""
    rows: Counter[str] = Counter()
    for room in WITHOUT_NAME:
        rows.update(erasing.forget_unnamed(room, before=before))
    return rows
