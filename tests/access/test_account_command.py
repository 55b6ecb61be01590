"""`tisserand account create`: whoever holds the server makes the first administrator; no password in the arguments."""

import io

import pytest
from django.core.management import CommandError, call_command

from tests.situations import as_jobs
from tisserand.access import seats
from tisserand.access.models import Account, JournalEntry, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("light_passwords")]
PASSWORD = "sept mangues vertes au marché"


def create(monkeypatch, *words: str, typed: str = PASSWORD) -> str:
    said = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
    with as_jobs():
        call_command("account", "create", *words, "--password-stdin", stdout=said)
    return said.getvalue()


def nadia(*words: str) -> tuple[str, ...]:
    return ("--login", "nadia.coral", "--name", "Nadia Coral", *words)


def test_the_first_administrator_has_a_seat_over_everything(service, monkeypatch):
    printed = create(monkeypatch, *nadia())
    assert (
        printed
        == "Nadia Coral peut se connecter sous nadia.coral\u00a0: Administration, Direction de l’action sociale.\n"
    )
    account = Account.objects.get(login="nadia.coral")
    assert account.check_password(PASSWORD)
    assert account.provisional_until is None
    [seat] = seats.of(account.pk)
    assert (seat.role, seat.unit_id) == ("administrator", service.direction.pk)
    with as_jobs():
        assert JournalEntry.objects.filter(subject=account.pk, verb="account.create", account_id=None).exists()
        assert PASSWORD not in str(list(JournalEntry.objects.values()))


def test_another_role_in_another_unit(service, monkeypatch):
    create(monkeypatch, *nadia("--role", "privacy_officer", "--unit", "cap-excellence"))
    [seat] = seats.of(Account.objects.get(login="nadia.coral").pk)
    assert (seat.role, seat.unit.code) == ("privacy_officer", "cap-excellence")


@pytest.mark.parametrize(
    ("words", "typed", "sentence"),
    [
        (nadia(), "motdepasse2026", "se devine"),
        (nadia(), "court", "12 caractères"),
        (nadia("--unit", "nulle-part"), PASSWORD, "L’unité nulle-part n’existe pas"),
        (("--login", "referente", "--name", "Une Autre"), PASSWORD, "déjà pris"),
        (("--name", "Sans Identifiant"), PASSWORD, "Identifiant manque"),
    ],
)
def test_what_does_not_suit_is_a_sentence_and_leaves_nothing(service, monkeypatch, words, typed, sentence):
    before = Account.objects.count()
    with pytest.raises(CommandError, match=sentence):
        create(monkeypatch, *words, typed=typed)
    assert Account.objects.count() == before


def test_without_organisation_it_says_what_to_do_first(db, monkeypatch):
    assert not Unit.objects.exists()
    with pytest.raises(CommandError, match="tisserand organisation"):
        create(monkeypatch, *nadia())
