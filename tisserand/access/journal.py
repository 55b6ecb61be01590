"""The journal: one row per deed, in its transaction, and one per file read in ten minutes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from tisserand.access.statements import read

# How the reading of a file opened in an emergency begins to say why.
EMERGENCY = "accès d’urgence"
SLOT, HOUR = timedelta(minutes=10), timedelta(hours=1)
NOTE = """
with noted as (
    insert into access_consultation (account_id, person_id, slot, page, reason)
    select %(account)s, person, %(slot)s, page, reason
    from unnest(%(persons)s::uuid[], %(pages)s::text[], %(reasons)s::text[]) as read(person, page, reason)
    on conflict do nothing returning person_id
)
select count(*) from (
    select person_id from access_consultation where account_id = %(account)s and slot > %(since)s
    union select person_id from noted
) as files
"""


def record(
    *, actor, at: datetime, verb: str, kind: str, subject: UUID, person: UUID | None = None, reason: str = ""
) -> None:
    """Write what `actor` does, in the transaction that does it.

    Plain SQL: the row may not be read back by the one who writes it, so no INSERT … RETURNING (decision D7).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into access_journalentry (at, account_id, verb, kind, subject, person_id, reason)"
            " values (%s, %s, %s, %s, %s, %s, %s)",
            [at, actor.account_id, verb, kind, subject, person, reason],
        )


def record_all(*, actor, at: datetime, verb: str, kind: str, about: Sequence[tuple[UUID, UUID | None]]) -> None:
    """The same deed on many things at once, each with its person: one statement."""
    if about:
        subjects, persons = zip(*about, strict=True)
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into access_journalentry (at, account_id, verb, kind, subject, person_id, reason)"
                " select %s, %s, %s, %s, subject, person, ''"
                " from unnest(%s::uuid[], %s::uuid[]) as done(subject, person)",
                [at, actor.account_id, verb, kind, list(subjects), list(persons)],
            )


def consulted(request, person: UUID, page: str, reason: str = "") -> None:
    """Note that the answer to this request shows somebody's file; the middleware writes it before answering."""
    request.consultations.append((person, page, reason or said_before(request.actor, person, page)))


def said_before(actor, person: UUID, page: str) -> str:
    """Why she reads a file that her seats do not open: each page of an emergency is marked."""
    return f"{EMERGENCY}, {page}" if person in actor.opened else actor.declared.get(person, "")


def record_consultations(*, actor, at: datetime, consultations) -> int:
    """Keep the readings of one request; returns how many files this reader opened within the hour, these included.

    A second reading in the same ten minutes adds nothing.
    """
    slot = at - timedelta(minutes=at.minute % 10, seconds=at.second, microseconds=at.microsecond)
    persons, pages, reasons = zip(*consultations, strict=True)
    hers = {"account": actor.account_id, "slot": slot, "since": slot - HOUR}
    return read(NOTE, hers | {"persons": list(persons), "pages": list(pages), "reasons": list(reasons)})[0][0]
