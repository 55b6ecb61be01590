"""Coming in by an identity provider: a real one in its own process, and one that lies."""

import base64
import hashlib
import json
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.urls import reverse

from tests.access.doors import code, give_password, is_in, professional, with_application
from tests.access.providers import CLIENT, Liar, lying_provider, real_provider
from tests.situations import NOW, as_jobs
from tisserand.access.models import Account, Provided
from tisserand.access.oidc import DESCRIPTION, Claims, account_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("light_passwords")]

ME = {"sub": "agent-1", "email": "essai@example.org", "amr": ["pwd", "mfa"]}
WITHOUT_FACTOR = {"sub": "agent-2", "email": "essai@example.org", "idp_id": "fi-ministere"}
STRANGER = {"sub": "agent-3", "email": "personne@example.org", "amr": ["mfa"]}
BACK = "access:provider_back"


@pytest.fixture(scope="module")
def real():
    with real_provider(ME, WITHOUT_FACTOR, STRANGER) as address:
        yield address


@pytest.fixture
def liar():
    with lying_provider() as server:
        yield server


@pytest.fixture
def colleague(service):
    return professional(service)


@pytest.fixture
def by_provider(settings):
    def use(address, **more):
        settings.OIDC = {**settings.OIDC, "discovery": address, "client": CLIENT, "secret": "s", **more}

    return use


def asked(client) -> dict[str, str]:
    """What the provider is asked, and its address."""
    left = client.get(reverse("access:provider"), {"next": "/roles/"})
    assert left.status_code == 302
    words = {name: values[0] for name, values in parse_qs(urlsplit(left["Location"]).query).items()}
    return words | {"address": left["Location"]}


def agree(client, sub: str) -> dict[str, str]:
    """The agent says yes at her provider, which sends her back."""
    came = requests.post(asked(client)["address"], data={"sub": sub}, allow_redirects=False, timeout=60)
    return {name: values[0] for name, values in parse_qs(urlsplit(came.headers["Location"]).query).items()}


def come_back(client, said):
    page = client.get(reverse(BACK), said).content.decode()
    assert said["code"] in page
    return client.post(reverse(BACK), said)


@pytest.mark.check(54)
def test_the_request_carries_state_nonce_and_pkce(client, real, by_provider):
    by_provider(real)
    words = asked(client)
    assert words["response_type"] == "code"
    assert words["code_challenge_method"] == "S256"
    assert len(words["state"]) >= 20
    assert len(words["nonce"]) >= 20
    assert json.loads(words["claims"])["id_token"]["amr"] == {"essential": True}
    assert asked(client)["state"] != words["state"]


@pytest.mark.check(44)
def test_a_colleague_known_by_her_address_comes_in_and_is_known_by_subject_afterwards(
    client, real, by_provider, colleague
):
    by_provider(real)
    assert come_back(client, agree(client, "agent-1"))["Location"] == "/roles/"
    assert is_in(client)
    assert client.session["factor"] == "oidc"
    tie = Provided.objects.get()
    assert (tie.subject, tie.account_id) == ("agent-1", colleague.pk)
    with as_jobs():
        Account.objects.filter(pk=colleague.pk).update(email="autre@example.org")
    client.post(reverse("access:logout"))
    come_back(client, agree(client, "agent-1"))
    assert is_in(client)


def test_nobody_is_created(client, real, by_provider, colleague):
    by_provider(real)
    before = Account.objects.count()
    answer = come_back(client, agree(client, "agent-3"))
    assert answer.status_code == 422
    assert "Aucun compte ouvert" in answer.content.decode()
    assert Account.objects.count() == before


def test_an_account_tied_to_one_subject_does_not_open_for_another(client, real, by_provider, colleague):
    by_provider(real)
    come_back(client, agree(client, "agent-1"))
    client.post(reverse("access:logout"))
    assert come_back(client, agree(client, "agent-2")).status_code == 422
    assert not is_in(client)


def test_a_closed_account_stays_closed(client, real, by_provider, colleague):
    by_provider(real)
    with as_jobs():
        Account.objects.filter(pk=colleague.pk).update(is_active=False)
    assert come_back(client, agree(client, "agent-1")).status_code == 422


@pytest.mark.check(44)
def test_a_provider_that_did_not_ask_for_two_factors_is_completed_by_ours(client, real, by_provider, colleague):
    by_provider(real)
    with_application(colleague)
    answer = come_back(client, agree(client, "agent-2"))
    assert answer["Location"] == reverse("access:second_factor")
    assert not is_in(client)
    client.post(reverse("access:second_factor"), {"code": code()})
    assert is_in(client)


@pytest.mark.check(39, 44)
def test_without_any_second_factor_one_enrols(client, real, by_provider, colleague, settings):
    by_provider(real)
    settings.SECOND_FACTOR = True
    assert come_back(client, agree(client, "agent-2"))["Location"].startswith(reverse("access:enrol"))


def test_a_provider_known_to_ask_for_two_factors_is_enough(client, real, by_provider, colleague):
    by_provider(real, trusted=frozenset({"fi-ministere"}))
    come_back(client, agree(client, "agent-2"))
    assert client.session["factor"] == "oidc"


def test_leaving_offers_to_leave_the_provider_too(client, real, by_provider, colleague):
    by_provider(real)
    come_back(client, agree(client, "agent-1"))
    page = client.post(reverse("access:logout"))
    assert "/oauth2/end_session?" in page.content.decode()
    assert "id_token_hint=" in page.content.decode()
    assert not is_in(client)


@pytest.mark.check(54)
def test_a_code_brought_by_another_session_is_refused(client, real, by_provider, colleague):
    from django.test import Client

    by_provider(real)
    said = agree(Client(), "agent-1")
    assert come_back(client, said).status_code == 422
    assert not is_in(client)


@pytest.mark.check(54)
@pytest.mark.parametrize("change", [{"state": "autre"}, {"code": "autre"}, {"state": ""}])
def test_a_changed_state_or_code_is_refused(client, real, by_provider, colleague, change):
    by_provider(real)
    said = agree(client, "agent-1") | change
    assert client.post(reverse(BACK), said).status_code == 422
    assert not is_in(client)


@pytest.mark.check(54)
def test_a_state_serves_once(client, real, by_provider, colleague):
    by_provider(real)
    said = agree(client, "agent-1")
    come_back(client, said)
    client.post(reverse("access:logout"))
    assert client.post(reverse(BACK), said).status_code == 422


def from_liar(client, server, by_provider):
    by_provider(f"{server.here}{DESCRIPTION}")
    words = asked(client)
    return words, client.post(reverse(BACK), {"code": words["nonce"], "state": words["state"]})


@pytest.mark.check(54)
def test_the_liar_that_tells_the_truth_lets_in_and_the_secret_of_pkce_is_ours(client, liar, by_provider, colleague):
    words, answer = from_liar(client, liar, by_provider)
    assert answer.status_code == 302
    digest = hashlib.sha256(liar.verifier.encode()).digest()
    assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == words["code_challenge"]


@pytest.mark.check(44, 54)
@pytest.mark.parametrize(
    "lies",
    [
        {"nonce": "celui d’un autre"},
        {"nonce": None},
        {"aud": "une autre application"},
        {"aud": None},
        {"iss": "https://ailleurs.example"},
        {"exp": 1},
        {"exp": None},
        {"sub": None},
        {"sub": "agent-9"},
    ],
    ids=str,
)
def test_a_token_that_lies_is_refused(client, liar, by_provider, colleague, lies):
    liar.lies = lies
    assert from_liar(client, liar, by_provider)[1].status_code == 422
    assert not is_in(client)


@pytest.mark.check(44)
@pytest.mark.parametrize("which", ["key", "about_key"])
@pytest.mark.parametrize("signed", [Liar.other_key, "none", "HS256"], ids=["another key", "none", "HS256"])
def test_a_signature_of_another_key_is_refused(client, liar, by_provider, colleague, which, signed):
    setattr(liar, which, signed)
    assert from_liar(client, liar, by_provider)[1].status_code == 422
    assert not is_in(client)


@pytest.mark.check(44)
@pytest.mark.parametrize("about", [{"sub": "agent-9"}, {"aud": "une autre"}, {"iss": "https://ailleurs.example"}])
def test_what_is_said_about_somebody_else_is_refused(client, liar, by_provider, colleague, about):
    liar.about = about
    assert from_liar(client, liar, by_provider)[1].status_code == 422


def test_an_address_that_was_not_verified_is_not_one(client, liar, by_provider, colleague):
    liar.about = {"email_verified": False}
    assert from_liar(client, liar, by_provider)[1].status_code == 422


@pytest.mark.parametrize("issuer", ["https://ailleurs.example", "http://127.0.0.1", ""])
def test_a_provider_that_describes_itself_as_another_is_refused(client, liar, by_provider, colleague, issuer):
    by_provider(f"{liar.here}{DESCRIPTION}")
    liar.issuer = issuer or "x"
    assert client.get(reverse("access:provider")).status_code == 422


def test_the_same_subject_at_another_provider_is_somebody_else(service, colleague):
    hers = Claims("https://un.example", "agent-1", "", "", frozenset(), "")
    with as_jobs():
        Provided.objects.create(account=colleague, issuer=hers.issuer, subject=hers.subject, since=NOW)
        assert account_for(hers, at=NOW) == colleague
        other = Claims("https://autre.example", "agent-1", "", "", frozenset(), "")
        assert account_for(other, at=NOW) is None


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_link_from_elsewhere_opens_no_session(client, real, by_provider, colleague, site):
    by_provider(real)
    answer = client.get(reverse("access:provider"), headers={"sec-fetch-site": site})
    assert answer["Location"] == reverse("access:login")
    assert client.get(reverse("access:provider"), headers={"sec-fetch-site": "same-origin"}).status_code == 302


def test_the_tokens_of_the_provider_stay_on_the_server(client, liar, by_provider, colleague):
    from_liar(client, liar, by_provider)
    token = client.session["oidc_hint"]
    assert not [name for name, _ in client.session.items() if "access" in name or "refresh" in name]
    answer = client.get(reverse("access:account"))
    assert token not in answer.content.decode()
    assert not [cookie for cookie in client.cookies.values() if token in cookie.value]


def test_without_provider_there_is_no_such_door(client, service):
    assert client.get(reverse("access:provider")).status_code == 404
    assert client.post(reverse(BACK)).status_code == 404
    assert "fournisseur" not in client.get(reverse("access:login")).content.decode()


def test_a_provider_that_does_not_answer_is_told(client, by_provider, service):
    by_provider("http://127.0.0.1:9/d")
    assert client.get(reverse("access:provider")).status_code == 422
    assert give_password(client).status_code == 422
