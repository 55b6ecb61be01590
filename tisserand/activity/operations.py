"""Recording acts and notes, in the transaction of what they belong to."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from tisserand.access import erasing, journal
from tisserand.activity import rules
from tisserand.activity.models import Act, Note
from tisserand.kernel.refusals import refuse
from tisserand.people import queries as people


@transaction.atomic
def record_act(
    *,
    actor,
    at: datetime,
    happened_at: datetime,
    nature: str,
    function: str,
    unit: UUID,
    kind: str,
    subject: UUID,
    channel: str = "",
    duration_minutes: int | None = None,
    person: UUID | None = None,
    author: UUID | None = None,
) -> Act:
    """Count what was done, by `actor` unless `author` did it. Without a duration, the usual one for its nature."""
    minutes = rules.usual_minutes(nature) if duration_minutes is None else duration_minutes
    refuse(rules.refusals_to_record(duration_minutes=minutes, function=function))
    return Act.objects.create(
        nature=nature,
        function=function,
        channel=channel,
        happened_at=happened_at,
        recorded_at=at,
        duration_minutes=minutes,
        author_id=author or actor.account_id,
        unit_id=unit,
        person_id=person,
        kind=kind,
        subject=subject,
    )


@transaction.atomic
def attach_person(*, actor, kind: str, subject: UUID, person: UUID) -> None:
    """What was done without a name takes the name given later; nothing is retyped (invariant 2)."""
    Act.objects.filter(kind=kind, subject=subject, person=None).update(person_id=person)


def follow_file(*, person: UUID) -> None:
    """Her file was closed, or joined to another: called from `people`, by wiring."""
    with connection.cursor() as cursor:
        cursor.execute("select walls.acts_agree(%s), walls.notes_agree(%s)", [person, person])


@transaction.atomic
def write_note(*, actor, at: datetime, act: Act, text: str, level: str = rules.Level.FILE) -> Note:
    refuse(rules.refusals_to_note(text))
    note = Note.objects.create(
        act=act,
        person_id=act.person_id,
        visibility=people.visibility_to_write(actor, act.person_id),
        unit_id=act.unit_id,
        author_id=actor.account_id,
        level=level,
        text=text,
        written_at=at,
    )
    journal.record(actor=actor, at=at, verb="note.write", kind="activity.note", subject=note.pk, person=act.person_id)
    return note


@transaction.atomic
def anonymise(*, pseudonyms: Mapping[UUID, UUID]) -> dict[str, int]:
    """Acts stay in the figures; what was written about them goes. Called by `privacy`, which keeps the journal."""
    return erasing.forget("activity", pseudonyms)
