"""R02: an organisation is loaded, loaded again, changed at a date; the past stays readable."""

import dataclasses
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from tests.situations import NOW, as_jobs
from tests.territories.conftest import load
from tests.territories.organisations import ROOT, guadeloupe_with, organisation_of
from tisserand.access import queries as access
from tisserand.kernel.refusals import Refused
from tisserand.territories import queries
from tisserand.territories.models import Job, OpeningHours, Sector
from tisserand.territories.rules.organisation import UnitKind
from tisserand.territories.rules.reading import read_organisation

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
DESHAIES = "97111"
REFORM = date(2026, 6, 1)


def deshaies_goes_to_lamentin(starts_on=REFORM):
    text = guadeloupe_with('communes = ["Sainte-Rose"]', 'communes = ["Sainte-Rose", "Deshaies"]').replace(
        'communes = ["Lamentin"]', 'communes = ["Lamentin", "Deshaies"]', 1
    )
    return dataclasses.replace(read_organisation(text), starts_on=starts_on)


@pytest.mark.requirement("R07", "R09", "R10")
def test_guadeloupe_stands_in_the_database_as_its_file_says(guadeloupe):
    view = queries.organisation_as_of(TODAY)

    assert (len(view.territories), len(view.sites), len(view.poles)) == (6, 13, 6)
    assert queries.site_of(DESHAIES, TODAY).name == "Sainte-Rose"
    assert queries.team_of(DESHAIES, TODAY).name == "Sainte-Rose – Deshaies"
    assert sum(len(team.seats) for territory in view.territories for team in territory.teams) == 67
    assert queries.staffing_gaps(TODAY) == []


@pytest.mark.requirement("R02")
def test_loading_the_same_file_again_changes_nothing(guadeloupe):
    assert load(guadeloupe, staff=True) == 0


@pytest.mark.requirement("R02", "R08")
def test_a_commune_changes_site_at_a_date_and_the_past_stays_readable(guadeloupe):
    load(deshaies_goes_to_lamentin())

    assert queries.site_of(DESHAIES, REFORM).name == "Lamentin"
    assert queries.site_of(DESHAIES, date(2026, 5, 31)).name == "Sainte-Rose"
    before = queries.organisation_as_of(date(2026, 5, 31))
    sainte_rose = next(site for site in before.sites if site.unit.name == "Sainte-Rose")
    assert [commune.name for commune in sainte_rose.communes] == ["Deshaies", "Sainte-Rose"]
    assert [row.unit.name for row in queries.sector_history(DESHAIES).filter(kind=UnitKind.SITE)] == [
        "Lamentin",
        "Sainte-Rose",
    ]


@pytest.mark.requirement("R02")
def test_an_experiment_is_rolled_back_by_loading_the_old_file_at_a_new_date(guadeloupe):
    load(deshaies_goes_to_lamentin())
    load(dataclasses.replace(guadeloupe, starts_on=date(2026, 9, 1)))

    sites = [queries.site_of(DESHAIES, day).name for day in (date(2026, 1, 1), REFORM, date(2026, 9, 1))]
    assert sites == ["Sainte-Rose", "Lamentin", "Sainte-Rose"]


def test_an_older_organisation_cannot_be_loaded_over_a_newer_one(guadeloupe):
    load(deshaies_goes_to_lamentin())

    with pytest.raises(Refused, match="too_early"):
        load(guadeloupe)


def test_a_correction_at_the_same_date_leaves_no_trace_of_the_mistake(guadeloupe):
    load(deshaies_goes_to_lamentin(starts_on=guadeloupe.starts_on))

    assert queries.sector_history(DESHAIES).filter(kind=UnitKind.SITE).count() == 1


def test_a_broken_organisation_changes_nothing_at_all(db):
    with pytest.raises(Refused, match="time_zone"):
        load(read_organisation(guadeloupe_with("America/Gwadloup", "America/Guadeloupe")))

    assert not access.units(on=TODAY).exists()


def test_new_hours_replace_the_old_ones_from_their_day(guadeloupe):
    text = guadeloupe_with('lundi = "09:00-15:00"', 'lundi = "08:00-16:00"')
    load(dataclasses.replace(read_organisation(text), starts_on=REFORM))

    site = access.units(kind=UnitKind.SITE, on=TODAY).get(code="tis-les-abymes").pk
    mondays = [
        [opening.opens.hour for opening in queries.hours_of([site], on=day)[site] if opening.weekday == 1]
        for day in (date(2026, 5, 31), REFORM)
    ]
    assert mondays == [[8], [9]]


@pytest.mark.requirement("R15", "R16")
def test_the_jobs_of_the_house_are_rows(guadeloupe):
    assert Job.objects.get(code="secretaire_accueil").feminine == "Secrétaire d’accueil social"


@pytest.mark.requirement("R01", "R13", "R14")
def test_martinique_loads_its_five_poles_and_its_words(db):
    load(organisation_of("martinique"), "972", staff=True)

    poles = queries.poles(TODAY)
    assert [pole.unit.short_name for pole in poles][0] == "Accueil"
    assert {pole.unit.short_name for pole in poles} == {"Accueil", "PL", "PEF-PS", "PA-PH", "PDS"}
    assert queries.words()["autorite"] == "Président du conseil exécutif"


def test_every_agent_is_marked_fictitious_and_the_showcase_has_its_names(guadeloupe):
    seats = list(access.colleagues(unit_ids=access.units(on=TODAY).values_list("id", flat=True), on=TODAY))

    assert all(seat.account.fictitious for seat in seats)
    site = access.units(kind=UnitKind.SITE, on=TODAY).get(code="tis-sainte-rose")
    names = [seat.account.name for seat in queries.reception_staff([site], on=TODAY)[site.pk].seats]
    assert names == ["Sandra Nérin", "Joël Pierrot"]


def test_a_seat_that_disappears_is_left_and_the_others_keep_their_people(guadeloupe):
    def people():
        return {
            seat.account.name
            for seat in access.colleagues(unit_ids=access.units(on=TODAY).values_list("id", flat=True), on=TODAY)
        }

    before = people()
    text = guadeloupe_with("travailleurs_sociaux_accompagnement = 66", "travailleurs_sociaux_accompagnement = 67")
    text = text.replace("assistant_social = [1.0], cesf = [1.0]", "assistant_social = [1.0]", 1)
    load(dataclasses.replace(read_organisation(text), starts_on=REFORM), staff=True)

    assert len(before - people()) == 1
    assert people() < before


def test_a_manager_of_several_places_shares_one_full_time(guadeloupe):
    manager = access.accounts_by_login(["ghislaine.ozier"])["ghislaine.ozier"]
    seats = [
        seat
        for seat in access.colleagues(unit_ids=access.units(on=TODAY).values_list("id", flat=True), on=TODAY)
        if seat.account_id == manager.pk
    ]

    assert len(seats) == 7
    assert Decimal("0.9") < sum(seat.eqtp for seat in seats) <= 1


@pytest.mark.requirement("R08")
def test_the_database_refuses_two_sites_for_one_commune(guadeloupe):
    elsewhere = access.units(kind=UnitKind.SITE, on=TODAY).get(code="tis-marie-galante")

    with as_jobs(), pytest.raises(IntegrityError, match="one_site_and_one_team_at_a_date"), transaction.atomic():
        Sector.objects.create(commune_id=DESHAIES, unit=elsewhere, kind=UnitKind.SITE, starts_on=date(2030, 1, 1))


def test_the_database_refuses_hours_that_overlap_but_not_hours_that_follow(guadeloupe):
    site = access.units(kind=UnitKind.SITE, on=TODAY).get(code="tis-sainte-rose")
    monday = {"site": site, "weekday": 1, "starts_on": TODAY}

    with as_jobs():
        OpeningHours.objects.create(**monday, opens="16:00", closes="18:00")
        with pytest.raises(IntegrityError, match="opening_without_overlap"), transaction.atomic():
            OpeningHours.objects.create(**monday, opens="17:30", closes="19:00")


def test_the_command_loads_a_file_and_says_what_it_did(db, capsys):
    with as_jobs():
        call_command("load_organisation", str(ROOT / "organisations/guadeloupe.toml"), "--fictitious-staff")
        call_command("load_organisation", str(ROOT / "organisations/guadeloupe.toml"), "--fictitious-staff")

    assert "Département de la Guadeloupe" in (said := capsys.readouterr().out.splitlines())[0]
    assert said[1] == "Rien n’a changé."
    assert queries.organisation_as_of(TODAY).gaps == ()


def test_the_command_says_every_reason_of_a_refusal(db, tmp_path):
    file = tmp_path / "brouillon.toml"
    file.write_text(guadeloupe_with("secretaires_accueil = 15", "secretaires_accueil = 14"), encoding="utf-8")

    with pytest.raises(CommandError, match="15 annoncés"):
        call_command("load_organisation", str(file))
    with pytest.raises(CommandError, match="ne s’ouvre pas"):
        call_command("load_organisation", str(tmp_path / "absent.toml"))


def test_an_organisation_of_another_zone_is_refused_with_what_to_do(db):
    text = guadeloupe_with('fuseau = "Europe/Paris"', 'fuseau = "America/Guadeloupe"')

    with pytest.raises(Refused) as refused:
        load(read_organisation(text))

    assert "Donnez Europe/Paris à TISSERAND_TIME_ZONE" in refused.value.refusals[0].message
    assert not access.units(on=TODAY).exists()


def test_the_walls_are_not_rebuilt_in_another_zone(guadeloupe, settings):
    settings.TIME_ZONE_OF_THE_ORGANISATION = "Europe/Paris"

    with pytest.raises(CommandError, match="Donnez America/Guadeloupe à TISSERAND_TIME_ZONE"):
        call_command("walls_apply")
