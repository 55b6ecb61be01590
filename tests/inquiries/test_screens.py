"""One story through HTTP: from the saisine to the follow-up, as the professionals read it."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from tests.conftest import counted
from tests.inquiries.situations import HER_WORDS
from tests.situations import NOW, SETTLED, acting, as_jobs
from tisserand.access.models import Consultation
from tisserand.access.operations import save_draft
from tisserand.inquiries.models import Eviction
from tisserand.inquiries.queries import evictions as lists
from tisserand.kernel.ids import new_id
from tisserand.people import operations as people

pytestmark = pytest.mark.django_db
SAISINE = {
    "referred_by": "prefect",
    "seized_on": "20/11/2026",
    "court": "Tribunal judiciaire de Basse-Terre",
    "hearing_on": "12/02/2027",
    "landlord": "social",
    "landlord_name": "SIG",
    "lease_on": "01/03/2021",
    "exploc_reference": "971-2026-00412",
    "announced_debt": "2 340,50",
    "notified_on": "",
}
OFFER = {"channel": "registered", "on": "24/11/2026", "proof": "2C 163 000 4521", "answer": "none"}
CAUSES = "Perte ou baisse d’emploi ; Maladie, accident, handicap"
SENT = {"on": "24/11/2026", "channel": "exploc", "proof": "Récépissé 88"}


@pytest.fixture(autouse=True)
def _that_tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def as_(client, eviction):
    def signed(login):
        client.force_login(eviction.service.account(login))
        return client

    return signed


def text_of(response, status=200) -> str:
    page = response.content.decode()
    assert response.status_code == status, page[:3000]
    return page.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def page(row) -> str:
    return reverse("inquiries:eviction", args=[row.pk])


def section(row, slug) -> str:
    return reverse("inquiries:edit", args=[row.pk, slug])


def only() -> Eviction:
    with as_jobs():
        return Eviction.objects.get()


def writes(browser, row, slug, said) -> None:
    answer = browser.post(section(row, slug), said)
    assert answer.status_code == 302, text_of(answer, answer.status_code)[:4000]


@pytest.mark.requirement("R60", "R61")
def test_from_the_saisine_to_the_follow_up(as_, eviction):
    row = saisine_received_and_attributed(as_, eviction)
    browser = as_("referente")
    assert "Proposer un entretien" in text_of(browser.get(page(row)))
    offered_and_met(browser, row)
    written(browser, row)
    read_then_sent(browser, row)
    judged_and_followed(browser, row)


def saisine_received_and_attributed(as_, eviction) -> Eviction:
    chief = as_("cheffe")
    new = reverse("inquiries:new", args=[eviction.person])
    team = {"unit": eviction.service.team.pk}
    refused = text_of(chief.post(new, SAISINE | team | {"hearing_on": "01/11/2026", "key": new_id()}), 422)
    assert "L’audience vient après la saisine." in refused
    assert "Tribunal judiciaire de Basse-Terre" in refused
    said = SAISINE | team | {"key": new_id()}
    first, again = chief.post(new, said), chief.post(new, said)
    row = only()
    assert first.url == again.url == page(row)
    assert "Reçue, à attribuer" in text_of(chief.get(page(row)))
    with acting(eviction.manager) as actor:
        evaluator = eviction.evaluator.account_id
        people.join_care_team(
            actor=actor,
            at=NOW,
            person=eviction.person,
            unit=eviction.service.team.pk,
            account=evaluator,
            starts_on=SETTLED,
            reason="accompagnement",
        )
    refused = text_of(chief.post(section(row, "attribution"), {"evaluator": evaluator}), 422)
    assert "Ce collègue accompagne déjà la personne" in refused
    writes(chief, row, "attribution", {"evaluator": evaluator, "reason": "Aucune autre assistante ce mois-ci."})
    shown = text_of(chief.get(page(row)))
    assert "Double rôle" in shown
    assert "Calculé depuis l’audience" in shown
    return row


def offered_and_met(browser, row) -> None:
    unproved = text_of(browser.post(section(row, "tentative"), OFFER | {"proof": "", "key": new_id()}), 422)
    assert "Ce qui le prouve" in unproved
    writes(browser, row, "tentative", OFFER | {"key": new_id()})
    shown = text_of(browser.post(section(row, "carence"), {"reason": "silent"}), 422)
    assert "Proposez une seconde fois" in shown
    writes(browser, row, "rencontre", {"how": "home_visit", "on": "24/11/2026"})


def written(browser, row) -> None:
    shown = text_of(browser.get(page(row)))
    assert "Avant de l’achever" in shown
    refused = text_of(browser.post(reverse("inquiries:finish", args=[row.pk])), 422)
    assert "Dites ce qui a fait naître la dette." in refused
    writes(browser, row, "foyer", {"version": 1, "adults": 1, "children": 2, "household": "Lina, 7 ans ; Noa, 3 ans."})
    writes(
        browser, row, "budget", {"version": 2, "m_rsa": "980,50", "m_family": "450", "m_rent": "520", "m_credit": "60"}
    )
    writes(
        browser,
        row,
        "dette",
        {"version": 3, "debt": "2 340", "debt_on": "24/11/2026", "causes": ["job_loss", "illness"]},
    )
    file = {"version": 4, "steps": ["fsl"], "sources": ["said", "support_file"]}
    assert "La personne n’a pas donné son accord" in text_of(browser.post(section(row, "demarches"), file), 422)
    writes(browser, row, "accord", {"support_agreed_on": "24/11/2026", "words": "Dites que le FSL est déposé."})
    writes(browser, row, "demarches", file)
    prospects = {"version": 5, "keep": "helped", "rehouse": "no", "consequences": "Deux enfants changeraient d’école."}
    writes(browser, row, "perspectives", prospects)
    said = {"version": 6, "tenant_words": HER_WORDS, "landlord_words": "Rien à ajouter."}
    writes(browser, row, "observations", said)
    shown = text_of(browser.get(page(row)))
    assert "283,50 €" in shown
    assert HER_WORDS in shown
    assert browser.post(reverse("inquiries:finish", args=[row.pk])).status_code == 302


def read_then_sent(browser, row) -> None:
    early = text_of(browser.post(section(row, "envoi"), SENT | {"to": "judge", "key": new_id()}), 422)
    assert "La personne lit d’abord le diagnostic." in early
    writes(browser, row, "lecture", {"how": "together", "on": "24/11/2026"})
    for to in ("judge", "ccapex"):
        writes(browser, row, "envoi", SENT | {"to": to, "key": new_id()})
    assert only().state == "sent"
    told = read(browser.get(reverse("inquiries:paper", args=[row.pk])))
    for said in ("Roselyne Mirval", "283,50 €", HER_WORDS, CAUSES, "971-2026-00412", "Lu ensemble"):
        assert said in told, said


def read(response) -> str:
    assert response.status_code == 200
    reader = PdfReader(io.BytesIO(response.content))
    assert reader.trailer["/Root"]["/Lang"] == "fr-FR"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def judged_and_followed(browser, row) -> None:
    postponed = {"hearing_on": "19/03/2027", "reason": "Renvoi, le greffe a appelé."}
    writes(browser, row, "renvoi", postponed)
    assert "L’audience a changé de date" in text_of(browser.get(page(row)))
    with time_machine.travel(NOW + timedelta(days=120), tick=False):
        browser.force_login(only().evaluator)
        writes(browser, row, "decision", {"judgment": "delay", "on": "22/03/2027", "words": "36 mois."})
        offer = {"offers": ["asll"], "answer": "accepted", "on": "23/03/2027", "words": "Oui."}
        writes(browser, row, "suite", offer)
        writes(browser, row, "cloture", {"reason": "done"})
        assert "Close" in text_of(browser.get(page(row)))
        assert "Aucune enquête ne vous est confiée." in text_of(browser.get(reverse("inquiries:evictions")))
        assert "Mirval" in text_of(browser.get(reverse("inquiries:evictions"), {"voir": "closes"}))
    with as_jobs():
        assert Consultation.objects.filter(person_id=row.person_id, page="enquête expulsion").exists()


@pytest.mark.requirement("R56")
def test_the_referent_sees_the_hearing_and_nothing_of_what_is_written(as_, eviction):
    row = eviction.ready()
    with as_jobs():
        people.join_care_team(
            actor=eviction.manager,
            at=NOW,
            person=eviction.person,
            unit=eviction.service.other_team.pk,
            account=eviction.service.account("referent.ailleurs").pk,
            starts_on=SETTLED,
            reason="accompagnement",
        )
    browser = as_("referent.ailleurs")
    shown = text_of(browser.get(page(row)))
    assert "vendredi 12 février 2027" in shown
    assert "Une enquête à part" in shown
    assert HER_WORDS not in shown
    assert "Reste à vivre" not in shown
    assert browser.get(reverse("inquiries:paper", args=[row.pk])).status_code == 404
    assert browser.get(section(row, "dette")).status_code == 404


def test_nothing_is_ticked_before_it_is_written(as_, eviction):
    row = eviction.received()
    assert text_of(as_("cheffe").get(page(row), secure=True)).count("à compléter") == 6


def test_amounts_stand_under_three_headings(as_, eviction):
    row = eviction.met()
    said = text_of(as_("referente").get(section(row, "budget"), secure=True))
    assert 0 < said.index("Ressources</h2>") < said.index("RSA, par mois") < said.index("Charges</h2>")
    assert said.index("Charges</h2>") < said.index("Remboursements</h2>") < said.index("Crédits, par mois")


def test_the_diagnosis_of_somebody_not_met(as_, eviction):
    row = eviction.not_met()
    browser = as_("referente")
    assert browser.post(reverse("inquiries:finish", args=[row.pk])).status_code == 302
    told = read(browser.get(reverse("inquiries:paper", args=[row.pk])))
    assert "carence" in told
    assert told.count("2C 163 000 4521") == 2
    for to in ("judge", "ccapex"):
        writes(browser, row, "envoi", SENT | {"to": to, "key": new_id()})
    assert only().state == "sent"


def test_two_texts_side_by_side(as_, eviction):
    row = eviction.ready()
    browser = as_("referente")
    late = {"version": 2, "consequences": "Elle perdrait son emploi.", "keep": "no", "rehouse": "no"}
    both = text_of(browser.post(section(row, "perspectives"), late), 409)
    assert "Elle perdrait son emploi." in both
    assert "Deux enfants changeraient d’école." in both
    merged = late | {"resolution": "merge", "read_version": 3, "theirs_consequences": "Deux enfants."}
    assert "Deux enfants." in text_of(browser.post(section(row, "perspectives"), merged))
    writes(browser, row, "perspectives", late | {"resolution": "mine", "read_version": 3})


def test_a_draft_is_found_again(as_, eviction):
    row = eviction.met()
    with acting(eviction.evaluator) as actor:
        fields = {"causes": ["illness", "job_loss"], "causes_words": ["Depuis l’opération"], "debt": ["1 200"]}
        form = f"enquete-dette-{row.pk}"
        save_draft(actor=actor, at=NOW, form=form, page="/", title="", person=eviction.person, fields=fields)
    shown = text_of(as_("referente").get(section(row, "dette")))
    assert "Brouillon repris" in shown
    assert "Depuis l’opération" in shown
    assert re.findall(r'value="(\w+)"[^>]* checked', shown) == ["job_loss", "illness"]


def test_only_who_answers_for_the_team_receives(as_, eviction):
    row = eviction.attributed()
    for browser in (as_("referente"),):
        assert browser.get(reverse("inquiries:new", args=[eviction.person])).status_code == 404
        assert browser.get(section(row, "attribution")).status_code == 404
        assert browser.get(section(row, "nulle-part")).status_code == 404


def test_lists_ask_the_same_number_of_queries(as_, eviction):
    eviction.offered()
    browser = as_("cheffe")
    address = reverse("inquiries:evictions")
    assert "Enquêtes de mes équipes" in text_of(browser.get(address))
    with counted(12) as few:
        browser.get(address)
    for _ in range(4):
        eviction.offered()
    with counted(len(few)):
        browser.get(address)


def test_the_page_asks_once(as_, eviction):
    row, browser = eviction.sent(), as_("referente")
    browser.get(page(row))
    with counted(28):
        browser.get(page(row))


def test_the_lists_are_paginated(eviction):
    rows = [eviction.offered() for _ in range(3)]
    with acting(eviction.evaluator) as actor:
        first = lists.page_of(actor, lists.mine(actor), size=2)
        rest = lists.page_of(actor, lists.mine(actor), after=first.next_key, size=2)
    assert {line.row.pk for line in (*first.lines, *rest.lines)} == {row.pk for row in rows}
    assert not rest.next_key


@pytest.mark.requirement("R60", "R100")
def test_her_housing_in_one_view(as_, eviction):
    row = eviction.attributed()
    address = reverse("inquiries:housing", args=[eviction.person])
    with as_jobs():
        people.join_care_team(
            actor=eviction.manager,
            at=NOW,
            person=eviction.person,
            unit=eviction.service.team.pk,
            account=eviction.service.account("collegue").pk,
            starts_on=SETTLED,
            reason="accompagnement",
        )
    browser = as_("collegue")
    said = {"kind": "dalo", "on": "02/11/2026", "said_by": "paper", "key": new_id()}
    first, again = browser.post(address, said), browser.post(address, said)
    assert first.status_code == again.status_code == 302
    shown = text_of(browser.get(address))
    assert shown.count("Recours DALO déposé</p>") == 1
    assert "2 mai 2027" in shown
    assert "Pièce vue" in shown
    assert page(row) in shown
    # An inquiry takes nothing from her file: the evaluator does not read it.
    assert "Recours DALO déposé</p>" not in text_of(as_("referente").get(address))
