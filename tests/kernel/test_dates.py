from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tisserand.kernel.dates import PartialDate, read_date, read_duration, read_time
from tisserand.kernel.refusals import Refused
from tisserand.kernel.sentences import duration, full_day

TODAY = date(2026, 11, 24)
BIRTH = PartialDate(1984, 3, 14)

partial_dates = st.one_of(
    st.dates(date(1880, 1, 1), date(2100, 12, 31)).map(PartialDate.of),
    st.builds(PartialDate, st.integers(1880, 2100), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1880, 2100)),
)


def refusal_of(read, typed, **options):
    with pytest.raises(Refused) as refused:
        read(typed, **options)
    return refused.value.refusals[0].message


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14 mars 1984", BIRTH),
        ("  14  MARS 1984 ", BIRTH),
        ("14/03/84", BIRTH),
        ("14/3/1984", BIRTH),
        ("14.3.1984", BIRTH),
        ("14-03-1984", BIRTH),
        ("14 03 1984", BIRTH),
        ("14031984", BIRTH),
        ("140384", BIRTH),
        ("1984-03-14", BIRTH),
        ("le 14 mars 1984", BIRTH),
        ("mercredi 14 mars 1984", BIRTH),
        ("14\u00a0mars\u00a01984", BIRTH),
        ("1er août 2020", PartialDate(2020, 8, 1)),
        ("1 aout 20", PartialDate(2020, 8, 1)),
        ("3 déc. 1999", PartialDate(1999, 12, 3)),
        ("29/02/2024", PartialDate(2024, 2, 29)),
        ("mars 1984", PartialDate(1984, 3)),
        ("03/1984", PartialDate(1984, 3)),
        ("1984", PartialDate(1984)),
    ],
)
def test_a_date_is_read_as_people_write_it(typed, read):
    assert read_date(typed, latest=TODAY) == read


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ("31/02/1984", "Le 31 février 1984 n’existe pas"),
        ("29/02/2023", "Le 29 février 2023 n’existe pas"),
        ("0/3/1984", "Le 0 mars 1984 n’existe pas"),
        ("14/13/1984", "Il n’y a pas de mois n° 13"),
        ("14 mras 1984", "«\u00a0mras\u00a0» n’est pas un mois"),
        ("14 mars", "Il manque l’année"),
        ("14/03", "Il manque l’année"),
        ("1784", "L’année 1784 est trop ancienne"),
        ("né en 84", "Écrivez une date comme"),
        ("", "Écrivez une date comme"),
    ],
)
def test_an_impossible_date_says_why(typed, because):
    assert because in refusal_of(read_date, typed, latest=TODAY)


def test_two_digits_of_a_year_never_pass_the_latest_one():
    assert read_date("01/01/26", latest=TODAY).year == 2026
    assert read_date("01/01/27", latest=TODAY).year == 1927
    assert read_date("01/01/27", latest=date(2046, 1, 1)).year == 2027


@given(partial_dates)
def test_what_is_shown_is_read_back(known):
    assert read_date(str(known), latest=TODAY) == known
    assert read_date(known.iso, latest=TODAY) == known
    assert PartialDate.from_iso(known.iso) == known


@given(st.dates(date(1880, 1, 1), date(2100, 12, 31)))
def test_a_day_said_in_full_is_read_back(on):
    assert read_date(full_day(on), latest=TODAY).exact == on
    assert read_date(f"{on:%d/%m/%Y}", latest=TODAY).exact == on


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_never_worse(typed):
    for read in (lambda text: read_date(text, latest=TODAY), read_duration, read_time):
        with suppress(Refused):
            assert read(typed) is not None


@given(partial_dates)
def test_the_possible_days_enclose_the_date(known):
    assert known.earliest <= known.latest
    assert (known.exact is None) == (known.day is None)


def test_an_age_admits_its_doubt():
    assert PartialDate(1984).age(TODAY) == "41 ou 42 ans"
    assert PartialDate(1984, 3).age(TODAY) == "42 ans"
    assert PartialDate(2026).age(TODAY) == "0 an"


def test_a_day_without_its_month_is_no_date():
    with pytest.raises(ValueError, match="month"):
        PartialDate(1984, None, 14)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("1 h 10", 70),
        ("1h10", 70),
        ("1:10", 70),
        ("1 heure 10 min", 70),
        ("70", 70),
        ("45 min", 45),
        ("45mn", 45),
        ("2 h", 120),
        ("24 h", 1440),
    ],
)
def test_durations_are_read(typed, minutes):
    assert read_duration(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ("", "Écrivez une durée"),
        ("longtemps", "Écrivez une durée"),
        ("1 h 75", "Une heure compte 60 minutes"),
        ("0", "au moins une minute"),
        ("25 h", "dépasse 24 heures"),
    ],
)
def test_a_doubtful_duration_says_why(typed, because):
    assert because in refusal_of(read_duration, typed)


@given(st.integers(1, 1440))
def test_a_duration_shown_is_read_back(minutes):
    assert read_duration(duration(minutes)) == minutes


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("10h30", time(10, 30)),
        ("10 h 30", time(10, 30)),
        ("10:30", time(10, 30)),
        ("1030", time(10, 30)),
        ("9h", time(9)),
        ("9", time(9)),
        ("midi", time(12)),
        ("0h05", time(0, 5)),
    ],
)
def test_hours_are_read(typed, read):
    assert read_time(typed) == read


@pytest.mark.parametrize("typed", ["24h", "10h75", "soir", "", "10h3"])
def test_an_impossible_hour_is_refused(typed):
    assert "10 h 30" in refusal_of(read_time, typed)
