"""Results say why they match; two files are called alike with care."""

from dataclasses import dataclass
from datetime import date

import pytest

from tisserand.kernel.dates import PartialDate
from tisserand.people.rules import Names, display_name, looks_like, name_words, read_query, reasons
from tisserand.people.rules.naming import birth_day_words, place_words

TODAY = date(2026, 11, 24)
ROSELYNE = Names(birth_name="Dambas", used_name="Mirval", first_names="Roselyne")
BORN = PartialDate(1984, 3, 14)


def why(text, names=ROSELYNE, birth=BORN, phone=""):
    return [reason.text for reason in reasons(read_query(text, today=TODAY), names, birth, phone)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mirval", ["nom d’usage exact"]),
        ("dambas", ["nom de naissance exact"]),
        ("Roseline", ["«\u00a0Roseline\u00a0» s’entend comme «\u00a0Roselyne\u00a0»"]),
        ("mirvla", ["«\u00a0mirvla\u00a0» et «\u00a0Mirval\u00a0»\u00a0: une lettre de différence"]),
        ("ros", ["prénom qui commence par «\u00a0ros\u00a0»"]),
        ("84", ["année de naissance"]),
        ("14/03/1984", ["date de naissance exacte"]),
        ("03/04/1984", ["année de naissance"]),
        ("1985", ["année de naissance à un an près"]),
        ("martin", ["«\u00a0martin\u00a0» ne ressemble à aucun de ses noms"]),
    ],
)
def test_why(text, said):
    assert why(text) == said


def test_day_and_month_swapped():
    assert why("04/03/1984", birth=PartialDate(1984, 4, 3)) == ["jour et mois de naissance inversés"]


def test_the_end_of_a_telephone():
    assert why("0690 12 34 47", phone="590690123447") == ["téléphone terminant par 47"]


def test_what_agrees_comes_first():
    found = reasons(read_query("rosalie mirval 84", today=TODAY), ROSELYNE, BORN)
    assert [reason.agrees for reason in found] == [True, True, False]


@dataclass
class Described:
    names: Names
    birth: PartialDate | None


@pytest.mark.parametrize(
    ("names", "birth", "alike"),
    [
        (Names(used_name="Mirval", first_names="Roseline"), PartialDate(1984), True),
        (Names(used_name="Mirval", first_names="Roseline"), PartialDate(1984, 3, 14), True),
        (Names(birth_name="Dambas", first_names="Roselyne"), PartialDate(1983, 3, 14), True),
        (Names(used_name="Mirval", first_names="Roselyne"), None, True),
        (Names(used_name="Mirval", first_names="Roseline"), None, False),
        (Names(used_name="Mirval", first_names="Roselyne"), PartialDate(1962, 7, 1), False),
        (Names(used_name="Mirval", first_names="Rosalie"), PartialDate(1984, 3, 8), False),
    ],
)
def test_who_is_worth_showing_side_by_side(names, birth, alike):
    assert looks_like(Described(ROSELYNE, BORN), Described(names, birth)) is alike
    assert looks_like(Described(names, birth), Described(ROSELYNE, BORN)) is alike


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"civility": "mme", "used_name": "Mirval", "first_names": "Roselyne"}, "Mme\u00a0Roselyne Mirval"),
        ({"civility": "mme", "birth_name": "Dambas"}, "Mme\u00a0Dambas"),
        ({"first_names": "Roselyne, Marie", "used_name": "Mirval"}, "Roselyne Mirval"),
        ({"called_as": "Titi"}, "Titi"),
        ({}, "Personne sans nom"),
    ],
)
def test_how_a_person_is_named(said, shown):
    blank = {"civility": "", "birth_name": "", "used_name": "", "first_names": "", "called_as": ""}
    assert display_name(**(blank | said)) == shown


def test_a_person_without_first_name_is_found_by_her_name():
    assert list(name_words(birth_name="Dambas", used_name="", first_names="", called_as="")) == [("DAMBAS", "")]


def test_births_and_places_in_words():
    assert birth_day_words(BORN) == "le 14 mars 1984"
    assert birth_day_words(PartialDate(1984)) == "en 1984"
    assert [place_words(place) for place in ("Les Abymes", "Le Moule", "Pointe-Noire")] == [
        "aux Abymes",
        "au Moule",
        "à Pointe-Noire",
    ]
