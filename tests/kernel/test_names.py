"""Names are compared as people say and mistype them."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tisserand.kernel.names import Likeness, likeness, one_letter_less, one_slip_apart, sort_key, sound, words

WORD = st.text(string.ascii_uppercase, min_size=3, max_size=14)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Éliette d’Ambas", "ELIETTE D AMBAS"),
        ("Jean-Pierre", "JEAN PIERRE"),
        ("Cœur", "COEUR"),
        ("Lætitia Strauß", "LAETITIA STRAUSS"),
        ("  Ñuñez\u00a0 ", "NUNEZ"),
        ("😀", ""),
    ],
)
def test_the_form_lists_are_ordered_by(typed, key):
    assert sort_key(typed) == key


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    assert sort_key(sort_key(text)) == sort_key(text)


@pytest.mark.parametrize(
    ("name", "found_by"),
    [
        ("Jean-Pierre", {"JEAN", "PIERRE", "JEANPIERRE"}),
        ("de La Rosière", {"ROSIERE", "DELAROSIERE"}),
        ("L’Étang", {"ETANG", "LETANG"}),
        ("N’Diaye", {"DIAYE", "NDIAYE"}),
        ("Van der Berg", {"BERG", "VANDERBERG"}),
        ("Marie, Josette", {"MARIE", "JOSETTE"}),
        ("De", {"DE"}),
    ],
)
def test_the_words_a_name_is_found_by(name, found_by):
    assert set(words(name)) == found_by


@given(st.text(max_size=300))
def test_words_are_bounded_and_plain(text):
    assert all(len(word) <= 40 and sort_key(word) == word for word in words(text))


@given(WORD, st.data())
def test_one_slip_of_the_finger_always_shares_a_form(word, data):
    slipped = data.draw(slips_of(word))
    assert one_letter_less(word).keys() & one_letter_less(slipped).keys()


@given(WORD, st.data())
def test_one_slip_is_recognised_both_ways(word, data):
    slipped = data.draw(slips_of(word))
    if slipped != word:
        assert one_slip_apart(word, slipped)
        assert one_slip_apart(slipped, word)


@st.composite
def slips_of(draw, word):
    """A letter added, dropped, changed, or two neighbours swapped."""
    at, letter = draw(st.integers(0, len(word) - 1)), draw(st.sampled_from(string.ascii_uppercase))
    following = word[at + 1 : at + 2]
    return draw(
        st.sampled_from(
            [
                word[:at] + letter + word[at:],
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at + 1 :],
                word[:at] + following + word[at] + word[at + 2 :],
            ]
        )
    )


@pytest.mark.parametrize(("one", "other"), [("MIRVAL", "MIRVAL"), ("MIRVAL", "MRIVLA"), ("MIRVAL", "MIRVALES")])
def test_no_slip_or_two_are_not_one(one, other):
    assert not one_slip_apart(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ROSELINE", "ROSELYNE"),
        ("DUPONT", "DUPOND"),
        ("CHRISTELLE", "KRISTEL"),
        ("PHILIPPE", "FILIPE"),
        ("MATTHIEU", "MATHIEU"),
        ("GENEVIEVE", "GENEVIEV"),
        ("RENAUD", "RENO"),
        ("VINCENT", "VINSANT"),
        ("THIERRY", "TIERI"),
        ("QUENTIN", "KENTIN"),
        ("MIREILLE", "MIREIL"),
        ("LAURENT", "LORAN"),
    ],
)
def test_what_sounds_alike_to_a_french_ear(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("JEAN", "JEANNE"), ("MARTIN", "MARTINE"), ("LUC", "LOUIS")])
def test_what_does_not(one, other):
    assert sound(one) != sound(other)


@pytest.mark.parametrize(
    ("typed", "known", "kind"),
    [
        ("MIRVAL", "MIRVAL", Likeness.EXACT),
        ("ROSELINE", "ROSELYNE", Likeness.SOUNDS),
        ("MIRVLA", "MIRVAL", Likeness.ONE_LETTER),
        ("ROS", "ROSELYNE", Likeness.BEGINS),
        ("ROZELIN", "ROSELYNE", Likeness.SOUNDS),
        ("MARTIN", "MARTINE", Likeness.ONE_LETTER),
        ("MIRVAL", "DAMBAS", None),
    ],
)
def test_why_a_typed_word_could_be_a_known_one(typed, known, kind):
    assert likeness(typed, known) is kind
