"""What a favourable decision changes: a notice at the top of the file, a correction, and telling whoever had it."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from tisserand.access import journal
from tisserand.access.enqueue import enqueue
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people import queries as people
from tisserand.privacy.models import FileNotice, Recipient, Rectification, RightsRequest
from tisserand.privacy.operations.announcing import local_day
from tisserand.privacy.operations.rights import facts_of, locked
from tisserand.privacy.queries.rights import received_from_us
from tisserand.privacy.rules import rights as rules

KIND = "privacy.notice"


@transaction.atomic
def ask_notice(*, actor, at: datetime, request: UUID, sentence: str) -> None:
    """The officer decides the words; a job writes them, who knows whether the file is protected."""
    row = locked(request)
    kind = rules.NOTICE_OF.get(rules.Asked(row.asked), "")
    refuse(rules.refusals_to_note(facts_of(row), kind=kind, sentence=sentence))
    identifier = new_id()
    journal.record(actor=actor, at=at, verb="notice.ask", kind=KIND, subject=identifier, person=row.person_id)
    enqueue("privacy.write_notice", notice=identifier, request=request, sentence=sentence.strip(), by=actor.account_id)


@transaction.atomic
def write_notice(*, actor, at: datetime, notice: UUID, request: UUID, sentence: str, by: UUID) -> FileNotice:
    """Called by the job, with the rights of a job. Run twice, it writes once."""
    asked = RightsRequest.objects.select_for_update(no_key=True).get(pk=request)
    row, _ = FileNotice.objects.get_or_create(
        id=notice,
        defaults={
            "person_id": asked.person_id,
            "visibility": people.visibility_to_write(actor, asked.person_id),
            "request": asked,
            "kind": rules.NOTICE_OF[rules.Asked(asked.asked)],
            "sentence": sentence,
            "starts_on": local_day(at),
            "decided_by_id": by,
        },
    )
    journal.record(actor=actor, at=at, verb="notice.write", kind=KIND, subject=row.pk, person=row.person_id)
    return row


@transaction.atomic
def lift_notice(*, actor, at: datetime, notice: UUID) -> FileNotice:
    row = FileNotice.objects.select_for_update(no_key=True).get(pk=notice)
    if row.ends_before is not None:
        refuse([Refusal("lifted", "Cette mention est déjà levée.")])
    row.ends_before = local_day(at)
    row.save(update_fields=["ends_before"])
    journal.record(actor=actor, at=at, verb="notice.lift", kind=KIND, subject=row.pk, person=row.person_id)
    return row


@transaction.atomic
def rectify(
    *, actor, at: datetime, request: UUID, what: str, former: str, corrected: str, corrected_on: date | None
) -> Rectification:
    """The former value stays, beside the true one."""
    asked = locked(request)
    refuse(
        rules.refusals_to_rectify(
            facts_of(asked), what=what, former=former, corrected=corrected, on=corrected_on, today=local_day(at)
        )
    )
    row = Rectification.objects.create(
        person_id=asked.person_id,
        request=asked,
        what=what.strip(),
        former=former.strip(),
        corrected=corrected.strip(),
        corrected_on=corrected_on,
        corrected_by_id=actor.account_id,
    )
    journal.record(
        actor=actor, at=at, verb="rights.rectify", kind="privacy.request", subject=asked.pk, person=asked.person_id
    )
    return row


@transaction.atomic
def find_recipients(*, actor, request: UUID) -> int:
    """Who had something of her from us. Called by the job: the officer reads no orientation."""
    row = RightsRequest.objects.get(pk=request)
    found = received_from_us(actor, row.person_id)
    Recipient.objects.bulk_create(
        [Recipient(person_id=row.person_id, request=row, name=name, received=what) for name, what in found],
        ignore_conflicts=True,
    )
    return len(found)


@transaction.atomic
def tell_recipient(*, actor, at: datetime, recipient: UUID) -> Recipient:
    row = Recipient.objects.select_for_update(no_key=True).get(pk=recipient)
    if row.told_on is None:
        row.told_on, row.told_by_id = local_day(at), actor.account_id
        row.save(update_fields=["told_on", "told_by"])
        journal.record(
            actor=actor,
            at=at,
            verb="recipient.tell",
            kind="privacy.request",
            subject=row.request_id,
            person=row.person_id,
        )
    return row


@transaction.atomic
def follow_file(*, person: UUID) -> None:
    """Her file was closed, opened, or joined to another: notices and requests too. Called from `people`, by wiring."""
    with connection.cursor() as cursor:
        cursor.execute("select walls.notices_agree(%s), walls.rights_agree(%s)", [person, person])


def follow_folded(*, persons: Iterable[UUID]) -> None:
    """What was gathered for a copy is no longer her file: gathered again, by a job. Called from `people`, by wiring."""
    for person in persons:
        enqueue("privacy.gather_again", person=person)
