"""The acceptance journey: one person, from the door to the régulation of her plan, by clicking alone."""

import io
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.walking import Hand

SANDRA, JOEL, CORINNE, GHISLAINE = "sandra.nerin", "joel.pierrot", "corinne.lollia", "ghislaine.ozier"
ODILE, DANIELLE = "odile.isidore", "danielle.vitalis"
HERE = ZoneInfo("America/Guadeloupe")
NAME, FIRST_NAME = "Gédéon-Zozime", "Marilyne"
HER_WORDS = "Je dors dans ma voiture depuis dimanche."
HER_DEBT = "Trois mois de loyer en retard, le bailleur ne répond plus."
SEEN = "Fatiguée, très au clair sur ses comptes."
ASKS = "Je veux garder ma place à la cité."
OBJECTIVE = "Retrouver un toit à Sainte-Rose, près de l’école."
CRITERION = "Un bail signé à mon nom."


@pytest.mark.requirement(
    "R03", "R17", "R20", "R21", "R22", "R23", "R32", "R33", "R34", "R35", "R36", "R37", "R38", "R40", "R47", "R48"
)
def test_from_the_door_to_the_regulation(post):
    sandra, joel = post(SANDRA), post(JOEL)
    ticket = anonymous_visit(sandra)
    named_later(sandra, ticket)
    danger(sandra, ticket)
    received_and_answered(joel, ticket)
    interrupted_assessment(joel, ticket)
    joel = post(JOEL)
    concluded_assessment(joel)
    orientation(joel)
    declined(post(ODILE))
    proposed_again(joel)
    admitted(post(DANIELLE))
    ghislaine, corinne = post(GHISLAINE), post(CORINNE)
    attributed(ghislaine)
    plan(corinne)
    paper(corinne)
    regulation(ghislaine)


def anonymous_visit(sandra):
    """In the line in three keys, and nobody asked for her name."""
    hand = Hand(sandra.page)
    hand.keys("g", "a")
    sandra.page.wait_for_url("**/accueil/")
    hand.keys("s")
    toast = sandra.page.locator("[data-toast]")
    expect(toast).to_contain_text("Inscrite")
    assert hand.interactions <= 6
    return re.search(r"\d+", toast.inner_text())[0]


def open_visit(who, ticket):
    """Through the line, as everyone does."""
    who.menu("Accueil")
    place = who.page.locator("#vivant").get_by_role("listitem").filter(has_text=re.compile(rf"n°\s{ticket}\b"))
    who.click(place.get_by_role("link").first)
    expect(who.page.locator("h1")).to_be_visible()


def named_later(sandra, ticket):
    """She gives her name: nobody is found, the newcomer carries what was typed, the coming stays hers."""
    open_visit(sandra, ticket)
    page = sandra.page
    page.get_by_label("Qui est-ce").press_sequentially(f"{NAME.lower()} {FIRST_NAME.lower()} 1988")
    new = page.locator("form[action$='nommer-nouvelle'], form[action$='nommer-nouvelle/']")
    expect(new.get_by_label("Nom", exact=True)).to_have_value(re.compile("zozime", re.IGNORECASE))
    expect(new.get_by_label("Prénom")).to_have_value(re.compile(FIRST_NAME, re.IGNORECASE))
    expect(new.get_by_label("Naissance")).to_have_value("1988")
    sandra.press("Créer et donner ce nom")
    expect(page.locator("h1")).to_contain_text(FIRST_NAME)


def danger(sandra, ticket):
    open_visit(sandra, ticket)
    sandra.press("Danger immédiat")
    expect(sandra.page.locator(".ts-urgent")).to_contain_text("le site en répond")


def received_and_answered(joel, ticket):
    page = joel.page
    open_visit(joel, ticket)
    joel.press("Faire entrer")
    expect(page.locator("main")).to_contain_text("avec Joël Pierrot")
    joel.follow("Écrire la demande")
    page.get_by_label("Ce qu’elle demande, dans ses mots").fill(HER_WORDS)
    page.get_by_label("Thème principal").select_option(label="Hébergement")
    page.get_by_label("Évaluation proposée").check()
    joel.press("Garder la demande")
    expect(page.locator("main")).to_contain_text(HER_WORDS)
    joel.follow("Voir le danger")
    joel.press("Je m’en charge")
    page.get_by_label("De quel danger s’agit-il").select_option(label="Sans abri ce soir")
    joel.press("Nommer le danger")
    outcome = page.locator("form[action$='/issue'], form[action$='/issue/']")
    outcome.get_by_label("Comment cela se termine").select_option(label="Aide délivrée")
    outcome.get_by_label("Ce qui a été fait").fill("Une chambre ce soir, par le 115.")
    joel.press("Noter l’issue")
    expect(page.locator("main")).to_contain_text("Terminé")


def interrupted_assessment(joel, ticket):
    """The post dies in the middle of a sentence…"""
    joel.menu("Ma journée")
    joel.follow(re.compile(rf"^Venue n°\s{ticket}\b"))
    joel.press("première évaluation")
    page = joel.page
    expect(page.get_by_label("dans ses mots").first).to_have_value(HER_WORDS)
    open_domain(page, "Logement, hébergement")
    page.locator("#id_housing__said").press_sequentially(HER_DEBT)
    expect(page.locator("[data-saved]").first).to_contain_text("Brouillon gardé à")
    joel.crash()


def concluded_assessment(joel):
    """… and the sentence is there on the next one."""
    page = joel.page
    joel.follow(re.compile(f"Première évaluation .*{FIRST_NAME}"), within=page.locator("main"))
    expect(page.locator("#id_housing__said")).to_have_value(HER_DEBT)
    page.locator("#id_housing__seen").fill(SEEN)
    page.locator("[name=housing__state][value=to_work_on]").check()
    joel.press("Revoir la proposition")
    page.get_by_role("radio", name="Orientation vers le pôle Logement").check()
    page.get_by_label("Pourquoi cette suite").fill("Le pôle connaît les bailleurs de la commune.")
    joel.press(re.compile("^Conclure"))
    expect(page.locator("main")).to_contain_text("conclue")


def open_domain(page, label):
    page.get_by_role("group").filter(has_text=label).first.locator("summary").first.click()


def orientation(joel):
    """What the assessment concluded is not typed again; she chooses what goes."""
    page = joel.page
    joel.menu("Ma journée")
    joel.follow(re.compile(f"Envoyer l’orientation, .*{FIRST_NAME}"), within=page.locator("main"))
    joel.follow("Préparer l’orientation")
    expect(page.get_by_label("Pourquoi ce pôle")).to_have_value("Le pôle connaît les bailleurs de la commune.")
    expect(page.get_by_role("radio", name="Pôle Logement")).to_be_checked()
    page.get_by_label("Ce que la personne demande, dans ses mots").fill(ASKS)
    page.get_by_label("Logement, hébergement").check()
    page.get_by_label("Elle est d’accord, dit de vive voix").check()
    joel.press("Envoyer, si la personne est d’accord")
    expect(page.locator("main")).to_contain_text("envoyée")


def her_orientation(who):
    """From the list of what waits for an answer."""
    who.menu("Orientations")
    who.follow(re.compile(FIRST_NAME), within=who.page.locator("main"))
    expect(who.page.locator("h1")).to_contain_text(FIRST_NAME)


def declined(odile):
    """All the reasons are asked at once: a reason, and another pôle or an advice."""
    page = odile.page
    her_orientation(odile)
    expect(page.locator("main")).to_contain_text(ASKS)
    assert HER_DEBT in odile.text()
    odile.follow("Répondre")
    page.get_by_label("Refuser").check()
    odile.press("Envoyer la réponse")
    expect(page.locator(".ts-error").first).to_be_visible()
    page.get_by_label("Refuser").check()
    page.get_by_label("Motif du refus").select_option(index=1)
    page.get_by_label("Autre pôle que vous proposez").select_option(label="Pôle Insertion")
    page.get_by_label("Votre message").fill("Le pôle Insertion suit déjà son dossier.")
    odile.press("Envoyer la réponse")
    expect(page.locator("[data-toast]")).to_contain_text("Votre réponse est partie")


def proposed_again(joel):
    """The refusal came back with a name; the person chooses again."""
    page = joel.page
    her_orientation(joel)
    expect(page.locator("main")).to_contain_text("Pôle Insertion")
    joel.follow("Proposer une autre suite")
    expect(page.get_by_role("radio", name="Pôle Insertion")).to_be_checked()
    page.get_by_role("textbox", name="Pourquoi ce pôle").fill("Elle reprend un emploi : le pôle Insertion la connaît.")
    joel.press("Proposer", exact=True)
    joel.follow("Noter sa réponse")
    page.get_by_label("Elle est d’accord, dit de vive voix").check()
    joel.press("Noter sa réponse")
    joel.press("Envoyer au pôle")
    expect(page.locator("main")).to_contain_text("envoyée")


def admitted(danielle):
    page = danielle.page
    her_orientation(danielle)
    danielle.press("Accuser réception")
    danielle.follow("Répondre")
    page.get_by_label("Recevable").check()
    page.get_by_label("Qui attribue").select_option(label="Sainte-Rose – Deshaies")
    danielle.press("Envoyer la réponse")
    expect(page.locator("main")).to_contain_text("recevable")


def attributed(ghislaine):
    page = ghislaine.page
    her_orientation(ghislaine)
    ghislaine.follow("Attribuer")
    page.get_by_role("radio", name="Corinne Lollia").check()
    ghislaine.press("Enregistrer")
    expect(page.locator("main")).to_contain_text("Corinne Lollia")


def plan(corinne):
    """First appointment, then the plan with her: nothing is active before every reason is answered."""
    page = corinne.page
    her_orientation(corinne)
    corinne.follow("Noter le premier rendez-vous")
    page.get_by_label("a été tenu").check()
    page.get_by_label("Jour").fill(f"{datetime.now(HERE):%d/%m/%Y}")
    corinne.press("Enregistrer")
    corinne.follow("Construire l’accompagnement")
    expect(page.get_by_label("Après une orientation")).to_be_checked()
    expect(page.get_by_label("Ce que la personne veut changer")).to_have_value(ASKS)
    page.get_by_label("Accompagnement", exact=True).select_option(label="Accompagnement social global")
    corinne.press("Ouvrir le projet")
    reasons = page.locator(".ts-note-stop li")
    expect(reasons.nth(1)).to_be_visible()
    expect(page.locator(".ts-note-stop")).to_contain_text("Il manque l’adhésion")
    expect(page.locator(".ts-note-stop")).to_contain_text("Il manque un objectif")
    expect(page.get_by_role("button", name="Rendre actif")).to_have_attribute("aria-disabled", "true")

    an_objective(corinne, criterion="")
    expect(page.locator(".ts-note-stop")).to_contain_text("pas de critère")
    corinne.follow("Écrire le critère")
    page.get_by_label("On saura que c’est mieux quand").fill(CRITERION)
    corinne.press("Garder")
    corinne.follow("Noter l’adhésion")
    page.get_by_label("Avec quels mots").fill("Oui, avec vous.")
    corinne.press("Garder")
    expect(page.locator(".ts-note-stop")).to_have_count(0)
    corinne.press("Rendre actif")
    expect(page.locator(".ts-tag").first).to_contain_text("à réguler")


def an_objective(corinne, criterion):
    corinne.follow("Ajouter un objectif")
    corinne.page.get_by_label("L’objectif, avec ses mots").fill(OBJECTIVE)
    corinne.page.get_by_label("On saura que c’est mieux quand").fill(criterion)
    corinne.press("Garder")


def paper(corinne):
    """The paper says what they decided together, and nothing of the assessment."""
    link = corinne.page.get_by_role("link", name="Projet en PDF")
    answer = corinne.context.request.get(link.get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    read = read_back(answer.body())
    for said in (OBJECTIVE, CRITERION, FIRST_NAME, "Corinne Lollia"):
        assert said in read, read
    for kept_apart in (HER_WORDS, HER_DEBT, SEEN):
        assert kept_apart not in read


def read_back(pdf):
    """One line, whatever the lines of the paper were."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def regulation(ghislaine):
    page = ghislaine.page
    ghislaine.menu("Régulation")
    page.get_by_label("Équipe").select_option(label="Sainte-Rose – Deshaies")
    ghislaine.press("Ouvrir la réunion")
    row = page.get_by_role("listitem").filter(has_text=FIRST_NAME)
    ghislaine.follow("Examiner", within=row)
    expect(page.locator("main")).to_contain_text(OBJECTIVE)
    page.get_by_label("L’avis de l’équipe").fill("Un projet clair, à sa mesure.")
    page.get_by_label("Validé", exact=True).check()
    ghislaine.press("Garder la décision")
    decided = page.get_by_role("listitem").filter(has_text=FIRST_NAME)
    expect(decided).to_contain_text("Validé")
    ghislaine.click(decided.get_by_role("link"))
    expect(page.locator("main")).to_contain_text("Validé en équipe le")
