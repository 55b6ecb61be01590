"""Whatever a person types is shown as typed: it is never markup, and it never stops the printer."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents import papers
from tests.documents.reading import body_of, opened, printed, text_of
from tisserand.documents import rules

MARKUP = (
    "#panic(1)",
    '#read("/etc/passwd")',
    "$x^2$",
    "\\ \\u{41}",
    "] ) } #[",
    "*gras* _penché_ `code` <étiquette> @renvoi",
    "= Titre",
    "/ terme: sens",
    "// commentaire /* et */",
    "\"guillemets\" 'et' apostrophes",
    "~tilde~ -- tirets --- ...",
)


def plan_saying(words: str):
    objective = rules.Objective(words, words, (rules.Step(rules.Who.PERSON, words, due_words=words),))
    return papers.support_plan(
        words=words, objectives=(objective,), person_commitments=(words,), service_commitments=(words,), appeal=words
    )


@pytest.mark.parametrize("words", MARKUP)
def test_markup_is_printed_as_typed(words):
    assert text_of(printed(plan_saying(words))).count(" ".join(words.split())) >= 4


def test_haitian_creole_keeps_its_accents():
    words = "Mwen vle rete lakay mwen ak timoun yo. Kòman pou m fè sa? Mèsi anpil, dèyè mòn gen mòn."
    assert words in text_of(printed(papers.support_plan(words=words)))


def test_arabic_is_printed_with_the_letters_of_a_font_that_has_them():
    body = printed(papers.support_plan(words="أريد أن أحافظ على بيتي"))
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in opened(body).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert any("Arabic" in font or "DejaVu" in font for font in fonts)


@pytest.mark.parametrize(
    "words", ["Merci 😀👩🏽‍🦱", "你好", "\ue000", "a\x00b\x07c\ud800", "\u202e\u200f\ufeff", "𓀀 ꙮ"]
)
def test_what_no_font_can_draw_does_not_stop_the_printer(words):
    assert "Mme Roselyne Mirval" in text_of(printed(plan_saying(words)))


def test_an_emoji_leaves_a_visible_box():
    assert "Merci □" in text_of(printed(papers.support_plan(words="Merci 😀")))


def test_ten_thousand_characters_take_the_pages_they_need():
    words = "Je raconte tout depuis le début. " * 303
    text = body_of(printed(papers.support_plan(words=words)))
    assert text.count("Je raconte tout depuis le début.") == 303


def test_ten_thousand_letters_without_a_space_stay_on_the_page():
    body = printed(papers.support_plan(words="a" * 10_000))
    rights = [0.0]

    def farthest(text, matrix, line, font, size):
        rights.append(line[4])

    for page in opened(body).pages:
        page.extract_text(visitor_text=farthest)
    assert "a" * 10_000 in body_of(body).replace(" ", "")
    assert max(rights) < 595 - 56


def test_lines_typed_stay_lines():
    assert "un deux" in text_of(printed(papers.support_plan(words="un\r\ndeux")))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_any_text_prints(words):
    assert printed(papers.support_plan(words=words)).startswith(b"%PDF-")


def test_two_threads_print_at_once():
    with ThreadPoolExecutor(4) as threads:
        bodies = list(threads.map(lambda _: printed(papers.support_plan()), range(12)))
    assert len(set(bodies)) == 1
