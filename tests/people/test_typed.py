"""One box understands whatever order and form things are typed in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tisserand.kernel.dates import PartialDate
from tisserand.people.rules import read_query

TODAY = date(2026, 11, 24)


def read(text):
    return read_query(text, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "mirval roseline 14/03/1984",
        "14-03-84 Roseline MIRVAL",
        "Mirval 14.03.1984 Roseline",
        "mirval, roseline née le 14 mars 1984",
        "roseline 1984-03-14 mirval",
        "14031984 mirval roseline",
        "140384 mirval roseline",
    ],
)
def test_a_whole_birth_date_in_any_usual_form(text):
    typed = read(text)
    assert set(typed.words) == {"MIRVAL", "ROSELINE"}
    assert typed.births == (PartialDate(1984, 3, 14),)


@pytest.mark.parametrize(
    ("text", "births"),
    [
        ("mirval 84", (PartialDate(1984),)),
        ("mirval 1984", (PartialDate(1984),)),
        ("mirval 05", (PartialDate(2005),)),
        ("mirval mars 1984", (PartialDate(1984, 3),)),
        ("mirval 42 ans", (PartialDate(1984), PartialDate(1983))),
        ("mirval 31/02/1984", ()),
        ("mirval", ()),
    ],
)
def test_part_of_a_birth(text, births):
    assert read(text).births == births


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("0690 12 34 47", "0690123447"),
        ("06.12.84.19.47", "0612841947"),
        ("+590 690 12 34 47", "590690123447"),
        ("mirval 3447", "3447"),
        ("mirval 47", ""),
    ],
)
def test_a_telephone_or_its_end(text, figures):
    assert read(text).figures == figures


@given(st.permutations(["mirval", "roseline", "84"]))
def test_the_order_does_not_matter(parts):
    typed = read(" ".join(parts))
    assert set(typed.words) == {"MIRVAL", "ROSELINE"}
    assert typed.births == (PartialDate(1984),)


@given(st.text())
def test_whatever_is_typed_is_read(text):
    typed = read(text)
    assert len(typed.words) <= 6
    assert all(born.earliest <= TODAY for born in typed.births)


def test_ten_thousand_letters_are_read_as_a_line():
    assert len(read("x" * 10_000).words[0]) <= 40


@pytest.mark.parametrize(
    ("text", "family", "given_names"),
    [
        ("mirval roseline 84", "Mirval", "Roseline"),
        ("Roseline MIRVAL", "Mirval", "Roseline"),
        ("jean-baptiste marie claire", "Jean-Baptiste", "Marie Claire"),
        ("84", "", ""),
    ],
)
def test_what_a_new_file_starts_with(text, family, given_names):
    assert read(text).family_and_given == (family, given_names)
