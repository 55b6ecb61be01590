"""Printing a paper, keeping a file, posting a mail."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import connection, transaction

from tisserand.access import erasing, journal
from tisserand.access.enqueue import enqueue
from tisserand.documents import pdf
from tisserand.documents.models import Document, Mail
from tisserand.documents.rules import (
    LABELS,
    PDF,
    PRINTED_KINDS,
    TEMPLATE_VERSION,
    TEXTS,
    Kind,
    Paper,
    Wording,
    frozen,
    kind_of,
    refusals_to_keep,
)
from tisserand.kernel.ids import new_id, short_reference
from tisserand.kernel.refusals import refuse

KIND = "documents.document"


def draw(paper: Paper) -> bytes:
    """The PDF of a paper that nobody keeps: a card, a blank sheet, a preview."""
    return pdf.render(kind_of(paper), frozen(paper))


def follow_file(*, person: UUID) -> None:
    """A newcomer was joined to her file: her papers too. Called from `people`, by wiring."""
    with connection.cursor() as cursor:
        cursor.execute("select walls.documents_agree(%s)", [person])


@transaction.atomic
def print_paper(
    *,
    actor,
    at: datetime,
    paper: Paper,
    person: UUID | None = None,
    subject_kind: str = "",
    subject: UUID | None = None,
) -> Document:
    """Draw the paper under its own short reference and keep it with what it was drawn from."""
    document = new_id()
    referenced = replace(paper, letterhead=replace(paper.letterhead, reference=short_reference(document)))
    kind = kind_of(referenced)
    return keep_document(
        actor=actor,
        at=at,
        document=document,
        kind=kind,
        title=LABELS[kind],
        body=draw(referenced),
        media_type=PDF,
        data=frozen(referenced),
        person=person,
        subject_kind=subject_kind,
        subject=subject,
    )


@transaction.atomic
def keep_document(
    *,
    actor,
    at: datetime,
    kind: Kind,
    title: str,
    body: bytes,
    media_type: str,
    data: dict[str, Any] | None = None,
    person: UUID | None = None,
    subject_kind: str = "",
    subject: UUID | None = None,
    document: UUID | None = None,
) -> Document:
    """Keep a file for good. The author may not read it back later, so the row is not read again here."""
    refuse(refusals_to_keep(body=body, media_type=media_type, kind=kind))
    kept = Document.objects.create(
        id=document or new_id(),
        kind=kind,
        title=title,
        person_id=person,
        author_id=actor.account_id,
        subject_kind=subject_kind,
        subject=subject,
        body=body,
        sha256=sha256(body).hexdigest(),
        media_type=media_type,
        template_version=TEMPLATE_VERSION if kind in PRINTED_KINDS else None,
        data=data,
        created_at=at,
    )
    journal.record(actor=actor, at=at, verb="document.keep", kind=KIND, subject=kept.pk, person=person)
    return kept


@transaction.atomic
def post_mail(*, actor, at: datetime, to: str, wording: Wording) -> Mail:
    """Put a mail in the outbox; a job sends it once this transaction holds."""
    mail = Mail.objects.create(to=to, wording=wording, created_at=at)
    journal.record(actor=actor, at=at, verb="mail.post", kind="documents.mail", subject=mail.pk)
    enqueue("documents.send_mail", mail=mail.pk)
    return mail


@transaction.atomic
def send_mail(*, at: datetime, mail: UUID) -> bool:
    """Send a waiting mail; False when it has already left. Called by the job, with the rights of a job."""
    row = Mail.objects.select_for_update(no_key=True).get(pk=mail)
    if row.sent_at:
        return False
    row.sent_at = at
    row.save(update_fields=["sent_at"])
    deliver(row)
    return True


def deliver(mail: Mail) -> None:
    """Where it goes is a setting: `.data/mail/` in demonstration and development, a server in production."""
    text = TEXTS[Wording(mail.wording)]
    EmailMessage(subject=text.subject, body=text.body, to=[mail.to]).send()


@transaction.atomic
def anonymise(*, pseudonyms: Mapping[UUID, UUID]) -> dict[str, int]:
    """The papers and files of these persons go. Called by `privacy`, which keeps the journal."""
    return erasing.forget("documents", pseudonyms)
