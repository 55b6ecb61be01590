"""Documents are kept whole, for those who accompany the person."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from tests.documents.reading import text_of
from tests.documents.scenes import accompanied, keeps_a_file, prints_the_plan
from tests.situations import NOW, acting, as_jobs
from tisserand.access.models import JournalEntry
from tisserand.access.queries import visible
from tisserand.documents import operations, queries
from tisserand.documents.models import Document, Mail
from tisserand.documents.rules import LARGEST_FILE, PDF, TEMPLATE_VERSION, Kind, Wording
from tisserand.kernel.ids import new_id, reference_is_sound, short_reference
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people

pytestmark = pytest.mark.django_db


def test_a_printed_plan_is_kept_with_its_data_and_its_reference(service):
    roselyne = accompanied(service)
    with acting(service.actor("referente")) as actor:
        document = prints_the_plan(actor, roselyne)
        kept = queries.documents(actor).get(pk=document.pk)
    reference = short_reference(kept.pk)
    assert reference_is_sound(reference)
    assert f"Référence {reference}" in text_of(bytes(kept.body))
    assert kept.data["letterhead"]["reference"] == reference
    assert kept.sha256 == sha256(kept.body).hexdigest()
    assert kept.template_version == TEMPLATE_VERSION


def test_keeping_is_in_the_journal(service):
    roselyne = accompanied(service)
    with acting(service.actor("referente")) as actor:
        document = prints_the_plan(actor, roselyne)
    with as_jobs():
        entry = JournalEntry.objects.get(subject=document.pk)
    assert (entry.verb, entry.person_id) == ("document.keep", roselyne.pk)


def test_a_list_does_not_load_the_files(service):
    roselyne = accompanied(service)
    with acting(service.actor("referente")) as actor:
        prints_the_plan(actor, roselyne)
        (paper,) = queries.documents_for(actor, roselyne.pk)
    assert {"body", "data"} <= paper.get_deferred_fields()


def test_papers_about_one_thing(service):
    plan = new_id()
    with acting(service.actor("referente")) as actor:
        about = {"kind": Kind.RECEIVED_FILE, "title": "Bail", "body": b"%PDF-bail", "media_type": PDF}
        kept = operations.keep_document(
            actor=actor, at=timezone.now(), subject_kind="support.plan", subject=plan, **about
        )
        assert [paper.pk for paper in queries.documents_about(actor, kind="support.plan", subject=plan)] == [kept.pk]


def test_a_colleague_who_is_not_on_the_file_sees_nothing(service):
    roselyne = accompanied(service)
    with acting(service.actor("referente")) as actor:
        prints_the_plan(actor, roselyne)
    with acting(service.actor("referent.ailleurs")) as stranger:
        assert not queries.documents_for(stranger, roselyne.pk)


def test_the_desk_prints_for_somebody_it_does_not_accompany_and_reads_it_for_a_week(service):
    roselyne = accompanied(service)
    now = timezone.now()
    with acting(service.actor("secretaire")) as actor:
        fresh = prints_the_plan(actor, roselyne, at=now)
        prints_the_plan(actor, roselyne, at=now - timedelta(days=8))
        assert [paper.pk for paper in queries.documents_for(actor, roselyne.pk)] == [fresh.pk]


def test_who_stepped_aside_neither_keeps_nor_reads(service):
    roselyne = accompanied(service)
    with acting(service.actor("referente")) as actor:
        prints_the_plan(actor, roselyne)
        people.step_aside(actor=actor, at=NOW, person=roselyne.pk)
        aside = service.actor("referente")
    with acting(aside):
        assert not queries.documents_for(aside, roselyne.pk)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            prints_the_plan(aside, roselyne)


def test_the_database_and_the_query_say_the_same(service):
    roselyne = accompanied(service)
    now = timezone.now()
    for login in ("referente", "secretaire", "referent.ailleurs"):
        with acting(service.actor(login)) as actor:
            prints_the_plan(actor, roselyne, at=now)
            keeps_a_file(actor, at=now - timedelta(days=9))
    for login in ("referente", "secretaire", "collegue", "cheffe", "pole", "direction", "dpo"):
        actor = service.actor(login)
        with acting(actor):
            behind_the_wall = set(Document.objects.values_list("id", flat=True))
        with as_jobs():
            by_the_query = set(visible(Document, actor).values_list("id", flat=True))
        assert behind_the_wall == by_the_query, login


def test_no_request_changes_or_removes_a_kept_document(service):
    with acting(service.actor("referente")) as actor:
        kept = keeps_a_file(actor, at=timezone.now())
        assert Document.objects.filter(pk=kept.pk).update(title="autre") == 0
        assert Document.objects.filter(pk=kept.pk).delete()[0] == 0
        assert queries.documents(actor).get(pk=kept.pk).title == "Courrier du bailleur"


def test_nobody_keeps_in_a_colleague_s_name(service):
    refused = pytest.raises(DatabaseError, match="row-level security")
    with acting(service.actor("collegue")), refused, transaction.atomic():
        keeps_a_file(service.actor("referente"))


@pytest.mark.parametrize(
    ("body", "media_type", "kind", "code"),
    [
        (b"", PDF, Kind.RECEIVED_FILE, "empty"),
        (b"%PDF-" + b"x" * LARGEST_FILE, PDF, Kind.RECEIVED_FILE, "too_large"),
        (b"<html>", PDF, Kind.SUPPORT_PLAN, "not_pdf"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_in_a_sentence(service, body, media_type, kind, code):
    with acting(service.actor("referente")) as actor, pytest.raises(Refused) as refused:
        keeps_a_file(actor, body=body, media_type=media_type, kind=kind)
    assert [refusal.code for refusal in refused.value.refusals] == [code]
    assert refused.value.refusals[0].message.endswith(".")


def test_the_database_refuses_a_body_that_is_not_the_one_sealed(service):
    with acting(service.actor("referente")) as actor:
        kept = keeps_a_file(actor, at=timezone.now())
    with pytest.raises(IntegrityError, match="document_intact"), as_jobs():
        Document.objects.filter(pk=kept.pk).update(body=b"autre chose")


def test_a_mail_waits_in_the_outbox_then_leaves_once(service, mailoutbox):
    with acting(service.actor("secretaire")) as actor:
        mail = operations.post_mail(actor=actor, at=NOW, to="r.mirval@example.org", wording=Wording.APPOINTMENT)
        assert not Mail.objects.exists()
    with as_jobs():
        assert operations.send_mail(at=NOW, mail=mail.pk)
        assert not operations.send_mail(at=NOW, mail=mail.pk)
    (sent,) = mailoutbox
    assert (sent.to, sent.subject) == (["r.mirval@example.org"], "Rendez-vous")


def test_the_job_that_sends_mail_answers_to_its_name():
    from procrastinate.contrib.django import app

    assert "documents.send_mail" in app.tasks


def test_without_a_mail_server_mails_are_read_in_the_data_folder(service, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    with as_jobs():
        mail = Mail.objects.create(to="c.lollia@example.org", wording=Wording.DUTY, created_at=NOW)
        operations.send_mail(at=NOW, mail=mail.pk)
    (written,) = (tmp_path / "mail").iterdir()
    assert "c.lollia@example.org" in written.read_text()
