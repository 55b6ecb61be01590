from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tisserand.kernel import sentences
from tisserand.kernel.sentences import Clock, ClockState

GUADELOUPE = ZoneInfo("America/Guadeloupe")
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, 42, tzinfo=GUADELOUPE)


def plain(text: str) -> str:
    """Reads better in a table than no-break spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 24), "mardi 24 novembre"),
        (date(2026, 12, 1), "mardi 1er décembre"),
        (date(2027, 1, 1), "vendredi 1er janvier 2027"),
        (date(2025, 8, 31), "dimanche 31 août 2025"),
    ],
)
def test_a_day_carries_its_weekday_and_the_year_only_when_it_is_another(on, said):
    assert sentences.day_seen_from(on, TODAY) == said


def test_hours_and_numbers_never_break():
    assert sentences.hour(NOW) == "10\u00a0h\u00a042"
    assert sentences.hour(NOW.replace(minute=0)) == "10\u00a0h"
    assert sentences.duration(70) == "1\u00a0h\u00a010"
    assert sentences.figure(1234567) == "1\u202f234\u202f567"


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 min"), (1, "1 min"), (45, "45 min"), (60, "1 h"), (65, "1 h 05"), (600, "10 h")]
)
def test_durations(minutes, said):
    assert plain(sentences.duration(minutes)) == said


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (-400, ClockState.LATE, "13 mois de retard"),
        (-60, ClockState.LATE, "2 mois de retard"),
        (-59, ClockState.LATE, "59 jours de retard"),
        (-4, ClockState.LATE, "4 jours de retard"),
        (-1, ClockState.LATE, "1 jour de retard"),
        (0, ClockState.SOON, "aujourd’hui"),
        (1, ClockState.SOON, "demain"),
        (3, ClockState.SOON, "dans 3 jours"),
        (4, ClockState.LATER, "dans 4 jours"),
        (365, ClockState.LATER, "dans 1 an"),
        (730, ClockState.LATER, "dans 2 ans"),
    ],
)
def test_a_due_date_in_words(days, state, words):
    said = sentences.clock(TODAY + timedelta(days), NOW, GUADELOUPE)
    assert (said.state, said.words) == (state, words)


@pytest.mark.parametrize(
    ("minutes", "state", "words", "exact"),
    [
        (18, ClockState.SOON, "dans 18 min", "mardi 24 novembre, 11 h"),
        (0, ClockState.SOON, "maintenant", "mardi 24 novembre, 10 h 42"),
        (-12, ClockState.LATE, "12 min de retard", "mardi 24 novembre, 10 h 30"),
        (-0.5, ClockState.LATE, "1 min de retard", "mardi 24 novembre, 10 h 41"),
        (24 * 60, ClockState.SOON, "demain", "mercredi 25 novembre, 10 h 42"),
        (-24 * 60, ClockState.LATE, "1 jour de retard", "lundi 23 novembre, 10 h 42"),
    ],
)
def test_an_hour_counts_in_minutes_on_the_day_itself(minutes, state, words, exact):
    said = sentences.clock(NOW + timedelta(minutes=minutes), NOW, GUADELOUPE)
    assert (said.state, plain(said.words), plain(said.exact)) == (state, words, exact)


def test_the_zone_of_the_unit_decides_what_today_is():
    late_evening = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
    assert sentences.clock(TODAY, late_evening, GUADELOUPE).words == "aujourd’hui"
    assert sentences.clock(TODAY, late_evening, ZoneInfo("Indian/Reunion")).words == "1 jour de retard"


def test_what_is_done_is_never_late():
    assert sentences.clock(date(2020, 1, 1), NOW, GUADELOUPE, done=date(2026, 10, 20)) == Clock(
        ClockState.DONE, "fait le 20 octobre"
    )
    assert sentences.clock(date(2020, 1, 1), NOW, GUADELOUPE, done=TODAY).words == "fait aujourd’hui"
    assert sentences.clock(date(2020, 1, 1), NOW, GUADELOUPE, done=date(2025, 3, 1)).words == "fait le 1er mars 2025"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "à l’instant"), (8, "il y a 8 secondes"), (720, "il y a 12 min"), (3 * 86400, "il y a 3 jours")],
)
def test_how_long_ago(seconds, said):
    assert plain(sentences.ago(NOW - timedelta(seconds=seconds), NOW)) == said


def test_a_wait_is_in_whole_minutes_and_never_negative():
    assert plain(sentences.wait(NOW - timedelta(minutes=38, seconds=59), NOW)) == "38 min"
    assert plain(sentences.wait(NOW + timedelta(minutes=3), NOW)) == "0 min"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Anaïs", "d’Anaïs"),
        ("Rémy", "de Rémy"),
        ("Élise", "d’Élise"),
        ("Hélène", "d’Hélène"),
        ("Hakim", "de Hakim"),
        ("Yves", "d’Yves"),
        ("Yann", "de Yann"),
        ("Œdipe", "d’Œdipe"),
        ("Mme Ozier", "de Mme Ozier"),
        ("le pôle Logement", "du pôle Logement"),
        ("les Abymes", "des Abymes"),
        ("Le Goff", "de Le Goff"),
        ("l’accueil", "de l’accueil"),
        ("H", "de H"),
        ("", "de "),
    ],
)
def test_elision(name, said):
    assert sentences.of(name) == said


def test_other_small_words_elide_too():
    assert sentences.elided("que", "elle") == "qu’elle"


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")]
)
def test_lists(items, said):
    assert sentences.listed(items) == said


def test_counts_agree():
    assert [sentences.counted(number, "personne") for number in (0, 1, 2)] == [
        "0 personne",
        "1 personne",
        "2 personnes",
    ]
    assert sentences.counted(2, "journal", "journaux") == "2 journaux"
    assert [sentences.number_word(1, feminine=True), sentences.number_word(2), sentences.number_word(11)] == [
        "une",
        "deux",
        "11",
    ]


def test_ordinals():
    assert [sentences.ordinal(1), sentences.ordinal(1, feminine=True), sentences.ordinal(2)] == ["1er", "1re", "2e"]


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (date(1984, 3, 14), "42 ans"),
        (date(1984, 11, 24), "42 ans"),
        (date(1984, 11, 25), "41 ans"),
        (date(2025, 1, 1), "22 mois"),
        (date(2026, 11, 12), "12 jours"),
    ],
)
def test_ages(born, said):
    assert sentences.age(born, TODAY) == said
