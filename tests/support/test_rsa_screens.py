"""The RSA, a budget and accompagnement global, as the professionals read them."""

import pytest
import time_machine
from django.urls import reverse

from tests.conftest import counted
from tests.situations import NOW, acting, as_jobs
from tests.support.rsa_situations import ORIENTED, Rsa
from tests.support.situations import TODAY, a_person
from tests.support.test_budget import begun, paired
from tests.support.test_screens import text_of
from tisserand.access.models import Consultation
from tisserand.access.operations import save_draft
from tisserand.kernel.ids import new_id
from tisserand.people import operations as people
from tisserand.support.models import DebtFile, RsaBreach, RsaPath

pytestmark = pytest.mark.django_db
CONTRACT = {
    "on": "03/11/2026",
    "regime": "full",
    "weekly": "15",
    "hours_reason": "",
    "obstacle": "",
    "words": "D’accord.",
}
DECISION = {
    "kind": "suspend",
    "household": "several",
    "share": "60",
    "months": "1",
    "decided_on": "24/11/2026",
    "effective_on": "24/11/2026",
    "reasons": "Ses observations sont lues.",
}


@pytest.fixture(autouse=True)
def _that_tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def as_(client, support):
    def signed(login):
        client.force_login(support.service.account(login))
        return client

    return signed


@pytest.fixture
def accompanied(support):
    """She is known to the référent's team."""
    with as_jobs():
        who = {"unit": support.service.team.pk, "account": support.referent.account_id}
        said = {"person": support.person, "starts_on": TODAY.replace(year=2020), "reason": "accompagnement"}
        people.join_care_team(actor=support.manager, at=NOW, **who, **said)
    return support


def at(view: str, *things) -> str:
    return reverse(f"support:{view}", args=[getattr(thing, "pk", thing) for thing in things])


def test_from_the_right_to_the_contract(as_, accompanied):
    desk, person = as_("referente"), accompanied.person
    assert "Aucun parcours RSA" in text_of(desk.get(at("rsa_of", person)))
    said = {"entry": "opened", "informed_on": "05/10/2026", "team": accompanied.service.team.pk, "key": new_id()}
    assert (
        "avant, choisissez"
        in text_of(desk.post(at("rsa_new", person), said | {"informed_on": "05/10/2024"}), 422).lower()
    )
    first = desk.post(at("rsa_new", person), said)
    assert first.url == desk.post(at("rsa_new", person), said).url
    with as_jobs():
        [row] = RsaPath.objects.filter(person_id=person)
    page = text_of(desk.get(at("rsa", row)))
    assert "Droit ouvert, à orienter" in page
    assert "6 semaines après l’information" in page
    way = {"pathway": "social", "by": "department", "body": "department", "on": f"{ORIENTED:%d/%m/%Y}", "reason": ""}
    assert desk.post(at("rsa_edit", row, "orientation"), way).status_code == 302
    short = text_of(desk.post(at("rsa_edit", row, "contrat"), CONTRACT | {"weekly": "10", "version": "2"}), 422)
    assert "Au moins 15 heures par semaine" in short
    # Somebody wrote meanwhile: both texts stand side by side.
    assert desk.post(at("rsa_edit", row, "contrat"), CONTRACT | {"version": "1"}).status_code == 409
    assert desk.post(at("rsa_edit", row, "contrat"), CONTRACT | {"version": "2"}).status_code == 302
    page = text_of(desk.get(at("rsa", row)))
    assert "Contrat d’engagement signé" in page
    assert "Faire le diagnostic avec France Travail" in page
    with as_jobs():
        assert Consultation.objects.filter(person_id=person, page="parcours RSA").exists()


@pytest.mark.requirement("R54")
def test_no_decision_without_her_observations_nor_beyond_the_law(as_, accompanied):
    row = Rsa(accompanied).told()
    referent = as_("referente")
    page = text_of(referent.get(at("breach", row)))
    assert "à vérifier" in page
    assert "Aucun texte trouvé ne donne ce nombre de jours." in page
    assert referent.get(at("breach_edit", row, "decision")).status_code == 404
    manager = as_("cheffe")
    refused = text_of(manager.post(at("breach_edit", row, "decision"), DECISION | {"version": row.version}), 422)
    assert "Les observations de la personne manquent" in refused
    assert "50 % au plus pour ce foyer" in refused
    assert "Ses observations sont lues." in refused
    referent = as_("referente")
    with acting(accompanied.referent) as actor:
        key = f"breach-observations-{row.pk}"
        words = {"observations": ["Mon fils était"]}
        save_draft(actor=actor, at=NOW, form=key, page="/", title="", person=accompanied.person, fields=words)
    assert "Mon fils était" in text_of(referent.get(at("breach_edit", row, "observations")))
    said = {"on": "24/11/2026", "how": "oral", "observations": "Mon fils était malade.", "version": row.version}
    assert referent.post(at("breach_edit", row, "observations"), said).status_code == 302
    page = text_of(referent.get(at("breach", row)))
    assert "Mon fils était malade." in page
    assert "Une décision qui n’est pas la vôtre" in page
    manager = as_("cheffe")
    right = DECISION | {"share": "30", "version": row.version + 1}
    assert manager.post(at("breach_edit", row, "decision"), right).status_code == 302
    page = text_of(manager.get(at("breach", row)))
    assert "suspension, 30 % pendant 1 mois" in page
    with as_jobs():
        assert RsaBreach.objects.get(pk=row.pk).decided_by_id == accompanied.manager.account_id


@pytest.mark.requirement("R54")
def test_a_decision_changed_on_appeal_says_what_is_left_and_what_was_decided(as_, accompanied):
    row = Rsa(accompanied).appealed()
    manager = as_("cheffe")
    said = {"on": "24/11/2026", "outcome": "changed", "share": "80", "months": "", "kind": "", "words": "Elle a écrit."}
    assert "Dites la part et la durée qui restent." in text_of(
        manager.post(at("breach_edit", row, "reponse"), said), 422
    )
    heavier = said | {"share": "50", "months": "2"}
    page = text_of(manager.post(at("breach_edit", row, "reponse"), heavier), 422)
    assert "Une sanction plus lourde suppose une nouvelle procédure" in page
    left = said | {"share": "30", "months": "1"}
    assert manager.post(at("breach_edit", row, "reponse"), left).status_code == 302
    page = text_of(manager.get(at("breach", row)))
    assert "suspension, 40 % pendant 1 mois" in page
    assert "Suspension, 30 % pendant 1 mois" in page
    assert "décision modifiée" in page


def test_nothing_came_in_time(as_, accompanied):
    row = Rsa(accompanied).told()
    desk = as_("referente")
    assert desk.post(at("silent", row)).status_code == 302
    assert "Sans observations" in text_of(desk.get(at("breach", row)))
    assert "Cette étape est déjà faite" not in text_of(desk.get(at("breach", row)))


def test_a_budget_and_its_measures(as_, accompanied):
    desk, person = as_("referente"), accompanied.person
    plan = begun(accompanied, "masp_1")
    page = text_of(desk.get(at("budget", person)))
    assert "0 mois de MASP sur 48" in page
    team = {"team": accompanied.service.team.pk, "key": new_id()}
    asked = {"measure": "masp_3", "asked_by": "department", "asked_on": "24/11/2026", "ground": "broken"}
    refused = text_of(desk.post(at("budget_new", person, "juge"), asked | team | {"unpaid_months": "1"}), 422)
    assert "Il faut 2 mois de loyer impayés au moins" in refused
    assert "L. 271-5 CASF" in refused
    assert desk.post(at("budget_new", person, "surendettement"), team | {"on": "01/09/2026"}).status_code == 302
    with as_jobs():
        [debts] = DebtFile.objects.filter(person_id=person)
    page = text_of(desk.get(at("debt", debts)))
    assert "L’expulsion n’est pas suspendue" in page
    assert "1er décembre 2026" in page
    evaluation = {"on": "24/11/2026", "situation": "Stable.", "conclusion": "continue", "key": new_id()}
    assert desk.post(at("evaluate", plan), evaluation).status_code == 302


@pytest.mark.requirement("R51", "R63")
def test_accompagnement_global_in_numbers_that_open_their_lists(as_, accompanied):
    for number in range(3):
        person = a_person(accompanied.service, used_name=f"Nom{number}", first_names="Léa")
        plan = begun(accompanied, "global_emploi", person=person)
        if number:
            paired(accompanied, plan)
    desk = as_("referente")
    desk.get(at("joint"))
    with counted(18):
        page = text_of(desk.get(at("joint")))
    assert "2 personnes, 1 binôme, soit 2 par binôme. Repère : 80 à 100." in page
    assert "M. Jalet · Basse-Terre" in page
    waiting = text_of(desk.get(f"{at('joint')}?voir=attente"))
    assert "Léa Nom0" in waiting
    assert "binôme à demander" in waiting
    plan_page = text_of(desk.get(at("plan", plan)))
    assert "À deux depuis le 24 novembre 2026" in plan_page
    figures = text_of(as_("direction").get(at("joint_figures")))
    assert "moins de 5" in figures
    assert "Nom1" not in figures
    assert as_("referente").get(at("joint_figures")).status_code == 404
    manager = as_("cheffe")
    assert manager.get(at("joint_figures")).url == at("joint")
    assert "moins de 5" in text_of(manager.get(f"{at('joint_figures')}?equipes"))
