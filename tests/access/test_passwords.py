"""Passwords: which are refused, what is typed is what is checked, no field stands in the way of a password manager."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.hashers import get_hasher
from django.contrib.auth.password_validation import get_default_password_validators, validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as some

from tests.access.doors import PASSWORD, code, give_password, professional, with_application
from tests.security.sources import ROOT
from tests.situations import as_jobs
from tisserand.access.models import Account
from tisserand.access.password_rules import is_guessable, known_words, words_of

COMMON = frozenset(("azerty", "bonjour", "iloveyou"))
WORDS = known_words() | words_of(["Département de la Guadeloupe", "Sainte-Rose – Deshaies", "corinne.lollia"])


@pytest.mark.check(37)
@pytest.mark.parametrize(
    "password",
    [
        "Tisserand2026!",
        "tisserand-guadeloupe",
        "DÉPARTEMENT 971 !",
        "sainte rose deshaies 1",
        "Corinne-Lollia-2026",
        "motdepasse2026",
        "Azerty-12345-!",
        "2026bonjour2026",
        "I love you 12345",
    ],
)
def test_what_anybody_would_try_first_is_refused(password):
    assert is_guessable(password, words=WORDS, common=COMMON)


@pytest.mark.check(37)
@pytest.mark.parametrize(
    "password",
    [
        "correct cheval batterie",
        "la pluie tombe fort sur la Guadeloupe",
        "é" * 64,
        "пароль из слов",
        "!?;:!?;:!?;:!",
        "483920175562",
    ],
)
def test_a_sentence_may_name_the_place_and_any_sign_will_do(password):
    assert not is_guessable(password, words=WORDS, common=COMMON)


@given(some.text(max_size=60))
@example("tisserand" * 8)
def test_any_text_is_judged(password):
    assert is_guessable(password, words=WORDS, common=COMMON) in {True, False}


@pytest.mark.check(37)
@pytest.mark.django_db
@pytest.mark.usefixtures("light_passwords")
@pytest.mark.parametrize("password", ["Direction2026!", "Sainte-Rose 2026", "essai-eve-2026", "password-2026!"])
def test_words_of_the_organisation_and_of_the_account_are_refused_with_a_sentence(client, service, password):
    professional(service)
    give_password(client)
    answer = client.post(reverse("access:change_password"), {"current": PASSWORD, "new": password})
    assert answer.status_code == 422
    assert "Ce mot de passe se devine" in answer.content.decode()


@pytest.mark.check(37)
@pytest.mark.django_db
def test_more_than_three_thousand_common_passwords_of_twelve_signs_are_refused(service):
    """The list that is shipped has few so long: what people make of the short ones is refused too."""
    account = service.account("referente")
    *_, guessing = get_default_password_validators()
    short = sorted(word for word in guessing.passwords if word.isascii() and word.isalpha() and 5 <= len(word) <= 11)
    made = {f"{word}{'1234567890'[: 12 - len(word)]}" for word in short}
    assert len(made) > 3000
    known = words_of(["Sainte-Rose"])
    assert all(is_guessable(password, words=known, common=guessing.passwords) for password in made)
    for password in sorted(made)[::800]:
        with pytest.raises(ValidationError):
            validate_password(password, account)


@pytest.mark.django_db
@pytest.mark.usefixtures("light_passwords")
def test_a_password_is_checked_as_it_was_typed(client, service):
    typed = "  Phrase À Moi, avec espaces  " + "é" * 60
    account = professional(service)
    with as_jobs():
        account.set_password(typed)
        account.save()
    for changed in (typed.strip(), typed.lower(), typed[:72], typed.replace("À", "A")):
        assert give_password(client, password=changed).status_code == 422, changed
    assert give_password(client, password=typed).status_code == 302


@pytest.mark.check(55)
def test_a_stolen_password_table_is_slow_to_read():
    """Argon2id, above what OWASP asks (19 MiB, two passes)."""
    hasher = get_hasher("argon2")
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert hasher.time_cost >= 2
    assert hasher.memory_cost >= 19_456
    assert hasher.encode("x" * 12, "s" * 22).startswith("argon2$argon2id$")


def password_fields(page: str) -> list[str]:
    return re.findall(r'<input[^>]*name="(?:password|current|new)"[^>]*>', page)


@pytest.mark.django_db
@pytest.mark.usefixtures("light_passwords")
def test_passwords_are_masked_and_managers_may_fill_them(client, service):
    professional(service)
    pages = [client.get(reverse("access:login"))]
    give_password(client)
    pages += [client.get(reverse(f"access:{name}")) for name in ("account", "prove")]
    client.post(reverse("access:lock"), headers={"x-piece": "1"})
    pages.append(client.get(reverse("access:locked")))
    found = [password_fields(page.content.decode()) for page in pages]
    assert all(found)
    for field in (field for fields in found for field in fields):
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(current|new)-password"', field)


def test_no_script_forbids_pasting():
    scripts = [*ROOT.glob("tisserand/*/static/**/*.js"), *ROOT.glob("tisserand/*/templates/**/*.html")]
    ours = [path for path in scripts if "vendor" not in path.parts]
    assert ours
    assert [path.name for path in ours if re.search(r"""onpaste|["']paste["']""", path.read_text("utf-8"))] == []


# First and forgotten passwords.


@pytest.mark.django_db
@pytest.mark.usefixtures("light_passwords")
def test_a_forgotten_password_replaced_by_an_administrator_still_asks_for_the_second_factor(client, service):
    colleague = professional(service)
    with_application(colleague)
    professional(service, login="gestion", role="administrator")
    give_password(client, login="gestion")
    said = client.post(reverse("access:give_password", args=[colleague.pk])).context["password"]
    hers = type(client)()
    assert give_password(hers, password=said)["Location"] == reverse("access:second_factor")
    assert not hers.session.get("_auth_user_id")
    assert hers.post(reverse("access:second_factor"), {"code": code()}).status_code == 302


@pytest.mark.django_db
def test_a_new_database_has_no_account(as_jobs):
    """Whatever the migrations make, nobody can come in before an account was opened."""
    with as_jobs():
        assert not Account.objects.exists()
