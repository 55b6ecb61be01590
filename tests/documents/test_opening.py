"""Opening a document at its address."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.documents.pictures import png
from tests.documents.scenes import accompanied, keeps_a_file, prints_the_plan
from tests.situations import acting, as_jobs
from tisserand.access.models import Consultation
from tisserand.kernel.ids import new_id, short_reference

pytestmark = pytest.mark.django_db


def get(client, service, login, document):
    client.force_login(service.account(login))
    return client.get(reverse("documents:document", args=[document]))


def test_our_own_pdf_opens_in_the_browser_without_leaving_a_copy(service, client):
    roselyne = accompanied(service)
    with acting(service.actor("referente")) as actor:
        paper = prints_the_plan(actor, roselyne)
    answer = get(client, service, "referente", paper.pk)
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    name = f"projet-accompagnement-{short_reference(paper.pk)}.pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"


def test_reading_a_paper_is_in_the_consultation_journal(service, client):
    roselyne = accompanied(service)
    with acting(service.actor("referente")) as actor:
        paper = prints_the_plan(actor, roselyne)
    get(client, service, "referente", paper.pk)
    with as_jobs():
        assert Consultation.objects.filter(person_id=roselyne.pk, page="document").count() == 1


@pytest.mark.check(35)
@pytest.mark.parametrize("received", [b"%PDF-1.7 <script>", png(2, 2)])
def test_a_file_from_elsewhere_is_downloaded_never_run(service, client, received):
    with acting(service.actor("referente")) as actor:
        received = keeps_a_file(actor, at=timezone.now(), body=received, media_type="")
    answer = get(client, service, "referente", received.pk)
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["Content-Type"] == "application/octet-stream"


def test_what_one_may_not_see_does_not_exist(service, client):
    roselyne = accompanied(service)
    with acting(service.actor("referente")) as actor:
        paper = prints_the_plan(actor, roselyne)
    assert get(client, service, "referent.ailleurs", paper.pk).status_code == 404
    assert get(client, service, "referente", new_id()).status_code == 404
    client.logout()
    assert client.get(reverse("documents:document", args=[paper.pk])).status_code == 302
