"""What the privacy officer does with the journal is journaled too."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.people.queries.confirming import Confirmed, persons_confirmed

KIND = "people.person"


@transaction.atomic
def confirm_person(
    *, actor, at: datetime, family: str, given: str, born: date, request_reference: str
) -> list[Confirmed]:
    """The files of whoever exercises her rights. An attempt that finds nobody is kept as well."""
    found = persons_confirmed(family=family, given=given, born=born)
    for person in found:
        _note(actor, at, "person.confirm", person.id, request_reference)
    if not found:
        journal.record(
            actor=actor,
            at=at,
            verb="person.confirm_nobody",
            kind="access.account",
            subject=actor.account_id,
            reason=request_reference,
        )
    return found


@transaction.atomic
def note_export(*, actor, at: datetime, person: UUID) -> None:
    _note(actor, at, "journal.export", person, "")


def _note(actor, at: datetime, verb: str, person: UUID, reason: str) -> None:
    journal.record(actor=actor, at=at, verb=verb, kind=KIND, subject=person, person=person, reason=reason)
