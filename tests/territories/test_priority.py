"""Priority areas of the policy for towns: read from an official file, or described by hand, and dated."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.situations import NOW, SystemAt, as_jobs
from tests.territories.conftest import load
from tests.territories.organisations import communes_of, guadeloupe_with, organisation_of
from tisserand.access.models import JournalEntry
from tisserand.kernel.refusals import Refused
from tisserand.territories import operations, queries
from tisserand.territories.models import PriorityArea
from tisserand.territories.rules.priority import areas_of, read_areas
from tisserand.territories.rules.reading import read_organisation
from tisserand.territories.rules.refusals import refusals_to_load

DAY = date(2025, 1, 1)
COMMUNES = communes_of("971").communes
HEAD = "code_qp;lib_qp;insee_com;lib_com\n"
# Invented codes and names: no official list is at hand.
FILE = (
    HEAD
    + "QN97101X;Quartier d'essai;97101;Les Abymes\n"
    + "QN97120X;Quartier du bord;97120, 97101;Pointe-à-Pitre\n"
    + "QN07501X;Ailleurs;75118;Paris\n"
)


def sentences(text: str) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_areas(text, COMMUNES, on=DAY)
    return [refusal.message for refusal in refused.value.refusals]


@pytest.mark.requirement("R16")
def test_a_file_of_the_whole_country_gives_the_areas_of_the_departement():
    areas = read_areas(FILE, COMMUNES, on=DAY)
    assert [(area.code, area.name, area.communes) for area in areas] == [
        ("QN97101X", "Quartier d’essai", ("97101",)),
        ("QN97120X", "Quartier du bord", ("97120", "97101")),
    ]


def test_commas_capitals_and_one_line_for_each_commune_are_read_too():
    text = "\ufeffGID,CODE_QP,Lib_QP,INSEE_COM\n1,QN97120X,Bord,97120\n2,QN97120X,Bord,97101\n"
    [area] = read_areas(text, COMMUNES, on=DAY)
    assert area.communes == ("97120", "97101")


def test_a_bad_row_is_told_with_its_line_and_every_reason_at_once():
    assert sentences("nom;insee\n") == [
        "Il manque la colonne «\u00a0code_qp\u00a0» à la première ligne du fichier.",
        "Il manque la colonne «\u00a0lib_qp\u00a0» à la première ligne du fichier.",
        "Il manque la colonne «\u00a0insee_com\u00a0» à la première ligne du fichier.",
    ]
    assert sentences(HEAD + "q;Bord;97120\nQN97120X;;971\nQN97121X;Bord;97199\nQN97122X;Bord;\n") == [
        "Ligne 2\u00a0: «\u00a0q\u00a0» n’est pas un code de quartier.",
        "Ligne 3\u00a0: le quartier QN97120X n’a pas de nom.",
        "Ligne 3\u00a0: «\u00a0971\u00a0» n’est pas un code de commune de l’Insee.",
        "Ligne 4\u00a0: la commune 97199 n’est pas dans la liste des communes du département.",
        "Ligne 5\u00a0: le quartier QN97122X n’a pas de commune.",
    ]
    assert sentences(HEAD + "QN97120X;Bord;97120\nQN97120X;Autre;97101\n") == [
        "Ligne 3\u00a0: le code QN97120X nomme deux quartiers, «\u00a0Bord\u00a0» et «\u00a0Autre\u00a0»."
    ]
    assert sentences(HEAD + "QN07501X;Ailleurs;75118\n") == [
        "Aucun quartier de ce fichier n’est dans une commune du département."
    ]
    assert sentences(HEAD + "QN97120X;" + "x" * 200_000 + ";97120\n") == [
        "Ligne 2\u00a0: ce n’est pas une ligne de fichier CSV."
    ]
    assert sentences("") == sentences("rien\n")


def test_an_area_is_found_by_the_code_of_its_commune_or_by_its_name(db):
    with as_jobs():
        operations.import_communes(actor=SystemAt, at=NOW, table=communes_of("971"))
        operations.import_priority_areas(actor=SystemAt, at=NOW, areas=read_areas(FILE, COMMUNES, on=DAY), on=DAY)
    areas = queries.priority_areas(DAY)
    found = [areas_of(areas, commune="", commune_name=name) for name in ("les abymes", "Pointe à Pitre", "Le Moule")]
    assert [[area.code for area in some] for some in found] == [["QN97120X", "QN97101X"], ["QN97120X"], []]
    assert len(areas_of(areas, commune="97101", commune_name="")) == 2
    assert areas_of(areas, commune="", commune_name="") == ()


@pytest.mark.requirement("R16")
def test_a_new_list_ends_the_former_one_that_stays_readable(guadeloupe):
    new = date(2026, 1, 1)
    with as_jobs():
        areas = read_areas(FILE, COMMUNES, on=new)
        assert operations.import_priority_areas(actor=SystemAt, at=NOW, areas=areas, on=new) == 5
        assert operations.import_priority_areas(actor=SystemAt, at=NOW, areas=areas, on=new) == 0
        with pytest.raises(Refused, match="too_early"):
            operations.import_priority_areas(actor=SystemAt, at=NOW, areas=areas, on=DAY)
    assert {area.code for area in queries.priority_areas(date(2025, 6, 1))} == {"FICTIF01", "FICTIF02", "FICTIF03"}
    assert {area.code for area in queries.priority_areas(new)} == {"QN97101X", "QN97120X"}
    # Loading the organisation again does not take back what ended since.
    assert load(guadeloupe) == 0
    assert {area.code for area in queries.priority_areas(new)} == {"QN97101X", "QN97120X"}


@pytest.mark.requirement("R16")
def test_the_whole_list_lasts_whatever_end_a_former_file_gave(db):
    with as_jobs():
        operations.import_communes(actor=SystemAt, at=NOW, table=communes_of("971"))
        areas = read_areas(FILE, COMMUNES, on=DAY)
        operations.import_priority_areas(actor=SystemAt, at=NOW, areas=areas, on=DAY)
        PriorityArea.objects.filter(code="QN97101X").update(ends_before=date(2027, 1, 1))
        assert operations.import_priority_areas(actor=SystemAt, at=NOW, areas=areas, on=date(2026, 1, 1)) == 1
        written = JournalEntry.objects.filter(verb="priority_areas.import").values_list("subject", flat=True)
        assert set(written) == set(PriorityArea.objects.values_list("pk", flat=True))
    assert {area.code for area in queries.priority_areas(date(2027, 2, 1))} == {"QN97101X", "QN97120X"}


@pytest.mark.requirement("R16")
def test_an_organisation_file_may_describe_them(guadeloupe):
    described = PriorityArea.objects.get(code="FICTIF01")
    assert (described.communes, described.starts_on, described.ends_before) == (["97101"], DAY, None)
    ended = guadeloupe_with(
        'communes = ["Les Abymes"]\ndepuis = 2025-01-01\njusqu_au = 2026-01-01',
        'communes = ["Les Abymes"]\ndepuis = 2025-01-01',
    )
    assert load(read_organisation(ended)) == 1
    assert "FICTIF01" not in {area.code for area in queries.priority_areas(date(2026, 1, 1))}


def test_what_an_organisation_file_says_wrongly_is_told():
    wrong = (
        'code = "x"\nnom = "Ici"\ncommunes = ["Paris"]\ndepuis = 2025-01-01\njusqu_au = 2024-01-01\n\n'
        '[[quartier_prioritaire]]\ncode = "FICTIF02"\nnom = "Là"\ncommunes = []\ndepuis = 2025-01-01\n'
    )
    text = guadeloupe_with(
        wrong,
        'code = "FICTIF01"\nnom = "Quartier des Alizés (fictif)"\ncommunes = ["Les Abymes"]\ndepuis = 2025-01-01\n',
    )
    refusals = [refusal.message for refusal in refusals_to_load(read_organisation(text), COMMUNES)]
    assert refusals == [
        "Le quartier prioritaire «\u00a0x\u00a0»\u00a0: un code s’écrit de cinq à douze lettres capitales et chiffres.",
        "Le quartier prioritaire «\u00a0x\u00a0»\u00a0: «\u00a0jusqu_au\u00a0» est avant «\u00a0depuis\u00a0».",
        "Le quartier prioritaire «\u00a0x\u00a0» cite la commune «\u00a0Paris\u00a0», qui n’est pas du département.",
        "Le quartier prioritaire «\u00a0FICTIF02\u00a0»\u00a0: dites au moins une commune.",
        "Le quartier prioritaire «\u00a0FICTIF02\u00a0» est décrit deux fois.",
    ]


def test_the_command_says_what_it_brought_or_why_it_did_not(guadeloupe, tmp_path):
    file, said = tmp_path / "quartiers.csv", StringIO()
    file.write_bytes(FILE.encode("cp1252"))
    with as_jobs():
        call_command("import_quartiers", str(file), "--from", "2026-01-01", stdout=said)
        call_command("import_quartiers", str(file), "--from", "2026-01-01", stdout=said)
    assert said.getvalue() == "2 quartiers prioritaires, 5 changements.\n2 quartiers prioritaires, rien n’a changé.\n"
    file.write_text(HEAD, encoding="utf-8")
    with pytest.raises(CommandError, match="Aucun quartier de ce fichier"):
        call_command("import_quartiers", str(file), "--from", "2026-01-01")
    with pytest.raises(CommandError, match="ne s’ouvre pas"):
        call_command("import_quartiers", str(tmp_path / "absent.csv"), "--from", "2026-01-01")


def test_the_fictitious_ones_say_so():
    assert all("fictif" in area.name for area in organisation_of("guadeloupe").priority_areas)
    assert organisation_of("martinique").priority_areas == ()


def test_the_page_of_the_organisation_lists_them_at_its_date(guadeloupe, client, django_user_model):
    account = django_user_model.objects.filter(profession__isnull=False).order_by("id")[0]
    client.force_login(account)
    page = client.get(reverse("territories:organisation")).content.decode()
    assert "Quartier des Alizés (fictif)" in page
    assert "1er janvier 2025" in page
    before = client.get(reverse("territories:organisation"), {"date": "01/06/2024"}).content.decode()
    assert "Quartier des Alizés" not in before
