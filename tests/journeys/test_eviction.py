"""A hearing may end her lease: she does not answer, the hearing is postponed, the judge reads what was tried."""

import io
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

GHISLAINE, FABRICE = "ghislaine.ozier", "fabrice.tacita"
TODAY = datetime.now(ZoneInfo("America/Guadeloupe")).date()
HEARING, POSTPONED = TODAY + timedelta(days=80), TODAY + timedelta(days=115)
PROOF, WORDS = "2C 163 000 4521", "Renvoi, le greffe a appelé."


def typed(day):
    return f"{day:%d/%m/%Y}"


@pytest.mark.requirement("R60", "R61")
def test_a_postponed_hearing_and_somebody_not_met(post):
    ghislaine = post(GHISLAINE)
    address = received(ghislaine)
    attributed(ghislaine)
    fabrice = post(FABRICE)
    fabrice.menu("Enquêtes")
    fabrice.click(fabrice.page.locator(f"a[href='{address}']"))
    tried_twice(fabrice)
    not_met(fabrice)
    postponed(fabrice)
    sent(fabrice)
    read_back(fabrice, address)


def received(ghislaine):
    """From her housing, once."""
    page = ghislaine.page
    ghislaine.open_file("mirval roselyne")
    ghislaine.follow("Logement", exact=True)
    ghislaine.follow("Enregistrer une saisine")
    page.get_by_label("Préfet, par EXPLOC").check()
    for label, said in (
        ("Saisine du", typed(TODAY)),
        ("Référence EXPLOC", "971-2026-00412"),
        ("Audience du", typed(HEARING)),
        ("Nom du bailleur", "SIG"),
        ("Bail signé le", "01/03/2021"),
        ("Dette annoncée", "2 340,50"),
    ):
        page.get_by_label(label).first.fill(said)
    page.get_by_label("Bailleur social").check()
    if page.get_by_label("Équipe qui en répond").is_visible():
        page.get_by_label("Équipe qui en répond").select_option(label="Sainte-Rose – Deshaies")
    ghislaine.press("Enregistrer la saisine")
    expect(page.locator("main")).to_contain_text("Une réponse est à revoir, le reste est gardé")
    expect(page.get_by_label("Nom du bailleur")).to_have_value("SIG")
    page.get_by_label("Tribunal").first.fill("Tribunal judiciaire de Basse-Terre")
    ghislaine.press("Enregistrer la saisine")
    expect(page.locator("main")).to_contain_text("Reçue, à attribuer")
    return re.sub(r"^https?://[^/]+", "", page.url)


def attributed(ghislaine):
    """Her référent would wear two hats: it is said, somebody else is chosen."""
    page = ghislaine.page
    ghislaine.follow("Attribuer l’enquête")
    page.get_by_label("Qui conduit l’enquête").select_option(label="Corinne Lollia")
    ghislaine.press("Attribuer", exact=True)
    expect(page.locator("main")).to_contain_text("Ce collègue accompagne déjà la personne")
    page.get_by_label("Qui conduit l’enquête").select_option(label="Fabrice Tacita")
    ghislaine.press("Attribuer", exact=True)
    expect(page.locator("main")).to_contain_text("Conduite par Fabrice Tacita")


def tried_twice(fabrice):
    for name in ("Proposer un entretien", "Noter une proposition"):
        fabrice.follow(name)
        page = fabrice.page
        page.get_by_label("Lettre recommandée").check()
        page.get_by_label("Ce qui le prouve").fill(PROOF)
        page.get_by_label("Pas de réponse").check()
        fabrice.press("Garder")
        expect(page.locator("main")).to_contain_text(PROOF)


def not_met(fabrice):
    fabrice.follow("Personne non rencontrée")
    fabrice.page.get_by_label("Aucune réponse aux propositions").check()
    fabrice.press("Garder")
    expect(fabrice.page.locator("main")).to_contain_text("Non rencontrée, carence à écrire")


def postponed(fabrice):
    page = fabrice.page
    before = page.locator("#dates ~ ul, section:has(#dates) ul").first.inner_text()
    fabrice.follow("L’audience est renvoyée")
    page.get_by_label("Nouvelle date de l’audience").fill(typed(POSTPONED))
    page.get_by_label("Pourquoi, et par qui").fill(WORDS)
    fabrice.press("Garder")
    expect(page.locator("main")).to_contain_text("L’audience a changé de date")
    expect(page.locator("main")).to_contain_text(WORDS)
    assert page.locator("section:has(#dates) ul").first.inner_text() != before


def sent(fabrice):
    page = fabrice.page
    fabrice.press("Le diagnostic est écrit")
    for link, to in (("Transmettre la carence", "Juge des contentieux"), ("Transmettre la carence", "CCAPEX")):
        fabrice.follow(link)
        page.get_by_label(to).check()
        page.get_by_label("EXPLOC", exact=True).check()
        page.get_by_label("Ce qui le prouve").fill(f"Récépissé {to}")
        fabrice.press("Garder")
    expect(page.locator("main")).to_contain_text("Transmis au juge et à la CCAPEX")


def read_back(fabrice, address):
    answer = fabrice.page.request.get(f"{address}diagnostic.pdf")
    reader = PdfReader(io.BytesIO(answer.body()))
    told = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert told.count(PROOF) == 2
    for said in (
        "carence",
        "Tribunal judiciaire de Basse-Terre",
        "971-2026-00412",
        "aucune réponse aux propositions",
        "2 340,50",
    ):
        assert said in told, said
