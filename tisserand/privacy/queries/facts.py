"""What all rooms together know of the files that come to their end, in one statement; and of concerns, apart."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from tisserand.activity import queries as activity
from tisserand.assessment.queries import traces as assessment
from tisserand.deadlines import queries as deadlines
from tisserand.inquiries.queries import concerns
from tisserand.inquiries.queries import traces as inquiries
from tisserand.kernel.traces import Trace
from tisserand.people import queries as people
from tisserand.privacy.rules.retention import APART, FileFacts
from tisserand.reception import queries as reception
from tisserand.support.queries import traces as support
from tisserand.transmissions.queries import traces as transmissions

ROOMS = (people, reception, activity, assessment, support, inquiries, transmissions, deadlines)
# A person of the figures is nobody's file any more.
FACTS = """
select f.id, f.site_id, f.visibility, f.birth_date,
    max(t.day) filter (where t.what = '{contact}') as contact, max(t.day) filter (where t.what = '{mandate}'),
    bool_or(t.what = '{child}'), bool_or(t.what = '{unfinished}')
from ({files}) f join ({traces}) as t (person_id, day, what) on t.person_id = f.id
where not exists (select from privacy_pseudonym n where n.id = f.id) and {chosen}
group by f.id, f.site_id, f.visibility, f.birth_date
having max(t.day) filter (where t.what = '{contact}') <= %s
order by contact, f.id
"""
EVERYBODY = "true"
THESE = "f.id = any(%s::uuid[]) and t.person_id = any(%s::uuid[])"


@dataclass(frozen=True)
class FileAtEnd:
    person_id: UUID
    site_id: UUID | None
    visibility: str
    facts: FileFacts


def files_without_contact_since(actor, day: date) -> list[FileAtEnd]:
    return _facts(actor, day, EVERYBODY, [])


def facts_of(actor, persons: Collection[UUID]) -> dict[UUID, FileAtEnd]:
    """These files as they stand at this instant."""
    chosen = list(persons)
    return {row.person_id: row for row in _facts(actor, date.max, THESE, [chosen, chosen])}


def concerns_over_since(actor, day: date) -> list[FileAtEnd]:
    return [_concern(row) for row in concerns.closed_until(actor, day)]


def facts_of_concerns(actor, identifiers: Collection[UUID]) -> dict[UUID, FileAtEnd]:
    return {row.id: _concern(row) for row in concerns.at_end(actor, identifiers)}


def _concern(row: concerns.ConcernAtEnd) -> FileAtEnd:
    """Whose reference the officer reads, with the unit that received it: no file leads to it, nor it to a file."""
    contacts = (row.last_on,) if row.last_on else ()
    return FileAtEnd(row.id, row.unit, APART, FileFacts(contacts, unfinished=row.running, concern=True))


def _facts(actor, day: date, chosen: str, values: list) -> list[FileAtEnd]:
    files = people.files(actor).values("id", "site_id", "visibility", "birth_date")
    told = [_sql(files), *(_sql(rows) for room in ROOMS for rows in room.traces_of_files(actor))]
    statement = FACTS.format(
        **{trace.name.lower(): trace.value for trace in Trace},
        files=told[0][0],
        traces=" union all ".join(f"({statement})" for statement, _ in told[1:]),
        chosen=chosen,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*(value for _, said in told for value in said), *values, day])
        return [_file(*row) for row in cursor.fetchall()]


def _sql(rows: QuerySet) -> tuple[str, tuple]:
    return rows.query.sql_with_params()


def _file(person, site, visibility, born_on, contact, mandate, child, unfinished) -> FileAtEnd:
    facts = FileFacts((contact,), (mandate,) if mandate else (), born_on, child, unfinished)
    return FileAtEnd(person, site, visibility, facts)
