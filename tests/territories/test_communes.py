"""Communes from the built-in table, then from an official file."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.situations import NOW, SystemAt, as_jobs
from tests.territories.organisations import communes_of
from tisserand.territories import operations, queries
from tisserand.territories.models import Commune
from tisserand.territories.rules.official import middle_of, outlines, read_official

SQUARE = {"type": "Polygon", "coordinates": [[[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0], [0.0, 0.0]]]}
ELSEWHERE = {"type": "Polygon", "coordinates": [[[9.0, 9.0], [9.1, 9.0], [9.1, 9.1], [9.0, 9.0]]]}


def official(**changes):
    commune = {
        "code": "38001",
        "nom": "Les Abrets en Dauphiné",
        "type": "commune-actuelle",
        "departement": "38",
        "population": 6850,
        "epci": "200068567",
        "epciNom": "CC Les Vals du Dauphiné",
        "anciensCodes": ["38028"],
    }
    return json.dumps([commune | changes, {"type": "commune-deleguee", "code": "38028"}])


def features(*outlined):
    return json.dumps(
        {
            "features": [
                {"properties": {"code": code, "nom": name}, "geometry": geometry} for code, name, geometry in outlined
            ]
        }
    )


def test_an_outline_of_a_merged_commune_goes_to_the_new_one():
    table = read_official(official())
    file = features(("38001", "Les Abrets", SQUARE), ("38028", "La Bâtie-Divisin", ELSEWHERE), ("99999", "?", SQUARE))

    found = outlines(file, table.communes)

    assert list(found) == ["38001"]
    assert found["38001"]["coordinates"] == [SQUARE["coordinates"], ELSEWHERE["coordinates"]]


def test_without_a_town_hall_the_middle_of_the_largest_part_stands_in():
    assert middle_of(SQUARE) == (1.0, 1.0)


@pytest.fixture
def built_in(db):
    with as_jobs():
        operations.import_communes(actor=SystemAt, at=NOW, table=communes_of("971"))


@pytest.mark.requirement("R07")
def test_the_built_in_communes_are_there_and_a_second_import_changes_nothing(built_in):
    assert Commune.objects.count() == 32
    with as_jobs():
        assert operations.import_communes(actor=SystemAt, at=NOW, table=communes_of("971")) == 0


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("moule", ["Le Moule"]),
        ("LE MOU", ["Le Moule"]),
        ("sainte a", ["Sainte-Anne"]),
        ("galante", ["Capesterre-de-Marie-Galante"]),
        ("97111", ["Deshaies"]),
        ("", 32),
    ],
)
def test_a_commune_is_found_by_the_start_of_a_word_of_its_name(built_in, typed, found):
    names = [commune.name for commune in queries.communes(typed)]

    assert names == found if isinstance(found, list) else len(names) == found


def test_an_official_file_refreshes_the_figures_and_keeps_the_town_hall(built_in, tmp_path, capsys):
    folder = tmp_path / "communes"
    folder.mkdir()
    refreshed = official(code="97111", nom="Deshaies", departement="971", population=3800, anciensCodes=[])
    (folder / "communes_971.json").write_text(refreshed, encoding="utf-8")
    (folder / "communes-971-guadeloupe.geojson").write_text(features(("97111", "Deshaies", SQUARE)), encoding="utf-8")

    with as_jobs():
        call_command("import_communes", "971", folder=tmp_path)

    deshaies = Commune.objects.get(pk="97111")
    assert (deshaies.population, deshaies.latitude, deshaies.polygon["type"]) == (3800, 16.3044, "MultiPolygon")
    assert "1 commune, 1 à jour, 1 contour" in capsys.readouterr().out


def test_a_department_that_nobody_gave_is_refused_in_a_sentence(db, tmp_path):
    with pytest.raises(CommandError, match="Les communes du 38 ne sont pas fournies"):
        call_command("import_communes", "38", folder=tmp_path)
