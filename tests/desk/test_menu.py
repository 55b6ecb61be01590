"""The menu says where one is, and each of its groups stands apart."""

import pytest
from django.urls import reverse


def lines(client, address):
    return client.get(address, secure=True).context["navigation"]


def current(client, address):
    return [line["label"] for line in lines(client, address) if line["current"]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "entry"),
    [
        ("desk:my_day", "Ma journée"),
        ("desk:teams", "Échéances"),
        ("deadlines:rules", "Échéances"),
        ("support:joint", "Accompagnement global"),
        ("reception:on_call", "Urgence sociale"),
        ("inquiries:transmit", "Protection de l’enfance"),
        ("transmissions:addresses", "Domiciliations"),
    ],
)
def test_each_page_is_under_one_entry(at_the_desk, view, entry):
    assert current(at_the_desk("cheffe"), reverse(view)) == [entry]


@pytest.mark.django_db
def test_a_group_begins_with_what_the_reader_may_open(at_the_desk):
    begins = [line["label"] for line in lines(at_the_desk("cheffe"), "/") if line["begins_group"]]
    assert begins == ["Orientations", "Enquêtes", "Organisation"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("login", "shown"),
    [
        *((login, True) for login in ("accueil", "referente", "cheffe", "pole")),
        *((login, False) for login in ("secretaire", "crip", "direction", "admin", "dpo")),
    ],
)
def test_orientations_stand_in_the_menu_of_who_may_have_some(at_the_desk, login, shown):
    assert ("Orientations" in [line["label"] for line in lines(at_the_desk(login), "/")]) is shown
