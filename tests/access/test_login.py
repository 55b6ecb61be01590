"""Signing in, leaving, and coming back without losing what was typed."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.situations import NOW, SETTLED, SystemAt, as_jobs
from tisserand.access import operations
from tisserand.access.models import Draft

pytestmark = pytest.mark.django_db

PASSWORD = "un long mot de passe"


@pytest.fixture
def colleague(service):
    with as_jobs():
        account = operations.create_account(
            actor=SystemAt, at=NOW, login="essai", name="Ève Essai", fictitious=True, showcase=True, password=PASSWORD
        )
        operations.give_membership(
            actor=SystemAt, at=NOW, account=account.pk, unit=service.site.pk, role="reception_worker", starts_on=SETTLED
        )
    return account


def test_the_right_password_opens_the_door(client, colleague):
    answer = client.post(reverse("access:login"), {"login": "essai", "password": PASSWORD, "next": "/roles/"})
    assert answer.status_code == 302
    assert answer["Location"] == "/roles/"


def test_a_wrong_password_is_told_without_saying_which_half_is_wrong(client, colleague):
    for login in ("essai", "personne"):
        answer = client.post(reverse("access:login"), {"login": login, "password": "faux"})
        assert answer.status_code == 422
        assert "Identifiant ou mot de passe inconnu" in answer.content.decode()


def test_the_door_does_not_send_elsewhere(client, colleague):
    answer = client.post(
        reverse("access:login"), {"login": "essai", "password": PASSWORD, "next": "https://example.org/"}
    )
    assert answer["Location"] == "/"


def test_demonstration_accounts_are_hidden_outside_the_demonstration(client, colleague):
    assert "Démonstration" not in client.get(reverse("access:login")).content.decode()
    assert client.post(reverse("access:demo_login"), {"login": "essai"}).status_code == 404


def test_demonstration_accounts_are_listed_in_the_demonstration(client, colleague, settings):
    settings.DEMO = True
    assert "Ève Essai" in client.get(reverse("access:login")).content.decode()


def test_a_reader_without_session_is_sent_to_the_door(client, db):
    answer = client.get(reverse("access:roles"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("access:login"))


def test_a_writer_without_session_keeps_her_text(client, colleague):
    answer = client.post("/brouillons/note/garder", {"text": "Elle dit qu’il n’y a plus d’eau", "draft_page": "/"})
    assert answer.status_code == 401
    assert "Elle dit qu’il n’y a plus d’eau" in answer.content.decode()
    back = client.post(
        reverse("access:resume"),
        {"login": "essai", "password": PASSWORD, "kept_target": "/brouillons/note/garder", "text": "Elle dit"},
    )
    assert back.status_code == 200
    assert 'name="text" value="Elle dit"' in back.content.decode()


def test_coming_back_with_a_wrong_password_still_keeps_the_text(client, colleague):
    answer = client.post(
        reverse("access:resume"), {"login": "essai", "password": "faux", "kept_target": "/", "text": "Elle dit"}
    )
    assert answer.status_code == 401
    assert 'value="Elle dit"' in answer.content.decode()


def test_a_page_opened_before_another_sign_in_offers_to_send_again(colleague):
    client = Client(enforce_csrf_checks=True)
    client.force_login(colleague)
    answer = client.post("/brouillons/note/garder", {"text": "Mon texte"}, headers={"origin": "http://testserver"})
    assert answer.status_code == 403
    assert 'value="Mon texte"' in answer.content.decode()


def test_a_foreign_page_gets_nothing_to_send_again(colleague):
    client = Client(enforce_csrf_checks=True)
    client.force_login(colleague)
    answer = client.post("/brouillons/note/garder", {"text": "Piège"}, headers={"origin": "https://example.org"})
    assert answer.status_code == 403
    assert "Piège" not in answer.content.decode()


def test_a_draft_is_kept_and_listed(client, colleague):
    client.force_login(colleague)
    kept = client.post(
        "/brouillons/note/garder", {"text": "Début", "draft_page": "/roles/", "draft_title": "Note de Mme Mirval"}
    )
    assert kept.status_code == 200
    assert "h" in kept.json()["saved_at"]
    assert "Note de Mme Mirval" in client.get(reverse("access:drafts")).content.decode()
    with as_jobs():
        assert Draft.objects.get().fields == {"text": ["Début"]}


def test_the_roles_are_shown_on_one_screen(client, colleague):
    client.force_login(colleague)
    page = client.get(reverse("access:roles")).content.decode()
    assert "Secrétaire d’accueil social" in page
    assert "Lire les demandes reçues à l’accueil" in page


def test_every_answer_carries_the_strict_policy(client, colleague):
    client.force_login(colleague)
    for address in ("/roles/", "/nulle-part/", "/connexion/"):
        answer = client.get(address)
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert answer["Cache-Control"] == "no-store"
