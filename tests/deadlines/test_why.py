"""The date says why it is what it is: count, event, holidays, roll, article."""

from datetime import UTC, date, datetime, time

import pytest

from tisserand.deadlines import rules


def why(*given, **more) -> str:
    return rules.due(*given, **more).why.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            ("EXP-5a", date(2026, 3, 25), "971"),
            "15 jours ouvrés après la saisine du 25 mars 2026, le 6 avril férié : décret 2021-8",
        ),
        (
            ("EXP-5b", date(2026, 5, 28), "971"),
            "5 jours ouvrés avant l’audience du 28 mai 2026, les 25 et 27 mai fériés : décret 2021-8",
        ),
        (
            ("EXP-4a", date(2026, 3, 30), "971"),
            "42 jours avant l’audience du 30 mars 2026, sans report, le dernier jour étant la veille :"
            " loi du 6 juillet 1989, art. 24 III ; Cass., avis du 6 novembre 2025, n° 25-70.018",
        ),
        (
            ("AID-2a", date(2025, 12, 31), "971"),
            "2 mois francs après la notification du refus du 31 décembre 2025,"
            " reporté du dimanche 1er mars au jour ouvré suivant : R. 421-1 CJA",
        ),
        (
            ("AID-1a", date(2026, 11, 20), "971"),
            "1 jour ouvré après la demande du 20 novembre 2026 : R. 112-11-2 CRPA",
        ),
        (
            ("RSA-1", date(2026, 2, 27), "971"),
            "6 semaines après l’information du président du conseil départemental du 27 février 2026 :"
            " D. 262-65-2 CASF",
        ),
        (
            ("IP-1", date(2026, 3, 1), "971"),
            "Sans délai dès la connaissance des faits du 1er mars 2026 : L. 226-2-1 CASF",
        ),
        (
            ("EXP-8e", date(2026, 11, 20), "971"),
            "Dès la fin des délais du 20 novembre 2026, reporté du 20 novembre à la fin de la trêve : L. 412-6 CPCE",
        ),
        (
            ("RSA-5", date(2025, 1, 1), "971"),
            "Date fixée par le texte, le 31 décembre 2027 : loi du 18 décembre 2023, mesures transitoires",
        ),
        (
            ("EXP-5a", date(2026, 12, 18), "971"),
            "15 jours ouvrés après la saisine du 18 décembre 2026,"
            " les 25 décembre et 1er janvier fériés : décret 2021-8",
        ),
    ],
    ids=lambda said: said[0] if isinstance(said, tuple) else "",
)
def test_the_sentence(given, sentence):
    assert why(*given) == sentence


def test_the_length_that_the_departement_chose_is_said():
    chosen = rules.due("IP-2", date(2026, 11, 20), "971", offset=5)
    assert (chosen.on, "délai du département" in chosen.why) == (date(2026, 11, 27), True)


def test_a_length_that_a_text_fixes_is_not_chosen():
    assert rules.due("EXP-5a", date(2026, 3, 25), "971", offset=30).on == date(2026, 4, 16)


def test_every_sentence_fits_its_column():
    for row in rules.book().rules:
        on = max(row.valid_from, date(2026, 4, 20)) if row.valid_to is None else row.valid_to
        place = min(row.territories) if "*" not in row.territories else "971"
        given = {condition.fact: _of(condition) for condition in row.when}
        assert len(rules.due(row.id, on, place, given).why) <= 300, row.version


def _of(condition):
    return {"before": date(2000, 1, 1), "since": date(2025, 1, 1)}.get(condition.test) or (
        condition.value[0] if condition.test == "among" else condition.value
    )


class TestTheHour:
    """A date becomes an instant where the unit is, whatever the season (DST-safe)."""

    @pytest.mark.parametrize(
        ("zone", "event_on", "instant"),
        [
            ("Europe/Paris", date(2026, 3, 27), datetime(2026, 3, 30, 16, tzinfo=UTC)),
            ("Europe/Paris", date(2026, 3, 25), datetime(2026, 3, 26, 17, tzinfo=UTC)),
            ("Europe/Paris", date(2026, 10, 23), datetime(2026, 10, 26, 17, tzinfo=UTC)),
            ("America/Guadeloupe", date(2026, 3, 27), datetime(2026, 3, 30, 22, tzinfo=UTC)),
            ("Indian/Reunion", date(2026, 3, 27), datetime(2026, 3, 30, 14, tzinfo=UTC)),
        ],
    )
    def test_the_end_of_the_day_there(self, zone, event_on, instant):
        assert rules.due("AID-1a", event_on, zone).at(zone) == instant

    def test_the_hour_of_closing_is_given_by_the_caller(self):
        clock = rules.due("URG-1", date(2026, 11, 24), "971", {"closes": time(16, 30)})
        assert clock.at("America/Guadeloupe") == datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
        assert rules.warned_at(clock, "America/Guadeloupe") == clock.at("America/Guadeloupe")

    def test_an_hour_that_the_change_of_time_skips_is_still_an_instant(self):
        clock = rules.due("URG-1", date(2026, 3, 29), "75", {"closes": "02:30"})
        assert clock.at("Europe/Paris") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)

    def test_nobody_is_warned_of_what_happens_by_itself(self):
        assert rules.warned_at(rules.due("EXP-8a", date(2026, 6, 30), "971"), "America/Guadeloupe") is None

    def test_somebody_is_told_some_working_days_before(self):
        clock = rules.due("EXP-5a", date(2026, 3, 25), "971")
        assert rules.warned_at(clock, "America/Guadeloupe") == datetime(2026, 4, 13, 22, tzinfo=UTC)


def test_a_long_local_delay_fits_beside_its_date():
    """However long the département makes it, registering an event does not fail."""
    told = rules.due("IP-2", date(2026, 11, 24), "971", offset=999)
    assert "37 jours fériés" in why("IP-2", date(2026, 11, 24), "971", offset=999)
    assert len(told.why) <= 300
