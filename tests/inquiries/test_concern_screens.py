"""One story through HTTP: the alert, the conflict, the evaluation, the procureur, the return; papers read back."""

import io
import re

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from tests.conftest import counted
from tests.inquiries.concern_situations import ALERT, ANALYSIS, CHILD_WORDS, concern_scene
from tests.situations import NOW, acting, as_jobs
from tisserand.access.models import Consultation
from tisserand.access.operations import save_draft
from tisserand.inquiries.models import Adult, Concern, Contribution, Minor, Transmission
from tisserand.kernel.dates import PartialDate
from tisserand.kernel.ids import new_id
from tisserand.people import operations as people
from tisserand.people.rules import Identity

pytestmark = pytest.mark.django_db
DAY = "24/11/2026"


@pytest.fixture(autouse=True)
def _that_tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def scene(service):
    return concern_scene(service)


@pytest.fixture
def as_(client, scene):
    """Signed in, with a proof of who she is that is not old."""

    def signed(login, *, proved=True):
        client.force_login(scene.service.account(login))
        if proved:
            session = client.session
            session["proved"] = NOW.isoformat()
            session.save()
        return client

    return signed


def text_of(response, status=200) -> str:
    page = response.content.decode()
    assert response.status_code == status, page[:3000]
    return page.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def page(row) -> str:
    return reverse("inquiries:concern", args=[row.pk])


def section(row, slug, part=None) -> str:
    if part:
        return reverse("inquiries:concern_part", args=[row.pk, slug, part])
    return reverse("inquiries:concern_edit", args=[row.pk, slug])


def writes(browser, row, slug, said, part=None) -> None:
    answer = browser.post(section(row, slug, part), said)
    assert answer.status_code == 302, text_of(answer, answer.status_code)[:4000]


def read(answer) -> str:
    assert answer.status_code == 200
    reader = PdfReader(io.BytesIO(answer.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return re.sub(r"\s+", " ", " ".join(one.extract_text() for one in reader.pages))


def only(model=Concern):
    with as_jobs():
        return model.objects.get()


@pytest.mark.requirement("R62")
def test_from_the_alert_to_the_return(as_, scene):
    row = alerted_and_received(as_, scene)
    conflict_then_two_evaluators(as_, scene, row)
    browser = as_("collegue")
    evaluated(browser, row)
    concluded(browser, as_, row)
    referred_and_returned(as_, row)


def alerted_and_received(as_, scene) -> Concern:
    browser = as_("referente")
    said = {"children": "Lina, 6 ans", "words": ALERT, "told": "no", "key": new_id()}
    refused = text_of(browser.post(reverse("inquiries:transmit"), said), 422)
    assert "contraire à l’intérêt de l’enfant" in refused
    assert ALERT in refused
    sent = browser.post(reverse("inquiries:transmit"), said | {"why": "Elle craint des représailles."})
    hers = sent.url
    assert "Pas encore" in text_of(browser.get(hers))
    unit = as_("crip")
    listed = text_of(unit.get(reverse("inquiries:concerns")))
    incoming = reverse("inquiries:incoming", args=[only(Transmission).pk])
    assert incoming in listed
    assert unit.post(incoming, {"into": ""}).status_code == 302
    row = only()
    assert unit.get(incoming).url == page(row)
    received = text_of(as_("referente").get(hers))
    assert "Pas encore</dd>" not in received
    assert "Reçue, à qualifier" not in received
    assert browser.get(page(row)).status_code == 404
    return row


def conflict_then_two_evaluators(as_, scene, row) -> None:
    unit = as_("crip")
    child = {"name": "Lina Mirval", "born_on": "02/05/2020", "place": "École", "key": new_id()}
    writes(unit, row, "enfant", child)
    mother = {"name": "Roselyne Mirval", "tie": "Mère", "authority": "yes", "key": new_id()}
    writes(unit, row, "adulte", mother)
    known = text_of(unit.get(section(row, "adulte", only(Adult).pk)))
    assert str(scene.mother) in known
    again = {"name": "", "file": scene.mother, "tie": "Mère", "authority": "yes", "version": 1}
    writes(unit, row, "adulte", again, only(Adult).pk)
    assert "MIRVAL" in only(Adult).name.upper()
    writes(unit, row, "qualification", {"qualification": "evaluate", "reasons": "Faits répétés."})
    named = {
        "first": scene.service.account("referente").pk,
        "second": scene.service.account("accueil.ailleurs").pk,
        "reason": "",
    }
    refused = text_of(unit.post(section(row, "evaluateurs"), named), 422)
    assert "Conflit de missions : ce collègue a transmis cette information" in refused
    writes(unit, row, "evaluateurs", named | {"first": scene.service.account("collegue").pk})
    assert "Évaluation en cours" in text_of(unit.get(page(row)))


def evaluated(browser, row) -> None:
    assert "Avant de conclure" in text_of(browser.get(page(row)))
    met = {"place": "home", "on": DAY, "present": "La mère, Lina", "words": "", "duration": "", "key": new_id()}
    writes(browser, row, "rencontre", met)
    child, adult = only(Minor), only(Adult)
    heard = {"agreement": "refused", "agreement_why": "Non.", "heard": "alone", "heard_on": DAY, "version": 1}
    assert "accord de ses parents" in text_of(browser.post(section(row, "entendre", child.pk), heard), 422)
    alone = heard | {"agreement": "given", "agreement_why": "", "heard_words": CHILD_WORDS}
    writes(browser, row, "entendre", alone, child.pk)
    writes(browser, row, "besoins", {"situation": "danger", "needs": "Du calme.", "version": 2}, child.pk)
    told = {"heard_on": DAY, "informed_on": DAY, "heard_words": "Je suis épuisée.", "version": adult.version}
    writes(browser, row, "parent", told, adult.pk)
    fact = {"domain": "safety", "source": "confirmed", "who": "le certificat du 3 mars", "words": "Deux ecchymoses."}
    writes(browser, row, "fait", fact | {"minor": child.pk, "on": "", "key": new_id()})
    writes(browser, row, "synthese", {"analysis": ANALYSIS, "version": only().version})


def concluded(browser, as_, row) -> None:
    said = {"conclusion": "referral", "words": "Aide refusée.", "grounds": ["refused"], "version": only().version}
    writes(browser, row, "conclusion", said)
    writes(browser, row, "signature", {"agrees": "yes", "words": "", "version": only().version})
    other = as_("accueil.ailleurs")
    disagreement = "J’aurais proposé une aide."
    writes(other, row, "signature", {"agrees": "no", "words": disagreement, "version": only().version})
    told = read(other.get(reverse("inquiries:concern_paper", args=[row.pk, "evaluation"])))
    for words in (CHILD_WORDS, "Confirmé par le certificat du 3 mars", "Deux ecchymoses.", ANALYSIS, disagreement):
        assert words in told, words
    # Whoever alerted is protected: only where it comes from is printed.
    assert "Lollia" not in told


def referred_and_returned(as_, row) -> None:
    unit = as_("crip")
    assert "Procureur à saisir sans délai" in text_of(unit.get(page(row)))
    sent = {"to": "prosecutor", "on": DAY, "channel": "mail", "proof": "Accusé de 14 h 12", "whom": "", "key": new_id()}
    writes(unit, row, "envoi", sent)
    told = read(unit.get(reverse("inquiries:concern_paper", args=[row.pk, "signalement"])))
    assert "Signalement au procureur" in told
    assert "Aide refusée" in told
    refused = text_of(unit.post(reverse("inquiries:concern_close", args=[row.pk])), 422)
    assert "Répondez d’abord" in refused
    writes(unit, row, "parents", {"on": "", "why_not": "Risque pour l’enfant."})
    transmission = only(Transmission)
    writes(unit, row, "restitution", {"on": DAY, "words": "La justice est saisie."}, transmission.pk)
    letter = read(unit.get(reverse("inquiries:return_paper", args=[row.pk, transmission.pk])))
    assert "La justice est saisie." in letter
    assert not [words for words in ("Lina", CHILD_WORDS, ANALYSIS, "ecchymoses") if words in letter]
    assert unit.post(reverse("inquiries:concern_close", args=[row.pk])).status_code == 302
    hers = text_of(as_("referente").get(reverse("inquiries:transmission", args=[transmission.pk])))
    assert "La justice est saisie." in hers
    assert "Aide refusée" not in hers


@pytest.mark.requirement("R62")
def test_a_letter_from_outside_is_typed_once(as_, scene):
    unit, address = as_("crip"), reverse("inquiries:concern_new")
    said = {"source": "neighbour", "channel": "call", "on": DAY, "words": ALERT, "key": new_id()}
    first, again = unit.post(address, said), unit.post(address, said)
    assert first.url == again.url == page(only())
    shown = text_of(unit.get(page(only())))
    assert "Voisin, particulier" in shown
    assert "À part de tout dossier" in shown


@pytest.mark.check(48)
def test_a_childs_page_wants_a_fresh_proof(as_, scene):
    row = scene.described()
    asked = as_("crip", proved=False).get(page(row))
    assert ALERT not in asked.content.decode()
    assert ALERT in text_of(as_("crip").get(page(row)))
    with time_machine.travel(NOW.replace(hour=16), tick=False):
        assert ALERT not in as_("crip").get(page(row)).content.decode()


def test_who_read_it_is_noted_under_its_own_reference(as_, scene):
    row = scene.met()
    as_("collegue").get(page(row))
    with as_jobs():
        assert Consultation.objects.filter(person_id=row.pk, page="information préoccupante").exists()
        assert not Consultation.objects.filter(person_id=scene.mother).exists()


def test_the_door_by_its_page(as_, scene):
    row = scene.met()
    browser = as_("collegue")
    question = {"asked": scene.service.account("referente").pk, "request": "Voyez-vous Lina ?", "key": new_id()}
    writes(browser, row, "avis", question)
    asked = only(Contribution)
    hers = reverse("inquiries:contribution", args=[asked.pk])
    referente = as_("referente")
    assert hers in text_of(referente.get(reverse("inquiries:children")))
    assert "Voyez-vous Lina ?" in text_of(referente.get(hers))
    assert referente.post(hers, {"words": "Oui, chaque mois."}).status_code == 302
    assert referente.post(hers, {"words": "Encore."}).status_code == 422
    assert referente.get(page(row)).status_code == 404
    browser = as_("collegue")
    assert "Oui, chaque mois." in text_of(browser.get(page(row)))
    writes(browser, row, "retour", {"words": "Merci."}, asked.pk)
    assert "Merci." in text_of(as_("referente").get(hers))


def test_two_texts_side_by_side_and_a_draft(as_, scene):
    row = scene.evaluated()
    browser = as_("accueil.ailleurs")
    late = {"analysis": "Autre synthèse.", "version": row.version - 1}
    both = text_of(browser.post(section(row, "synthese"), late), 409)
    assert "Autre synthèse." in both
    assert "demande de l’aide" in both
    with acting(scene.second) as actor:
        form = f"protection-conclusion-{row.pk}"
        fields = {"words": ["Commencé hier"], "actions": ["aed", "pmi"]}
        save_draft(actor=actor, at=NOW, form=form, page="/", title="", fields=fields)
    shown = text_of(browser.get(section(row, "conclusion")))
    assert "Brouillon repris" in shown
    assert "Commencé hier" in shown


def test_each_writes_what_is_hers(as_, scene):
    row = scene.met()
    for login, owed in (("collegue", "Conclure l’évaluation"), ("accueil.ailleurs", "avec l’autre évaluateur")):
        shown = text_of(as_(login).get(page(row)))
        assert owed in shown
        assert "23 février 2027" in shown
    for login, slugs in (("crip", ("fait", "signature")), ("collegue", ("evaluateurs", "qualification", "envoi"))):
        browser = as_(login)
        for slug in slugs:
            assert browser.get(section(row, slug)).status_code == 404, (login, slug)
    assert as_("referente").get(section(row, "fait")).status_code == 404


def test_the_household_already_known_is_proposed(as_, scene):
    row = scene.described()
    with as_jobs():
        said = {"actor": scene.referent, "at": NOW}
        lina = Identity(civility="mme", used_name="Mirval", first_names="Lina", birth=PartialDate(2020, 5, 2))
        child = people.create_person(**said, identity=lina, site=scene.service.site.pk)
        people.declare_tie(**said, person=scene.mother, other=child.pk, kind="child")
    shown = text_of(as_("crip").get(section(row, "enfant")))
    assert f'value="{child.pk}"' in shown


def test_lists_late_and_figures(as_, scene):
    scene.assigned()
    unit = as_("crip")
    address = reverse("inquiries:concerns")
    assert "Lina Mirval" in text_of(unit.get(address))
    with counted(16) as few:
        unit.get(address)
    for _ in range(3):
        scene.described()
    with counted(len(few)):
        unit.get(address)
    assert "Rien n’est en retard." in text_of(unit.get(address, {"voir": "retards"}))
    assert "Aucune information close." in text_of(unit.get(address, {"voir": "closes"}))
    assert "moins de 5" in text_of(unit.get(reverse("inquiries:concern_figures")))
    sheet = unit.get(reverse("inquiries:concern_figures_export"), {"annee": "2026"}).content.decode()
    assert "établissement scolaire;moins de 5" in sheet
    assert "Lina" not in sheet


def test_the_page_asks_once(as_, scene):
    row, browser = scene.concluded(), as_("collegue")
    browser.get(page(row))
    with counted(32) as few:
        browser.get(page(row))
    second = scene.concluded(baby=True)
    with counted(len(few)):
        browser.get(page(second))
