"""The organisation and a site, as a colleague reads them."""

import pytest
from django.urls import reverse

from tests.situations import NOW, as_jobs
from tisserand.access import queries as access
from tisserand.territories.rules.organisation import UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client, guadeloupe, monkeypatch):
    client.force_login(access.accounts_by_login(["sandra.nerin"])["sandra.nerin"])
    return client


def text_of(response):
    assert response.status_code == 200
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.requirement("R02", "R04", "R07")
def test_the_organisation_is_read_from_territories_down_to_teams(reader):
    page = text_of(reader.get(reverse("territories:organisation")))

    assert "13 sites d’accueil, 15 équipes, 6 pôles" in page
    assert page.index("Nord Basse-Terre") < page.index("Sainte-Rose – Deshaies")
    assert "Ghislaine Ozier" in page
    assert "Sites sans leur binôme" not in page


def test_before_the_organisation_existed_the_page_says_so(reader):
    assert "Aucune organisation n’est en vigueur" in text_of(
        reader.get(reverse("territories:organisation"), {"date": "2010-01-01"})
    )


@pytest.mark.parametrize("typed", ["31/02/2026", "n'importe quoi", "0000-00-00", "9" * 10_000])
def test_an_impossible_date_gets_a_sentence_and_today(reader, typed):
    page = text_of(reader.get(reverse("territories:organisation"), {"date": typed}))

    assert 'id="id_date_error"' in page
    assert "13 sites d’accueil" in page


def test_the_day_is_written_as_everywhere_else_and_kept(reader):
    today = text_of(reader.get(reverse("territories:organisation")))
    another = text_of(reader.get(reverse("territories:organisation"), {"date": "1er mars 2027"}))

    assert 'type="date"' not in today
    assert 'inputmode="text"' in today
    assert 'value="1er mars 2027"' in another
    assert "Telle qu’elle est le lundi 1er mars 2027" in another


def test_a_site_says_when_it_opens_and_who_receives(reader):
    site = access.units(kind=UnitKind.SITE, on=NOW.date()).get(code="tis-sainte-rose")

    page = text_of(reader.get(reverse("territories:site", args=[site.pk])))

    assert "8 h à 16 h" in page
    assert "Sandra Nérin, Secrétaire d’accueil social" in page
    assert "Toute personne peut venir ici" in page


def test_a_team_is_not_a_site(reader):
    team = access.units(kind=UnitKind.TEAM, on=NOW.date()).first()

    assert reader.get(reverse("territories:site", args=[team.pk])).status_code == 404


def test_the_page_asks_the_same_number_of_questions_whatever_the_number_of_sites(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(19):
        reader.get(reverse("territories:organisation"))


def test_one_site_without_its_secretary_is_the_first_thing_said(reader):
    from tests.situations import SystemAt
    from tisserand.access import operations

    site = access.units(kind=UnitKind.SITE, on=NOW.date()).get(code="tis-lamentin")
    seat = access.colleagues(unit_ids=[site.pk], on=NOW.date(), roles=["reception_secretary"]).get()
    with as_jobs():
        operations.end_membership(actor=SystemAt, at=NOW, membership=seat.pk, ends_before=NOW.date())

    page = text_of(reader.get(reverse("territories:organisation"), {"date": "2026-11-24"}))

    assert page.index("il manque un secrétaire d’accueil") < page.index("Marie-Galante")
