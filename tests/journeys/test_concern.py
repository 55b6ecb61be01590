"""A child somebody worries about: an alert, a conflict of missions, two who evaluate, the procureur, an answer."""

import io
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

MAUD, CORINNE, FABRICE, JOEL = "maud.hilaire", "corinne.lollia", "fabrice.tacita", "joel.pierrot"
TODAY = datetime.now(ZoneInfo("America/Guadeloupe")).strftime("%d/%m/%Y")
ALERT = "Inès arrive sans avoir mangé et dit avoir peur de rentrer."
HER_WORDS = "Je veux rester avec maman, mais pas quand il crie."
FACT, CERTIFICATE = "Deux ecchymoses au bras.", "le certificat médical du 3 mars"
ANSWER = "La justice est saisie de la situation de cet enfant."


@pytest.mark.requirement("R62")
@pytest.mark.check(51)
def test_from_the_alert_to_the_procureur(post):
    corinne, maud = post(CORINNE), post(MAUD)
    transmitted(corinne)
    address = received(maud)
    home_named(maud)
    conflict_then_two_evaluators(maud)
    fabrice = post(FABRICE)
    fabrice.menu("Protection de l’enfance")
    fabrice.click(fabrice.page.locator(f"a[href='{address}']"))
    evaluated(fabrice)
    signed(fabrice, post(JOEL), address)
    referred(maud, address)
    papers_read_back(maud, address)
    returned(maud, corinne, address)
    closed_to_the_others(corinne, address)


def transmitted(corinne):
    page = corinne.page
    corinne.menu("Protection de l’enfance")
    corinne.follow("Transmettre une inquiétude")
    page.get_by_label("Les enfants").fill("Inès, 6 ans")
    page.get_by_label("Ce qui vous inquiète").fill(ALERT)
    page.get_by_label("Non, ce serait contraire").check()
    corinne.press("Transmettre à la cellule")
    expect(page.get_by_label("Ce qui vous inquiète")).to_have_value(ALERT)
    page.get_by_label("Sinon, pourquoi").fill("L’enfant craint des représailles.")
    corinne.press("Transmettre à la cellule")
    expect(page.locator("main")).to_contain_text("Pas encore de restitution")


def received(maud):
    page = maud.page
    maud.menu("Informations préoccupantes")
    maud.click(page.locator("li", has_text="Corinne Lollia").get_by_role("link").first)
    expect(page.locator("main")).to_contain_text(ALERT)
    maud.press("Enregistrer cette transmission")
    expect(page.locator("main")).to_contain_text("Reçue, à qualifier")
    return re.sub(r"^https?://[^/]+", "", page.url)


def home_named(maud):
    page = maud.page
    maud.follow("Ajouter un enfant")
    page.get_by_label("Nom", exact=True).fill("Inès Mirval")
    page.get_by_label("Naissance").fill("02/05/2020")
    maud.press("Garder")
    maud.follow("Ajouter un adulte")
    page.get_by_label("Nom", exact=True).fill("Mirval Roselyne")
    page.get_by_label("Lien avec l’enfant").fill("Mère")
    page.get_by_label("Exerce l’autorité parentale").check()
    maud.press("Garder")
    maud.follow("Corriger Mirval Roselyne")
    known = page.locator("select[name=file] option", has_text=re.compile("mirval", re.IGNORECASE)).first
    page.get_by_label("Dossier connu ici").select_option(value=known.get_attribute("value"))
    maud.press("Garder")
    expect(page.locator("main")).to_contain_text("dossier connu ici")
    maud.follow("Qualifier", exact=True)
    page.get_by_label("Information préoccupante, à évaluer").check()
    page.get_by_label("Les raisons").fill("Faits répétés.")
    maud.press("Qualifier", exact=True)


def choose(page, label, name):
    option = page.get_by_label(label).locator("option", has_text=name).first
    page.get_by_label(label).select_option(value=option.get_attribute("value"))


def conflict_then_two_evaluators(maud):
    """Her référente alerted and accompanies the mother: the unit is told, and nobody else."""
    page = maud.page
    maud.follow("Nommer les évaluateurs")
    choose(page, "Premier évaluateur", "Corinne Lollia")
    choose(page, "Second évaluateur", "Joël Pierrot")
    maud.press("Nommer", exact=True)
    expect(page.locator("main")).to_contain_text("Conflit de missions")
    expect(page.locator("main")).to_contain_text("accompagne déjà une personne de ce foyer")
    choose(page, "Premier évaluateur", "Fabrice Tacita")
    maud.press("Nommer", exact=True)
    expect(page.locator("main")).to_contain_text("Évaluation en cours")


def evaluated(fabrice):
    page = fabrice.page
    fabrice.follow("Noter une rencontre")
    page.get_by_label("Au domicile").check()
    page.get_by_label("Qui était là").fill("La mère, Inès")
    fabrice.press("Garder")
    fabrice.follow("Entendre Inès Mirval")
    page.get_by_label("D’accord", exact=True).check()
    page.get_by_label("Vu seul", exact=True).check()
    page.get_by_label("Le", exact=True).fill(TODAY)
    page.get_by_label("Ce que l’enfant dit").fill(HER_WORDS)
    fabrice.press("Garder")
    expect(page.locator("main")).to_contain_text(HER_WORDS)
    fabrice.follow("Sa situation, ses besoins")
    page.get_by_label("En danger", exact=True).check()
    page.get_by_label("Sa situation, ses besoins").fill("Retrouver le calme.")
    fabrice.press("Garder")
    fabrice.follow("Entendre et informer")
    page.get_by_label("Entendu le").fill(TODAY)
    page.get_by_label("Informée de l’évaluation le").fill(TODAY)
    fabrice.press("Garder")
    fabrice.follow("Écrire un fait", exact=True)
    page.get_by_label("Domaine du cadre national").select_option(label="Sécurité et protection")
    page.get_by_label("Confirmé par").check()
    page.get_by_label("Par qui, par quelle source").fill(CERTIFICATE)
    page.get_by_label("Le fait").fill(FACT)
    fabrice.press("Garder")
    expect(page.locator("main")).to_contain_text(f"Confirmé par {CERTIFICATE}")
    fabrice.follow("Écrire la synthèse")
    page.get_by_label("Synthèse des deux évaluateurs").fill("L’aide proposée est refusée.")
    fabrice.press("Garder")
    fabrice.follow("Proposer une conclusion commune")
    page.get_by_label("Saisine de l’autorité judiciaire").check()
    page.get_by_label("Ce qui la fonde").fill("L’enfant reste exposé.")
    page.get_by_label("Aide refusée").check()
    fabrice.press("Proposer cette conclusion")


def signed(fabrice, joel, address):
    for who, agrees in ((fabrice, "Je signe cette conclusion"), (joel, "Je signe, et j’écris mon désaccord")):
        who.page.goto(address)
        who.follow("Signer la conclusion")
        who.page.get_by_label(agrees).check()
        who.page.get_by_label("Votre désaccord").fill("J’aurais tenté une aide à domicile.")
        who.press("Signer", exact=True)
    expect(joel.page.locator("main")).to_contain_text("Procureur à saisir sans délai")
    expect(joel.page.locator("main")).not_to_contain_text("Conflit de missions")


def referred(maud, address):
    page = maud.page
    page.goto(address)
    maud.follow("Noter l’envoi au procureur")
    page.get_by_label("Procureur de la République").check()
    page.get_by_label("Courriel sécurisé").check()
    page.get_by_label("Ce qui le prouve").fill("Accusé de 14 h 12, permanence du parquet")
    maud.press("Garder")
    expect(page.locator("main")).to_contain_text("Procureur saisi")
    maud.follow("Informer les parents")
    page.get_by_label("Écrit aux parents le").fill(TODAY)
    maud.press("Garder")


def text_of(who, address):
    reader = PdfReader(io.BytesIO(who.page.request.get(address).body()))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def papers_read_back(maud, address):
    evaluation = text_of(maud, f"{address}evaluation.pdf")
    for said in (HER_WORDS, FACT, CERTIFICATE, "J’aurais tenté une aide à domicile", "Fabrice Tacita"):
        assert said in evaluation, said
    referral = text_of(maud, f"{address}signalement.pdf")
    assert "Signalement au procureur de la République" in referral
    assert "L’enfant reste exposé." in referral
    assert "Lollia" not in evaluation + referral


def returned(maud, corinne, address):
    page = maud.page
    page.goto(address)
    maud.follow("Restituer", exact=True)
    page.get_by_label("Ce qui peut être dit").fill(ANSWER)
    maud.press("Garder")
    letter = text_of(maud, page.get_by_role("link", name="Lettre en PDF").get_attribute("href"))
    assert ANSWER in letter
    assert not [said for said in ("Inès", HER_WORDS, FACT) if said in letter]
    maud.press("Clore, tout est dit et fait")
    expect(page.locator("main")).to_contain_text("Close")
    corinne.menu("Protection de l’enfance")
    corinne.click(corinne.page.locator("li", has_text="Restitution reçue").get_by_role("link").first)
    expect(corinne.page.locator("main")).to_contain_text(ANSWER)


def closed_to_the_others(corinne, address):
    """She accompanies the mother, she alerted: the concern does not exist for her, nor in the file."""
    assert corinne.page.request.get(address).status == 404
    assert corinne.page.request.get(f"{address}evaluation.pdf").status == 404
    corinne.open_file("mirval roselyne")
    expect(corinne.page.locator("h1")).to_contain_text("Mirval")
    said = corinne.text()
    assert not [words for words in ("préoccupante", ALERT, FACT, HER_WORDS) if words in said]
