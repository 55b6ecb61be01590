"""Sessions at a shared post: locked, unlocked, ended; doors tried too often."""

import inspect
import logging
import re
import time
from datetime import timedelta
from statistics import median

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from hypothesis import given
from hypothesis import strategies as st

from tests.access.doors import PASSWORD, give_password, is_in, professional, with_application
from tests.situations import NOW, as_jobs
from tisserand.access import accounts, sitting, throttle
from tisserand.access.models import Account, Attempt, JournalEntry, Membership, Session
from tisserand.access.sessions import SessionStore

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("light_passwords")]

NOON = "2026-11-24T12:00:00Z"


@pytest.fixture
def colleague(service):
    return professional(service)


@pytest.fixture
def at_her_post(client, colleague):
    give_password(client)
    return client


def unlock(client, password=PASSWORD, **headers):
    return client.post(reverse("access:unlock"), {"password": password, "next": "/roles/"}, headers=headers)


# The lock.


@pytest.mark.check(46)
def test_a_locked_post_answers_nothing_but_unlocking(at_her_post):
    at_her_post.post(reverse("access:lock"), headers={"x-piece": "1"})
    assert at_her_post.get("/roles/")["Location"] == "/verrouille/?next=%2Froles%2F"
    for headers in ({"x-autosave": "1"}, {"hx-request": "true"}, {"sec-fetch-dest": "empty"}):
        assert at_her_post.get("/roles/", headers=headers).status_code == 423, headers
    typed = at_her_post.post("/brouillons/note/garder", {"text": "Elle dit"})
    assert typed.status_code == 423
    assert "Elle dit" not in typed.content.decode()


@pytest.mark.check(46)
def test_the_password_unlocks_in_place_and_nothing_else_does(at_her_post):
    before = at_her_post.session.session_key
    at_her_post.post(reverse("access:lock"), headers={"x-piece": "1"})
    wrong = unlock(at_her_post, "faux", **{"x-piece": "1"})
    assert wrong.status_code == 422
    assert "pas le bon" in wrong.json()["refused"]
    assert not is_in(at_her_post)
    assert unlock(at_her_post, **{"x-piece": "1"}).status_code == 204
    assert is_in(at_her_post)
    assert at_her_post.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_the_locked_page_shows_nothing_of_the_one_under_it_and_leads_back(at_her_post):
    answer = at_her_post.post(reverse("access:lock"), headers={"referer": "http://testserver/roles/"})
    assert answer["Location"] == "/verrouille/?next=%2Froles%2F"
    page = at_her_post.get(answer["Location"]).content.decode()
    assert "Poste verrouillé" in page
    assert "Ève Essai" not in page
    assert unlock(at_her_post)["Location"] == "/roles/"


@pytest.mark.check(46)
@pytest.mark.parametrize(("minutes", "open_still"), [(29, True), (30, False)])
def test_half_an_hour_without_anybody_locks(client, colleague, minutes, open_still):
    with time_machine.travel(NOON, tick=False) as clock:
        give_password(client)
        clock.shift(minutes * 60)
        assert is_in(client) is open_still


def test_a_list_that_refreshes_itself_is_nobody(client, colleague):
    with time_machine.travel(NOON, tick=False) as clock:
        give_password(client)
        for _ in range(5):
            clock.shift(6 * 60)
            status = client.get("/roles/", headers={"x-poll": "1", "hx-request": "true"}).status_code
        assert status == 423


@pytest.mark.check(46)
def test_twelve_hours_end_a_session_that_never_rested(client, colleague):
    with time_machine.travel(NOON, tick=False) as clock:
        give_password(client)
        for _ in range(47):
            clock.shift(15 * 60)
            assert is_in(client)
        clock.shift(15 * 60)
        assert client.get("/roles/")["Location"].startswith("/connexion/")


@given(
    idle=st.timedeltas(timedelta(0), timedelta(hours=13)),
    locked=st.booleans(),
)
def test_locked_by_hand_or_by_absence(idle, locked):
    now = NOW + timedelta(days=1)
    is_locked = sitting.is_locked(now=now, seen=now - idle, locked=now if locked else None)
    assert is_locked == (locked or idle >= timedelta(minutes=30))


@pytest.mark.check(46)
def test_a_page_on_its_way_does_not_unlock(at_her_post):
    """It read the session before the lock, and saves it after."""
    from tisserand.access.sessions import SessionStore

    late = SessionStore(at_her_post.session.session_key)
    late["something"] = 1
    at_her_post.post(reverse("access:lock"), headers={"x-piece": "1"})
    late.save()
    assert not is_in(at_her_post)


def test_a_locked_post_can_be_left_to_a_colleague(at_her_post, service):
    professional(service, login="autre")
    at_her_post.post(reverse("access:lock"), headers={"x-piece": "1"})
    at_her_post.post(reverse("access:logout"), {"switch": "1", "next": "/"})
    give_password(at_her_post, login="autre")
    assert is_in(at_her_post)


# Identifiers and ends.


@pytest.mark.check(45)
def test_each_sign_in_has_an_identifier_of_its_own(client, colleague):
    client.get("/connexion/")
    seen = []
    for _ in range(3):
        give_password(client)
        seen.append(client.session.session_key)
    assert len(set(seen)) == 3
    assert Session.objects.filter(account_id=colleague.pk).count() == 1


@pytest.mark.check(47)
def test_leaving_ends_the_session_on_the_server(at_her_post):
    stolen = Client()
    stolen.cookies["session"] = at_her_post.cookies["session"].value
    assert is_in(stolen)
    at_her_post.post(reverse("access:logout"))
    assert not is_in(stolen)


@pytest.mark.check(47)
def test_a_closed_account_is_out_everywhere_at_once(client, service, colleague):
    posts = [Client(), Client()]
    for post in posts:
        give_password(post)
    professional(service, login="gestion", role="administrator")
    give_password(client, login="gestion")
    assert client.post(reverse("access:close_account", args=[colleague.pk]), {"reason": "Départ"}).status_code == 302
    assert not any(map(is_in, posts))
    assert not Session.objects.filter(account_id=colleague.pk).exists()
    assert give_password(client, login="essai").status_code == 422


def test_nobody_closes_her_own_account(client, service):
    manager = professional(service, login="gestion", role="administrator")
    give_password(client, login="gestion")
    assert client.post(reverse("access:close_account", args=[manager.pk])).status_code == 422
    assert Account.objects.get(pk=manager.pk).is_active


@pytest.mark.check(52)
def test_a_seat_taken_away_counts_at_the_next_page(at_her_post, colleague):
    assert at_her_post.get(reverse("access:roles")).status_code == 200
    with as_jobs():
        Membership.objects.filter(account=colleague).update(ends_before=timezone.now().date() - timedelta(days=1))
    assert at_her_post.get(reverse("access:roles")).status_code == 404


def test_one_ends_ones_other_sessions_and_those_alone(at_her_post, service, colleague):
    elsewhere = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/145.0"})
    give_password(elsewhere)
    stranger = Client()
    professional(service, login="autre")
    give_password(stranger, login="autre")
    page = at_her_post.get(reverse("access:account")).content.decode()
    assert "Firefox sur Windows" in page
    assert at_her_post.session.session_key not in page
    (name,) = [one.name for one in accounts.sessions(colleague.pk, at=timezone.now()) if "Firefox" in one.device]
    assert stranger.post(reverse("access:end_sessions"), {"session": name}).status_code == 404
    assert is_in(elsewhere)
    at_her_post.post(reverse("access:end_sessions"), {"session": name})
    assert not is_in(elsewhere)
    assert is_in(at_her_post)
    assert is_in(stranger)


def test_a_new_password_ends_the_sessions_opened_with_the_old_one(at_her_post, colleague):
    elsewhere = Client()
    give_password(elsewhere)
    change = {"current": PASSWORD, "new": "une phrase toute neuve"}
    assert at_her_post.post(reverse("access:change_password"), change | {"current": "faux"}).status_code == 422
    assert at_her_post.post(reverse("access:change_password"), change).status_code == 302
    assert is_in(at_her_post)
    assert not is_in(elsewhere)
    assert give_password(elsewhere).status_code == 422


@pytest.mark.check(37)
@pytest.mark.parametrize(
    ("new", "status"), [("court", 422), ("correct cheval batterie", 302), ("password1234", 422), ("é" * 64, 302)]
)
def test_length_and_common_words(at_her_post, new, status):
    change = {"current": PASSWORD, "new": new}
    assert at_her_post.post(reverse("access:change_password"), change).status_code == status


def test_an_administrator_ends_the_sessions_of_a_colleague(at_her_post, client, service, colleague):
    professional(service, login="gestion", role="administrator")
    manager = Client()
    give_password(manager, login="gestion")
    assert manager.post(reverse("access:end_colleague_sessions", args=[colleague.pk])).status_code == 302
    assert not is_in(at_her_post)
    assert is_in(manager)


def test_a_session_key_is_not_guessed():
    """Thirty-two signs of thirty-six, drawn by the system: more than a hundred and sixty bits."""
    keys = {SessionStore()._get_new_session_key() for _ in range(50)}
    assert len(keys) == 50
    assert all(re.fullmatch(r"[a-z0-9]{32}", key) for key in keys)
    assert "secrets" in inspect.getsource(get_random_string)


def test_each_page_of_a_session_offers_to_leave_it(at_her_post):
    for page in ("/", "/roles/", "/brouillons/", "/mon-compte/", "/accueil/", "/personnes/"):
        said = at_her_post.get(page).content.decode()
        assert f'<form method="post" action="{reverse("access:logout")}">' in said, page
        assert "Se déconnecter" in said, page


def test_who_came_in_who_did_not_and_who_was_refused_a_page_is_logged(client, colleague, caplog):
    with caplog.at_level(logging.INFO, "tisserand"):
        give_password(client, password="faux")
        give_password(client)
        client.post(reverse("access:lock"), headers={"x-piece": "1"})
        unlock(client, "faux")
        unlock(client)
        client.get(reverse("access:accounts"))
    told = [(row.message, getattr(row, "way", ""), getattr(row, "account", None)) for row in caplog.records]
    assert told[:3] == [
        ("sign-in refused", "password", None),
        ("signed in", "password", colleague.pk),
        ("password refused", "password", colleague.pk),
    ]
    assert told[-1] == ("not found", "", colleague.pk)
    assert caplog.records[-1].route == "access:accounts"
    assert "essai" not in caplog.text
    with as_jobs():
        assert JournalEntry.objects.filter(verb="session.open", account_id=colleague.pk).count() == 1


def test_a_refused_second_factor_is_logged(client, colleague, caplog):
    with_application(colleague)
    give_password(client)
    with caplog.at_level(logging.INFO, "tisserand"):
        client.post(reverse("access:second_factor"), {"code": "000000"})
        client.post(reverse("access:second_factor"), {"credential": "{}"})
        client.post(reverse("access:key_login"), {"credential": "{}"})
    told = [(row.message, row.way) for row in caplog.records]
    assert told == [
        ("second factor refused", "code"),
        ("second factor refused", "webauthn"),
        ("sign-in refused", "webauthn"),
    ]


def test_a_word_in_the_address_is_not_a_word_of_the_form(client, colleague):
    """Two of the same name: the last of the form counts; the address never stands in for it."""
    door = reverse("access:login")
    address = f"{door}?login=essai&password={PASSWORD.replace(' ', '+')}"
    client.post(address, {})
    assert not is_in(client)
    assert client.post(door, {"login": ["essai", "autre"], "password": PASSWORD}).status_code == 422
    assert client.post(door, {"login": ["autre", "essai"], "password": PASSWORD}).status_code == 302


@pytest.fixture
def provisional(client, service, colleague):
    professional(service, login="gestion", role="administrator")
    give_password(client, login="gestion")
    page = client.post(reverse("access:give_password", args=[colleague.pk]))
    said = page.context["password"]
    assert said in page.content.decode()
    assert said not in client.get(reverse("access:colleague", args=[colleague.pk])).content.decode()
    return said


def test_a_provisional_password_is_said_once_and_opens_its_own_change(provisional):
    hers, account = Client(), reverse("access:account")
    assert give_password(hers, password=provisional).status_code == 302
    for answer in (hers.get("/"), hers.get(reverse("people:search")), hers.post(reverse("access:end_sessions"))):
        assert answer["Location"] == account
    assert "provisoire" in hers.get(account).content.decode()
    change = reverse("access:change_password")
    assert hers.post(change, {"current": provisional, "new": provisional}).status_code == 422
    assert hers.post(change, {"current": provisional, "new": "sept mangues vertes au marché"}).status_code == 302
    assert hers.get("/").status_code == 200


def test_the_administration_gives_an_account_its_address(client, service, colleague):
    other = professional(service, login="gestion", role="administrator")
    give_password(client, login="gestion")
    page = reverse("access:set_email", args=[colleague.pk])
    assert "ne se lit pas" in client.post(page, {"email": "corinne@"}).content.decode()
    assert client.post(page, {"email": " corinne.lollia@departement.example "}).status_code == 302
    colleague.refresh_from_db()
    assert colleague.email == "corinne.lollia@departement.example"
    taken = client.post(reverse("access:set_email", args=[other.pk]), {"email": "Corinne.Lollia@departement.example"})
    assert taken.status_code == 422
    assert "d’un autre compte" in taken.content.decode()


def test_a_provisional_password_is_over_after_three_days(provisional):
    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1)):
        answer = give_password(Client(), password=provisional)
    assert answer.status_code == 422
    assert "plus valable" in answer.content.decode()


# Doors tried too often.


@pytest.mark.check(38)
def test_an_account_tried_too_often_stays_shut_even_with_the_right_password(client, colleague):
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(throttle.PER_ACCOUNT):
            assert "inconnu" in give_password(client, password="faux").content.decode()
        answer = give_password(client)
        assert answer.status_code == 422
        assert "Trop d’essais" in answer.content.decode()
        clock.shift(15 * 60 + 1)
        assert give_password(client).status_code == 302


@pytest.mark.check(38)
def test_an_address_that_tries_many_accounts_is_shut_out(client, colleague, monkeypatch):
    monkeypatch.setattr(throttle, "PER_ADDRESS", 6)
    for number in range(6):
        give_password(client, login=f"inconnu{number}", password="faux")
    assert "Trop d’essais" in give_password(client).content.decode()
    assert give_password(Client(REMOTE_ADDR="192.0.2.7")).status_code == 302


@pytest.mark.check(26, 38)
def test_a_forged_address_changes_nothing(client, colleague, monkeypatch, settings):
    monkeypatch.setattr(throttle, "PER_ADDRESS", 3)
    for number in range(4):
        forged = {"x-forwarded-for": f"192.0.2.{number}"}
        answer = client.post(reverse("access:login"), {"login": f"x{number}", "password": "y"}, headers=forged)
    assert "Trop d’essais" in answer.content.decode()
    settings.BEHIND_PROXY = True
    proxied = {"x-forwarded-for": "192.0.2.99, 192.0.2.50"}
    answer = client.post(reverse("access:login"), {"login": "essai", "password": PASSWORD}, headers=proxied)
    assert answer.status_code == 302


@pytest.mark.check(38)
def test_whoever_comes_in_owes_nothing_and_no_login_is_kept(client, colleague):
    for _ in range(throttle.PER_ACCOUNT - 1):
        give_password(client, password="faux")
    give_password(client)
    for _ in range(throttle.PER_ACCOUNT - 1):
        give_password(client, password="faux")
    assert give_password(client).status_code == 302
    assert not [row for row in Attempt.objects.values_list("key", flat=True) if "essai" in row]


@pytest.mark.check(38)
def test_the_second_factor_and_the_lock_are_not_guessed(at_her_post, colleague):
    at_her_post.post(reverse("access:lock"), headers={"x-piece": "1"})
    for _ in range(throttle.PER_ACCOUNT):
        unlock(at_her_post, "faux", **{"x-piece": "1"})
    assert "Trop d’essais" in unlock(at_her_post, **{"x-piece": "1"}).json()["refused"]


@pytest.mark.check(41)
def test_known_and_unknown_accounts_answer_alike_and_as_slowly(client, colleague, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    with as_jobs():
        colleague.set_password(PASSWORD)
        colleague.save()
    spent = {"essai": [], "inconnue": [], "secretaire": []}
    pages = set()
    for _ in range(5):
        for login in spent:
            before = time.process_time()
            answer = give_password(client, login=login, password="faux")
            spent[login].append(time.process_time() - before)
            pages.add((answer.status_code, answer.content.decode().replace(login, "")[:4000].count("<")))
    assert len(pages) == 1
    known, unknown, without_password = (median(times) for times in spent.values())
    assert unknown > known / 2
    assert without_password > known / 2


@pytest.mark.check(41)
def test_what_is_swept_is_what_no_longer_counts(client, colleague):
    give_password(client, password="faux")
    assert throttle.sweep(at=timezone.now()) == 0
    assert throttle.sweep(at=timezone.now() + throttle.WINDOW) == 2


def test_a_session_of_nobody_keeps_no_account(client):
    client.get(reverse("access:login"))
    session = client.session
    session["x"] = 1
    session.save()
    assert Session.objects.get(pk=session.session_key).account_id is None
    assert SESSION_KEY not in client.session


def test_presence_is_written_once_a_minute(client, colleague):
    with time_machine.travel(NOON, tick=False) as clock:
        give_password(client)
        clock.shift(61)
        for written in (1, 0):
            with CaptureQueriesContext(connection) as said:
                is_in(client)
            assert sum("update" in str(query["sql"]).lower().split()[:1] for query in said.captured_queries) == written


@pytest.mark.parametrize("words", ["\0", "\0" * 5 + "x"])
def test_a_null_character_breaks_nothing(client, service, colleague, settings, words):
    settings.DEMO = True
    professional(service, login="gestion", role="administrator")
    assert client.post(reverse("access:demo_login"), {"login": words}).status_code == 404
    give_password(client, login="gestion")
    assert client.post(reverse("access:search_accounts"), {"words": words}).status_code == 200
    for page in ("revoke_factors", "close_account", "reopen_account"):
        answer = client.post(reverse(f"access:{page}", args=[colleague.pk]), {"reason": words})
        assert answer.status_code in (302, 422), page


def test_the_demonstration_opens_its_accounts_whatever_visitors_did_to_them(client, colleague, settings):
    settings.DEMO = True
    with as_jobs():
        colleague.set_password("changé par un visiteur")
        colleague.save()
    assert client.post(reverse("access:demo_login"), {"login": "essai"}).status_code == 302
    assert is_in(client)
