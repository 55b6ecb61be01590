"""Stories through HTTP: a protection asked for, violence with and without agreement, an address, a measure."""

import io

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from tests.conftest import counted
from tests.situations import NOW, acting, as_jobs
from tests.transmissions.situations import HER_WORDS
from tisserand.access.models import Consultation
from tisserand.access.operations import save_draft
from tisserand.kernel.ids import new_id
from tisserand.transmissions import operations
from tisserand.transmissions.models import Domiciliation, Letter

pytestmark = pytest.mark.django_db
ON = "24/11/2026"
SENT = {"on": ON, "channel": "registered", "reference": "2C 163 000 4521", "proof": "Avis de réception signé"}


@pytest.fixture(autouse=True)
def _that_tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def as_(client, letters):
    def signed(login):
        client.force_login(letters.service.account(login))
        return client

    return signed


def text_of(response, status=200) -> str:
    page = response.content.decode()
    assert response.status_code == status, page[:3000]
    return page.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def page(row) -> str:
    return reverse("transmissions:letter", args=[row.pk])


def section(row, slug) -> str:
    return reverse("transmissions:edit", args=[row.pk, slug])


def only(model=Letter):
    with as_jobs():
        return model.objects.get()


def writes(browser, row, slug, said) -> None:
    answer = browser.post(section(row, slug), said)
    assert answer.status_code == 302, text_of(answer, answer.status_code)[:4000]


def read(response) -> str:
    assert response.status_code == 200
    reader = PdfReader(io.BytesIO(response.content))
    assert reader.trailer["/Root"]["/Lang"] == "fr-FR"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join(one.extract_text() for one in reader.pages)
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.requirement("R55")
def test_a_protection_is_asked_for_from_the_first_word_to_the_answer(as_, letters):
    browser = as_("referente")
    assert "Nouvelle transmission" in text_of(browser.get(reverse("transmissions:person", args=[letters.person])))
    begun(browser, letters)
    row = only()
    shown = text_of(browser.get(page(row)))
    assert "Avant qu’elle parte" in shown
    assert "irrecevable (C. civ. 431)" in shown
    refused = text_of(browser.post(reverse("transmissions:seal", args=[row.pk])), 422)
    assert "Écrivez au moins un fait" in refused
    written(browser, row)
    sealed_then_sent(browser, row)
    answered_then_closed(browser, row)
    with as_jobs():
        assert Consultation.objects.filter(person_id=letters.person, page="transmissions").exists()


def begun(browser, letters) -> None:
    new = reverse("transmissions:new", args=[letters.person])
    assert "Péril imminent" in text_of(browser.get(new))
    assert browser.post(new, {"aim": "protection/caf", "key": new_id()}).status_code == 422
    said = {"aim": "protection/prosecutor", "unit": letters.service.team.pk, "key": new_id()}
    first, again = browser.post(new, said), browser.post(new, said)
    assert first.url == again.url == page(only())


def written(browser, row) -> None:
    shown = text_of(browser.get(section(row, "faits")))
    assert "Encore à dire ici" in shown
    assert 'href="#id_said"' in shown
    writes(browser, row, "faits", {"version": 1, "said": HER_WORDS, "needed": "La procuration ne suffit plus."})
    identity = {"version": 2, "identity": "Mme Roselyne Mirval, née le 14 mars 1984.", "unknown_representative": "on"}
    writes(browser, row, "identite", identity)
    known = {f"unknown_{name}": "on" for name in ("family", "assets", "resources", "benefits", "autonomy", "actions")}
    writes(browser, row, "situation", {"version": 3, "housing": "Locataire, seule."} | known)
    writes(browser, row, "certificat", {"version": 4, "certificate": "refused"})
    writes(browser, row, "information", {"version": 5, "informed": "told", "informed_on": ON})
    assert "Avant qu’elle parte" not in text_of(browser.get(page(row)))


def sealed_then_sent(browser, row) -> None:
    assert browser.post(reverse("transmissions:seal", args=[row.pk])).status_code == 302
    assert browser.get(section(row, "faits")).status_code == 404
    unproved = text_of(
        browser.post(section(row, "envoi"), SENT | {"to": "prosecutor", "proof": "", "key": new_id()}), 422
    )
    assert "Ce qui le prouve" in unproved
    writes(browser, row, "envoi", SENT | {"to": "prosecutor", "key": new_id()})
    shown = text_of(browser.get(page(row)))
    assert "2C 163 000 4521 · Avis de réception signé" in shown
    told = read(browser.get(reverse("transmissions:paper", args=[row.pk])))
    for said in (
        "Demande de mesure de protection",
        "Procureur de la République",
        "Mme Roselyne Mirval",
        HER_WORDS,
        "la personne refuse l’examen",
        "irrecevable (C. civ. 431)",
        "Pas connu.",
        "La loi demande cette transmission",
        "Corinne Lollia",
    ):
        assert said in told, said


def answered_then_closed(browser, row) -> None:
    assert "Suivre la réponse" in text_of(browser.get(page(row)))
    writes(browser, row, "reponse", {"answer": "seized", "on": ON, "words": "Au printemps.", "key": new_id()})
    writes(browser, row, "cloture", {"reason": "done"})
    assert "Close" in text_of(browser.get(page(row)))
    listed = reverse("transmissions:letters")
    assert "Aucune transmission en cours." in text_of(browser.get(listed))
    assert "Mirval" in text_of(browser.get(listed, {"voir": "closes"}))


@pytest.mark.requirement("R56")
def test_violence_without_her_agreement_stays_here_and_says_why(as_, letters):
    row, browser = letters.whole("violence"), as_("referente")
    said = {"version": row.version, "quality": "social", "victim": "able", "danger": "hold", "recipient": "prosecutor"}
    writes(browser, row, "accord", said | {"agreement": "refused"})
    shown = text_of(browser.get(page(row)))
    assert "ne vaut que pour les professionnels de santé" in shown
    assert "Rien à la personne mise en cause" in shown
    assert "ne vaut que" in text_of(browser.post(reverse("transmissions:seal", args=[row.pk])), 422)
    outside = text_of(browser.post(section(row, "hors-outil"), SENT | {"to": "police", "key": new_id()}), 422)
    assert "ne vaut que pour les professionnels de santé" in outside
    # The manager of the team reads what is about protection, never about violence.
    letters.started("protection")
    chief = as_("cheffe")
    assert chief.get(page(row)).status_code == 404
    listed = text_of(chief.get(reverse("transmissions:letters")))
    assert "Demande de mesure de protection" in listed
    assert "violences au sein" not in listed


def test_her_thread_shows_it_to_those_who_may_read_it(as_, letters):
    letters.sent("violence")
    letters.accompanied("referent.ailleurs")
    story = reverse("desk:story", args=[letters.person])
    assert "transmise : Procureur de la République" in text_of(as_("referent.ailleurs").get(story))
    letters.accompanied("collegue")
    with as_jobs():
        assert Letter.objects.count() == 1
    shown = as_("cheffe").get(story, follow=True).content.decode()
    assert "Procureur" not in shown


def test_two_texts_side_by_side(as_, letters):
    row, browser = letters.started(), as_("referente")
    writes(browser, row, "situation", {"version": 1, "housing": "Chez sa fille."})
    late = {"version": 1, "housing": "Seule."}
    both = text_of(browser.post(section(row, "situation"), late), 409)
    assert "Chez sa fille." in both
    assert "Seule." in both
    writes(browser, row, "situation", late | {"resolution": "mine", "read_version": 2})
    assert letters.again(row).said["housing"] == "Seule."


def test_a_draft_is_found_again(as_, letters):
    row = letters.started()
    with acting(letters.author) as actor:
        fields = {"housing": ["Un studio"], "unknown_family": ["on"]}
        form = f"transmission-situation-{row.pk}"
        save_draft(actor=actor, at=NOW, form=form, page="/", title="", person=letters.person, fields=fields)
    shown = text_of(as_("referente").get(section(row, "situation")))
    assert "Brouillon repris" in shown
    assert "Un studio" in shown


def test_an_address_just_granted_says_one_true_thing_about_her_contacts(as_, letters):
    row = letters.granted()
    shown = reverse("transmissions:address", args=[row.pk])
    page = text_of(as_("accueil").get(shown))
    assert "Aucun contact noté depuis l’accord." in page
    assert "Dernier contact" not in page
    letters.keeps(operations.note_contact, row, on=NOW.date(), how="visit")
    page = text_of(as_("accueil").get(shown))
    assert "Aucun contact noté" not in page
    assert "Dernier contact" in page


@pytest.mark.requirement("R100")
def test_an_address_from_the_desk(as_, letters):
    browser = as_("secretaire")
    new = reverse("transmissions:new_address", args=[letters.person])
    said = {"requested_on": ON, "unit": letters.service.site.pk, "key": new_id()}
    first, again = browser.post(new, said), browser.post(new, said)
    row = only(Domiciliation)
    assert first.url == again.url == reverse("transmissions:address", args=[row.pk])
    step = lambda slug: reverse("transmissions:step", args=[row.pk, slug])  # noqa: E731
    refused = text_of(browser.post(step("refus"), {"reason": "no_tie", "on": ON}), 422)
    assert "Orientez la personne vers un organisme" in refused
    assert (
        browser.post(step("accord"), {"starts_on": ON, "address": "Espace d’accueil, Sainte-Rose"}).status_code == 302
    )
    assert browser.get(step("refus")).status_code == 404
    told = read(browser.get(reverse("transmissions:certificate", args=[row.pk])))
    for expected in (
        "Attestation d’élection de domicile",
        "Mme Roselyne Mirval",
        "24 novembre 2027",
        "Première demande",
    ):
        assert expected in told, expected
    assert browser.post(step("contact"), {"how": "visit", "on": ON, "key": new_id()}).status_code == 302
    assert "Est venue" in text_of(browser.get(first.url))
    soon = text_of(browser.post(step("fin"), {"reason": "no_contact", "on": ON, "words": "Rien."}), 422)
    assert "Trois mois sans contact" in soon
    assert "Mirval" in text_of(browser.get(reverse("transmissions:addresses")))


@pytest.mark.requirement("R55")
def test_a_measure_says_who_signs(as_, letters):
    letters.accompanied("referente")
    browser = as_("referente")
    new = reverse("transmissions:new_measure", args=[letters.person])
    said = {"measure": "tutelle", "decided_on": "01/03/2026", "representative": "family", "signs": "representative"}
    team = {"unit": letters.service.team.pk, "key": new_id()}
    assert "Nommez qui exerce la mesure." in text_of(browser.post(new, said | team), 422)
    assert browser.post(new, said | team | {"name": "Mme Lubin, sa fille"}).status_code == 302
    shown = text_of(browser.get(reverse("transmissions:person", args=[letters.person])))
    assert "Mme Lubin, sa fille" in shown
    assert "les actes personnels restent à elle" in shown
    assert "C. civ" in shown or "code civil" in shown


def test_lists_ask_the_same_number_of_queries(as_, letters):
    letters.started()
    browser, listed = as_("cheffe"), reverse("transmissions:letters")
    browser.get(listed)
    with counted(12) as few:
        browser.get(listed)
    for _ in range(3):
        letters.started()
    with counted(len(few)):
        browser.get(listed)


def test_the_page_asks_once(as_, letters):
    row, browser = letters.sent(), as_("referente")
    browser.get(page(row))
    with counted(20):
        browser.get(page(row))
