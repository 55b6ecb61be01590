"""The second factor: enrolled, asked for, used once, lost and taken away."""

import base64
import inspect
import re
import time

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal import auth as recovery_codes
from allauth.mfa.totp.internal import auth as totp
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse

from tests.access.doors import PASSWORD, code, give_password, held, is_in, printed_codes, professional, with_application
from tests.situations import acting, as_jobs
from tisserand.access import factors, seals
from tisserand.access.models import Factor, JournalEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("light_passwords")]

SECOND = "access:second_factor"


@pytest.fixture
def colleague(service):
    return professional(service)


@pytest.fixture
def compulsory(settings):
    settings.SECOND_FACTOR = True


def test_the_password_alone_does_not_open_an_account_that_has_a_factor(client, colleague):
    with_application(colleague)
    answer = give_password(client, next="/roles/")
    assert answer["Location"] == reverse(SECOND)
    assert not is_in(client)
    came = client.post(reverse(SECOND), {"code": code()})
    assert came["Location"] == "/roles/"
    assert is_in(client)


@pytest.mark.check(42)
def test_a_code_is_used_once(client, colleague):
    with_application(colleague)
    now = code()
    give_password(client)
    client.post(reverse(SECOND), {"code": now})
    client.post(reverse("access:logout"))
    give_password(client)
    again = client.post(reverse(SECOND), {"code": now})
    assert again.status_code == 422
    assert not is_in(client)
    assert client.post(reverse(SECOND), {"code": code(1)}).status_code == 302


@pytest.mark.check(42)
def test_an_earlier_code_does_not_come_back(client, colleague):
    with_application(colleague)
    give_password(client)
    client.post(reverse(SECOND), {"code": code(1)})
    client.post(reverse("access:logout"))
    give_password(client)
    assert client.post(reverse(SECOND), {"code": code()}).status_code == 422


def test_printed_codes_are_enough_and_each_serves_once(client, colleague):
    first, second, *_ = printed_codes(colleague)
    for one, status in ((first, 302), (first, 422), (f"{second[:5]} {second[5:]}", 302)):
        client.post(reverse("access:logout"))
        give_password(client)
        assert client.post(reverse(SECOND), {"code": one}).status_code == status


def test_the_second_factor_waits_ten_minutes_no_more(client, colleague):
    with_application(colleague)
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False) as clock:
        give_password(client)
        clock.shift(11 * 60)
        answer = client.post(reverse(SECOND), {"code": code()})
    assert answer["Location"] == reverse("access:login")
    assert not client.session.get("_auth_user_id")


def test_the_second_factor_is_not_asked_of_nobody(client):
    assert client.get(reverse(SECOND))["Location"] == reverse("access:login")
    assert client.post(reverse(SECOND), {"code": "000000"})["Location"] == reverse("access:login")
    assert client.post(reverse("access:second_key_challenge")).status_code == 401


@pytest.mark.check(39)
def test_without_a_factor_one_enrols_and_does_nothing_else(client, colleague, compulsory):
    enrol = reverse("access:enrol")
    assert give_password(client, next="/roles/")["Location"].startswith(enrol)
    for page in ("/roles/", "/brouillons/", "/", "/mon-compte/", "/personnes/"):
        assert client.get(page)["Location"] == enrol, page
    assert client.post("/brouillons/note/garder", {"text": "x"}, headers={"x-autosave": "1"}).status_code == 401
    page = client.post(reverse("access:print_codes"), {"next": "/roles/"}).content.decode()
    assert len(re.findall(r"<li>\d{5} \d{5}</li>", page)) == 24
    assert client.get("/roles/").status_code == 200


@pytest.mark.check(39, 40)
def test_a_session_that_no_door_opened_has_no_factor(client, colleague, compulsory):
    client.force_login(colleague)
    assert client.get("/roles/")["Location"] == reverse("access:enrol")


@pytest.mark.check(40)
def test_no_page_of_the_library_answers(client):
    for page in ("accounts/login/", "accounts/signup/", "accounts/email/", "accounts/2fa/", "login/", "signup/"):
        assert client.get(f"/{page}").status_code == 404
    assert not [name for name in get_resolver().reverse_dict if str(name).startswith(("account_", "mfa_"))]


def enrol_application(client) -> str:
    page = client.get(reverse("access:enrol")).content.decode()
    return re.search(r'ts-mono">([A-Z2-7 ]+)<', page).group(1).replace(" ", "")


def test_an_application_is_enrolled_with_a_first_code(client, colleague):
    give_password(client)
    secret = enrol_application(client)
    assert client.get(reverse("access:code_image"))["Content-Type"] == "image/svg+xml"
    wrong = client.post(reverse("access:enrol_totp"), {"code": "000000"})
    assert wrong.status_code == 422
    assert "Ce code n’est pas le bon" in wrong.content.decode()
    right = factors.format_hotp_value(factors.hotp_value(secret, int(time.time()) // 30))
    assert client.post(reverse("access:enrol_totp"), {"code": right})["Location"] == reverse("access:account")
    assert held(colleague) == {"totp"}
    assert "Application de codes" in client.get(reverse("access:account")).content.decode()


@pytest.mark.check(55)
def test_the_secret_is_sealed_in_the_database(client, colleague, settings):
    with_application(colleague)
    with as_jobs():
        kept = Factor.objects.get(user_id=colleague.pk).data["secret"]
    assert "JBSWY3DP" not in kept
    changed = kept[:-6] + ("A" if kept[-6] != "A" else "B") + kept[-5:]
    with pytest.raises(seals.Broken):
        seals.unseal(changed, "factor")
    with pytest.raises(seals.Broken):
        seals.unseal(kept, "kept")
    settings.SEAL_KEYS = ["une nouvelle clé", *settings.SEAL_KEYS]
    assert seals.unseal(kept, "factor").startswith("JBSWY3DP")


@pytest.mark.check(55)
def test_the_database_shows_a_factor_to_its_owner_and_to_who_manages_accounts(service, colleague):
    with_application(colleague)
    for login, seen in (("essai", 1), ("accueil", 0), ("cheffe", 0), ("admin", 1)):
        with acting(service.actor(login)), connection.cursor() as cursor:
            cursor.execute("select count(*) from mfa_authenticator")
            assert cursor.fetchone()[0] == seen, login


def test_the_last_factor_stays_when_one_is_compulsory(client, colleague, compulsory):
    with_application(colleague)
    give_password(client)
    client.post(reverse(SECOND), {"code": code()})
    with as_jobs():
        factor = Factor.objects.get(user_id=colleague.pk).pk
    answer = client.post(reverse("access:remove_factor", args=[factor]))
    assert answer.status_code == 422
    assert "seul moyen" in answer.content.decode()
    assert held(colleague) == {"totp"}


def test_nobody_removes_the_factor_of_another(client, service, colleague):
    with_application(colleague)
    with as_jobs():
        factor = Factor.objects.get(user_id=colleague.pk).pk
    professional(service, login="autre")
    give_password(client, login="autre")
    client.post(reverse("access:remove_factor", args=[factor]))
    assert held(colleague) == {"totp"}


@pytest.mark.check(43)
def test_an_administrator_revokes_lost_factors_and_says_why(client, service, colleague):
    with_application(colleague)
    hers = Client()
    give_password(hers)
    hers.post(reverse(SECOND), {"code": code()})
    professional(service, login="gestion", role="administrator")
    give_password(client, login="gestion")
    page = reverse("access:revoke_factors", args=[colleague.pk])
    assert client.post(page, {"reason": " "}).status_code == 422
    assert client.post(page, {"reason": "Carte d’agent présentée au guichet"}).status_code == 302
    assert held(colleague) == set()
    assert not is_in(hers)
    with as_jobs():
        entry = JournalEntry.objects.get(verb="factor.revoke")
    assert (entry.subject, entry.reason) == (colleague.pk, "Carte d’agent présentée au guichet")


@pytest.mark.check(43)
def test_only_who_manages_accounts_sees_them(client, service, colleague):
    client.force_login(service.account("cheffe"))
    assert client.get(reverse("access:accounts")).status_code == 404
    assert client.post(reverse("access:revoke_factors", args=[colleague.pk]), {"reason": "x"}).status_code == 404


@pytest.mark.check(48)
def test_a_sensitive_deed_asks_for_a_fresh_proof_and_keeps_what_was_typed(client, service, colleague):
    manager = professional(service, login="gestion", role="administrator")
    with_application(manager)
    page = reverse("access:revoke_factors", args=[colleague.pk])
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False) as clock:
        give_password(client, login="gestion")
        client.post(reverse(SECOND), {"code": code()})
        clock.shift(11 * 60)
        asked = client.post(page, {"reason": "Carte présentée", "typist": str(manager.pk)})
        assert asked.status_code == 401
        assert "Confirmez que c’est vous" in asked.content.decode()
        kept = re.search(r'name="kept" value="([^"]+)"', asked.content.decode()).group(1)
        assert client.post(reverse("access:prove"), {"code": "000000", "kept": kept}).status_code == 422
        back = client.post(reverse("access:prove"), {"code": code(), "kept": kept}).content.decode()
        assert f'action="{page}"' in back
        assert 'name="reason" value="Carte présentée"' in back
        assert client.post(page, {"reason": "Carte présentée"}).status_code == 302


@pytest.mark.check(48)
def test_who_has_no_factor_proves_by_password(client, colleague):
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False) as clock:
        give_password(client)
        clock.shift(11 * 60)
        asked = client.get(reverse("access:enrol"))
        assert asked["Location"].startswith(reverse("access:prove"))
        assert client.post(reverse("access:prove"), {"password": "faux", "next": "/x/"}).status_code == 422
        proved = client.post(reverse("access:prove"), {"password": PASSWORD, "next": reverse("access:enrol")})
        assert proved["Location"] == reverse("access:enrol")
        assert client.get(reverse("access:enrol")).status_code == 200


@pytest.mark.check(48)
@pytest.mark.parametrize(
    ("page", "args"),
    [
        ("enrol_totp", []),
        ("enrol_key", []),
        ("print_codes", []),
        ("remove_factor", [1]),
        ("end_sessions", []),
    ],
)
def test_factors_and_sessions_change_on_a_fresh_proof_only(client, colleague, page, args):
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False) as clock:
        give_password(client)
        clock.shift(11 * 60)
        answer = client.post(reverse(f"access:{page}", args=args), {"typist": str(colleague.pk)})
    assert answer.status_code == 401
    assert "Confirmez que c’est vous" in answer.content.decode()
    assert held(colleague) == set()


def test_whoever_removes_a_factor_may_close_her_other_sessions_at_once(client, colleague):
    give_password(Client())
    with_application(colleague)
    give_password(client)
    client.post(reverse(SECOND), {"code": code()})
    with as_jobs():
        factor = Factor.objects.get(user_id=colleague.pk).pk
    page = client.post(reverse("access:remove_factor", args=[factor]), follow=True)
    assert held(colleague) == set()
    assert "Fermer toutes les autres" in page.content.decode()


def test_secrets_are_drawn_by_the_system_and_long_enough(colleague):
    """A hundred and sixty bits for an application, thirty-three for a printed code; `secrets`, never `random`."""
    for drawn in (totp, recovery_codes):
        source = inspect.getsource(drawn)
        assert "import secrets" in source
        assert "import random" not in source
    assert len(base64.b32decode(totp.generate_totp_secret())) >= 20
    first, second = printed_codes(colleague), printed_codes(colleague)
    assert len({*first, *second}) == len(first) + len(second) == 48
    assert all(re.fullmatch(r"\d{10}", one) for one in (*first, *second))


@pytest.mark.parametrize("said", ["", "[]", "{", "null", '{"id": 1}', '{"id": "a", "response": {"userHandle": "YQ"}}'])
def test_a_forged_key_opens_nothing(client, colleague, said):
    assert client.post(reverse("access:key_challenge")).status_code == 200
    assert client.post(reverse("access:key_login"), {"credential": said}).status_code == 422
    assert not is_in(client)


@pytest.mark.parametrize("said", ["", "[]", '{"id": "a"}'])
def test_a_forged_key_is_not_enrolled(client, colleague, said):
    give_password(client)
    challenge = client.post(reverse("access:new_key_challenge"), {"passkey": "1"}).json()
    assert challenge["publicKey"]["rp"]["name"] == "Tisserand"
    assert client.post(reverse("access:enrol_key"), {"credential": said, "name": "x"}).status_code == 422
    assert held(colleague) == set()


def test_the_text_typed_before_survives_the_second_factor(client, colleague):
    with_application(colleague)
    typed = {"text": "Elle dit", "typist": str(colleague.pk)}
    left = client.post("/brouillons/note/garder", typed).content.decode()
    kept = re.search(r'name="kept" value="([^"]+)"', left).group(1)
    middle = client.post(reverse("access:resume"), {"login": "essai", "password": PASSWORD, "kept": kept})
    assert "Elle dit" not in middle.content.decode()
    kept = re.search(r'name="kept" value="([^"]+)"', middle.content.decode()).group(1)
    back = client.post(reverse(SECOND), {"code": code(), "kept": kept})
    assert 'value="Elle dit"' in back.content.decode()
