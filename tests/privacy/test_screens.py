"""One story per screen, as the privacy officer reads it."""

import pytest
import time_machine
from django.urls import reverse

from tests.conftest import counted
from tests.privacy.situations import came, night
from tests.situations import NOW, acting, as_jobs
from tisserand.kernel.ids import new_id, short_reference
from tisserand.privacy.models import Bordereau, Duration, LegalHold
from tisserand.privacy.operations import bordereaux
from tisserand.privacy.operations.announcing import NIGHT
from tisserand.privacy.rules.retention import WARNING

pytestmark = pytest.mark.django_db
LATER = NOW + WARNING


@pytest.fixture
def sign_in(client, service):
    def signed(login="dpo"):
        client.force_login(service.account(login))
        return client

    return signed


def text_of(response, status=200) -> str:
    page = response.content.decode()
    assert response.status_code == status, page[:3000]
    return page.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def page(client, name, *args):
    return text_of(client.get(reverse(f"privacy:{name}", args=args)))


def test_the_officer_reads_what_ends_without_a_name(sign_in, service):
    person = came(service)
    night(NOW)
    with time_machine.travel(NOW, tick=False):
        officer = sign_in()
        with counted(14):
            said = page(officer, "retention")
    assert short_reference(person) in said
    assert "1 dossier annoncé" in said
    assert "Mirval" not in said
    assert "Dossier touchant à la protection de l’enfance" in said


def test_an_empty_list_says_what_will_fill_it(sign_in):
    assert "Aucun dossier n’arrive à échéance" in page(sign_in(), "retention")


@pytest.mark.parametrize("name", ["retention", "bordereaux", "holds", "durations", "register", "register_export"])
@pytest.mark.parametrize("login", ["accueil", "referente", "cheffe", "admin", "direction"])
def test_nobody_else_opens_these_pages(sign_in, name, login):
    assert sign_in(login).get(reverse(f"privacy:{name}")).status_code == 404


def test_from_the_list_to_the_visa(sign_in, service):
    person = came(service)
    night(NOW)
    with time_machine.travel(LATER, tick=False):
        officer = sign_in()
        assert officer.post(reverse("privacy:propose")).status_code == 302
        with as_jobs():
            row = Bordereau.objects.get()
            bordereaux.rehearse(actor=NIGHT, at=LATER, bordereau=row.pk)
        said = page(officer, "bordereau", row.pk)
        assert short_reference(person) in said
        assert "<b>1</b> identités" in said.partition("Ce qui reste, sans nom ni récit")[2]
        empty = officer.post(reverse("privacy:give_visa", args=[row.pk]), {"reference": "", "on": ""})
        assert "Référence du visa" in text_of(empty, 422)
        early = officer.post(reverse("privacy:give_visa", args=[row.pk]), {"reference": "AD 12", "on": "01/01/2020"})
        assert "Le visa est daté entre le jour du bordereau et aujourd’hui" in text_of(early, 422)
        done = officer.post(
            reverse("privacy:give_visa", args=[row.pk]), {"reference": "AD 12", "on": f"{LATER:%d/%m/%Y}"}
        )
        assert done.status_code == 302
        with as_jobs():
            bordereaux.eliminate(actor=NIGHT, at=LATER, bordereau=row.pk)
        assert "1 dossier anonymisé" in page(officer, "bordereaux")
        assert "anonymisé le" in page(officer, "bordereau", row.pk)


def test_a_list_is_not_dropped_twice(sign_in, service):
    came(service)
    night(NOW)
    with time_machine.travel(LATER, tick=False):
        officer = sign_in()
        officer.post(reverse("privacy:propose"))
        with as_jobs():
            row = Bordereau.objects.get()
        assert officer.post(reverse("privacy:drop", args=[row.pk])).status_code == 302
        assert "Ce geste n’est plus possible" in text_of(officer.post(reverse("privacy:drop", args=[row.pk])), 422)
        assert "Abandonné" in page(officer, "bordereaux")


def test_nothing_ready_is_refused_in_words(sign_in):
    said = text_of(sign_in().post(reverse("privacy:propose")), 422)
    assert "Aucun dossier n’est à échéance" in said


def test_a_file_is_held_from_its_address_and_released(sign_in, service):
    person = came(service)
    with time_machine.travel(NOW, tick=False):
        officer = sign_in()
        address = f"https://tisserand.example/personnes/{person}/dossier/"
        wrong = officer.post(reverse("privacy:holds"), {"person": "Mme Mirval", "reason": "Contentieux"})
        assert "Collez l’adresse de la page du dossier" in text_of(wrong, 422)
        assert officer.post(reverse("privacy:holds"), {"person": address, "reason": "Contentieux"}).status_code == 302
        with as_jobs():
            row = LegalHold.objects.get(person_id=person)
        assert short_reference(person) in page(officer, "holds")
        assert officer.post(reverse("privacy:lift_hold", args=[row.pk])).status_code == 302
        assert "levée le" in page(officer, "holds")


def test_a_hold_that_does_not_exist_is_not_lifted(sign_in):
    assert sign_in().post(reverse("privacy:lift_hold", args=[new_id()])).status_code == 404


def test_the_officer_decides_a_duration_and_says_why(sign_in):
    officer = sign_in()
    address = reverse("privacy:decide", args=["child"])
    assert "à décider" in text_of(officer.get(address))
    assert "Choisissez entre 12 et 1200 mois" in text_of(
        officer.post(address, {"months": 3, "reason": "Trop court"}), 422
    )
    assert officer.post(address, {"months": 120, "reason": "Avis du directeur des archives"}).status_code == 302
    assert Duration.objects.get().months == 120
    assert "10 ans après le dernier contact ou la majorité" in page(officer, "durations")


@pytest.mark.parametrize("kind", ["draft", "ghost"])
def test_a_duration_that_is_not_to_decide_has_no_page(sign_in, kind):
    assert sign_in().get(reverse("privacy:decide", args=[kind])).status_code == 404


def test_the_register_of_processing_reads_and_exports(sign_in):
    officer = sign_in()
    assert "Mission d’intérêt public" in page(officer, "register")
    lines = page(officer, "register_export").splitlines()
    assert lines[0].endswith("Traitement;Table;Champ;Catégorie;Personnes concernées;Conservation;Fin")
    assert any(";identités;birth_name;identité;" in line for line in lines)


def test_pages_follow_each_other(sign_in, service):
    for number in range(52):
        came(service, name=f"Nom{number}")
    night(NOW)
    officer = sign_in()
    assert "Page suivante" in page(officer, "retention")
    second = text_of(officer.get(reverse("privacy:retention"), {"page": "2"}))
    assert "Page précédente" in second
    assert "Page suivante" not in second
    assert "Aucun dossier" in text_of(officer.get(reverse("privacy:retention"), {"page": "9"}))
    assert "Page suivante" in text_of(officer.get(reverse("privacy:retention"), {"page": "-1"}))


def test_whoever_opens_the_file_reads_when_it_ends(sign_in, service):
    person = came(service)
    night(NOW)
    with time_machine.travel(NOW, tick=False):
        said = text_of(sign_in("accueil").get(reverse("desk:file", args=[person])))
    assert "Ce dossier sera anonymisé" in said


def test_a_held_file_says_so_to_its_team(sign_in, service):
    person = came(service)
    with acting(service.actor("dpo")) as officer:
        LegalHold.objects.create(
            person_id=person, reason="Contentieux", starts_on=NOW, placed_at=NOW, placed_by_id=officer.account_id
        )
    night(NOW)
    with time_machine.travel(NOW, tick=False):
        said = text_of(sign_in("accueil").get(reverse("desk:file", args=[person])))
    assert "élimination est suspendue" in said
