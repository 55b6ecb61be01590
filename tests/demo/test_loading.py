"""A demonstration starts from nothing, and only from nothing."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from tisserand.access import queries as access
from tisserand.access.rules import DEMO_PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(as_jobs):
    with as_jobs():
        call_command("demo", persons=300, today=date(2026, 11, 24), stdout=io.StringIO())
        yield


def test_the_showcase_signs_in_with_the_password_printed_on_the_page(loaded):
    corinne = access.accounts_by_login(["corinne.lollia"])["corinne.lollia"]
    assert corinne.showcase
    assert corinne.check_password(DEMO_PASSWORD)


def test_a_second_load_is_refused_with_a_sentence(loaded):
    with pytest.raises(CommandError, match="se charge à vide"):
        call_command("demo", persons=300, stdout=io.StringIO())


def test_if_empty_leaves_what_is_there(loaded):
    said = io.StringIO()
    call_command("demo", "--if-empty", stdout=said)
    assert said.getvalue() == ""
