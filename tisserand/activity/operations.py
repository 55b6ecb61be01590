"""Recording acts and notes, in the transaction of what they belong to."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
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


def _expiry(at: datetime) -> date:
    return at.date() + timedelta(days=settings.WORKING_NOTE_DAYS)


@transaction.atomic
def complete_note(*, actor, at: datetime, note: UUID, text: str, said: str) -> Note:
    """Its author goes on with it: nothing written before changes, `said` tells when this was added."""
    row = Note.objects.select_for_update(no_key=True).get(pk=note, author_id=actor.account_id)
    refuse(rules.refusals_to_note(text))
    whole = f"{row.text}\n\n{said}\n{text.strip()}"
    refuse(rules.refusals_to_note(whole))
    row.text, row.version = whole, row.version + 1
    row.save(update_fields=["text", "version"])
    journal.record(actor=actor, at=at, verb="note.complete", kind="activity.note", subject=row.pk, person=row.person_id)
    return row


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
        expires_on=_expiry(at) if level == rules.Level.WORKING else None,
    )
    journal.record(actor=actor, at=at, verb="note.write", kind="activity.note", subject=note.pk, person=act.person_id)
    return note


@transaction.atomic
def forget_subjects(*, kind: str, subjects: Collection[UUID]) -> None:
    """What these acts were about is gone: the time of a professional stays counted, and leads nowhere."""
    for act in Act.objects.filter(kind=kind, subject__in=list(subjects)).order_by("id"):
        Act.objects.filter(pk=act.pk).update(subject=uuid4())


@transaction.atomic
def anonymise(*, pseudonyms: Mapping[UUID, UUID]) -> dict[str, int]:
    """Acts stay in the figures; what was written about them goes. Called by `privacy`, which keeps the journal."""
    return erasing.forget("activity", pseudonyms)
