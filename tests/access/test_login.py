"""Signing in, leaving, and coming back without losing what was typed."""

import re

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


@pytest.fixture
def other(colleague):
    with as_jobs():
        return operations.create_account(
            actor=SystemAt, at=NOW, login="autre", name="Noé Autre", fictitious=True, password=PASSWORD
        )


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


TYPED = "Elle dit qu’il n’y a plus d’eau"


def kept_in(answer) -> str:
    """What the page carries, sealed."""
    return re.search(r'name="kept" value="([^"]+)"', answer.content.decode()).group(1)


def type_without_session(client, account):
    typed = {"text": TYPED, "draft_page": "/", "typist": str(account.pk)}
    return client.post("/brouillons/note/garder", typed)


def test_a_writer_without_session_keeps_her_text(client, colleague):
    answer = type_without_session(client, colleague)
    assert answer.status_code == 401
    back = client.post(reverse("access:resume"), {"login": "essai", "password": PASSWORD, "kept": kept_in(answer)})
    assert back.status_code == 200
    assert f'name="text" value="{TYPED}"' in back.content.decode()
    assert 'action="/brouillons/note/garder"' in back.content.decode()


def test_coming_back_with_a_wrong_password_still_keeps_the_text(client, colleague):
    kept = kept_in(type_without_session(client, colleague))
    answer = client.post(reverse("access:resume"), {"login": "essai", "password": "faux", "kept": kept})
    assert answer.status_code == 401
    assert kept_in(answer) == kept


def test_a_colleague_neither_reads_nor_sends_what_was_typed_before_her(client, colleague, other):
    answer = type_without_session(client, colleague)
    assert TYPED not in answer.content.decode()
    hers = client.post(reverse("access:resume"), {"login": "autre", "password": PASSWORD, "kept": kept_in(answer)})
    assert hers.status_code == 401
    assert TYPED not in hers.content.decode()
    assert "écrit sous un autre identifiant" in hers.content.decode()
    assert not client.session.get("_auth_user_id")


def test_a_page_of_before_does_not_speak_for_the_colleague_who_came_in_since(client, colleague, other):
    """Even with the token of the new session, which the page takes from its cookie."""
    client.force_login(other)
    answer = type_without_session(client, colleague)
    assert answer.status_code == 401
    assert TYPED not in answer.content.decode()
    assert not Draft.objects.exists()
    back = client.post(reverse("access:resume"), {"login": "essai", "password": PASSWORD, "kept": kept_in(answer)})
    assert TYPED in back.content.decode()
    assert f'name="typist" value="{colleague.pk}"' in back.content.decode()


def test_a_page_opened_before_another_sign_in_offers_to_send_again(colleague):
    client = Client(enforce_csrf_checks=True)
    client.force_login(colleague)
    typed = {"text": "Mon texte", "typist": str(colleague.pk)}
    answer = client.post("/brouillons/note/garder", typed, headers={"origin": "http://testserver"})
    assert answer.status_code == 403
    assert 'value="Mon texte"' in answer.content.decode()


def test_it_offers_nothing_to_a_colleague(colleague, other):
    client = Client(enforce_csrf_checks=True)
    client.force_login(other)
    typed = {"text": TYPED, "typist": str(colleague.pk)}
    answer = client.post("/brouillons/note/garder", typed, headers={"origin": "http://testserver"})
    assert answer.status_code == 403
    assert TYPED not in answer.content.decode()
    assert kept_in(answer)


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


def switch(client, login: str, to: str = "/accueil/"):
    client.post(reverse("access:login"), {"login": login, "password": PASSWORD})
    return client.post(reverse("access:logout"), {"switch": "1", "next": to})


def test_a_shared_post_offers_its_last_colleagues_and_keeps_the_page(client, colleague):
    left = switch(client, "essai")
    assert left["Location"] == f"{reverse('access:login')}?next=%2Faccueil%2F"
    page = client.get(left["Location"]).content.decode()
    assert "Sur ce poste" in page
    assert "?qui=1&amp;next=%2Faccueil%2F" in page
    assert "Ève Essai" not in page, "logins only, no names"
    chosen = client.get(f"{left['Location']}&qui=1").content.decode()
    assert 'value="essai"' in chosen
    assert chosen.index("autofocus") > chosen.index('name="password"'), "the password is what is left to type"
    back = client.post(reverse("access:login"), {"login": "essai", "password": PASSWORD, "next": "/accueil/"})
    assert back["Location"] == "/accueil/"


def test_a_post_that_nobody_switched_remembers_nobody(client, colleague):
    client.post(reverse("access:login"), {"login": "essai", "password": PASSWORD})
    client.post(reverse("access:logout"))
    assert "Sur ce poste" not in client.get(reverse("access:login")).content.decode()


def test_the_three_last_logins_only_the_latest_first(client, service):
    with as_jobs():
        for number in range(5):
            operations.create_account(
                actor=SystemAt, at=NOW, login=f"essai{number}", name="Essai", fictitious=True, password=PASSWORD
            )
    for number in (0, 1, 2, 3, 4, 3):
        switch(client, f"essai{number}")
    colleagues = client.get(reverse("access:login")).context["colleagues"]
    assert [login for _, login, _ in colleagues] == ["essai3", "essai4", "essai2"]


def test_the_post_forgets_on_request_and_believes_no_forged_cookie(client, colleague):
    switch(client, "essai")
    client.post(reverse("access:forget_logins"))
    assert not client.get(reverse("access:login")).context["colleagues"]
    client.cookies["post"] = "cheffe:faux:signature"
    assert not client.get(reverse("access:login")).context["colleagues"]


def test_who_may_not_open_the_page_she_takes_over_lands_on_her_day(client, colleague):
    answer = client.post(
        reverse("access:login"), {"login": "essai", "password": PASSWORD, "next": reverse("support:regulation")}
    )
    assert answer["Location"] == "/"


def test_a_draft_stays_with_its_author_after_a_switch(client, colleague, service):
    client.force_login(colleague)
    client.post("/brouillons/note/garder", {"text": "Elle dit", "draft_page": "/roles/", "draft_title": "Note"})
    client.post(reverse("access:logout"), {"switch": "1", "next": "/"})
    client.force_login(service.account("secretaire"))
    assert "Note" not in client.get(reverse("access:drafts")).context["drafts"].__repr__()
    client.force_login(colleague)
    assert client.get("/brouillons/").status_code == 200
    with as_jobs():
        assert Draft.objects.get().account_id == colleague.pk
