"""What somebody of ill will, or a broken page, sends to the door and to the drafts."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.situations import SystemAt, as_jobs
from tisserand.access import operations
from tisserand.access.models import Consultation, Draft
from tisserand.kernel.ids import new_id
from tisserand.people import operations as people
from tisserand.people.rules import Identity

pytestmark = pytest.mark.django_db

PASSWORD = "un long mot de passe"


@pytest.fixture
def roselyne(service):
    with as_jobs():
        return people.create_person(
            actor=SystemAt,
            at=timezone.now(),
            identity=Identity(civility="mme", used_name="Mirval", first_names="Roselyne"),
            site=service.site.pk,
        )


@pytest.mark.parametrize("target", ["abc", "access:drafts", "//example.org/", "/\\example.org", "javascript:alert(1)"])
def test_the_door_leads_to_a_page_of_ours_or_home(client, service, target):
    account = service.account("secretaire")
    with as_jobs():
        account.set_password(PASSWORD)
        account.save()
    answer = client.post(reverse("access:login"), {"login": "secretaire", "password": PASSWORD, "next": target})
    assert answer.status_code == 302
    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("note", {"draft_person": "n’importe qui"}),
        ("note", {"version": "hier"}),
        ("note", {"version": "9" * 30}),
        ("note", {"text": "un\x00zéro"}),
        ("note", {"draft_title": "un\x00zéro"}),
        ("n" * 200, {"text": "un formulaire au nom trop long"}),
    ],
)
def test_a_draft_that_makes_no_sense_is_refused(client, service, form, said):
    client.force_login(service.account("accueil"))
    assert client.post(reverse("access:keep_draft", args=[form]), said).status_code == 400
    assert not Draft.objects.exists()


def test_my_draft_about_somebody_closes_when_i_step_aside(client, service, roselyne):
    client.force_login(service.account("accueil"))
    kept = {"draft_person": str(roselyne.pk), "draft_title": "Note sur Mme Mirval", "text": "…"}
    assert client.post(reverse("access:keep_draft", args=["note"]), kept).status_code == 200
    assert "Mirval" in client.get(reverse("access:drafts")).content.decode()
    with as_jobs():
        operations.step_aside(actor=service.actor("accueil"), at=timezone.now(), person=roselyne.pk)
    assert "Mirval" not in client.get(reverse("access:drafts")).content.decode()


def test_a_file_shown_again_with_a_refusal_is_a_reading(client, service, roselyne):
    """A form sent wrong shows the same page: it must leave the same trace."""
    client.force_login(service.account("accueil"))
    answer = client.post(reverse("people:add_contact", args=[roselyne.pk]), {"channel": "n’existe pas"})
    assert answer.status_code == 422
    assert "Mirval" in answer.content.decode()
    with as_jobs():
        assert Consultation.objects.filter(person_id=roselyne.pk).count() == 1


def test_the_answer_of_a_draft_says_the_hour_only(client, service):
    client.force_login(service.account("accueil"))
    answer = client.post(reverse("access:keep_draft", args=["note"]), {"text": "Elle dit…"})
    assert set(json.loads(answer.content)) == {"saved_at"}


def test_nobody_takes_the_draft_of_another(client, service):
    client.force_login(service.account("accueil"))
    client.post(reverse("access:keep_draft", args=["note"]), {"text": "Elle dit…"})
    with as_jobs():
        draft = Draft.objects.get()
    client.force_login(service.account("secretaire"))
    assert client.post(reverse("access:discard_draft", args=[draft.pk])).status_code == 404
    assert client.post(reverse("access:discard_draft", args=[new_id()])).status_code == 404


def test_a_draft_leads_back_to_a_page_of_ours(client, service):
    client.force_login(service.account("accueil"))
    client.post(reverse("access:keep_draft", args=["note"]), {"text": "…", "draft_page": "javascript:alert(1)"})
    with as_jobs():
        assert Draft.objects.get().page == "/"


def test_a_piece_of_a_page_asked_without_session_is_not_the_door(client, service):
    """The line asks by itself every two seconds: a sign-in page would be drawn inside it."""
    answer = client.get(reverse("desk:line_changes"), headers={"HX-Request": "true"})
    assert answer.status_code == 401
