"""The acceptance journey: one person, from the door to the régulation of her plan, by clicking alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import Hand

SANDRA, JOEL, CORINNE, GHISLAINE = "sandra.nerin", "joel.pierrot", "corinne.lollia", "ghislaine.ozier"
ODILE, DANIELLE = "odile.isidore", "danielle.vitalis"
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
    ticket = anonymous_visit(post(SANDRA))
    named_later(post(SANDRA), ticket)
    danger(post(SANDRA), ticket)
    received_and_answered(post(JOEL), ticket)
    first_assessment(post, ticket)
    orientation(post(JOEL))
    declined(post(ODILE))
    proposed_again(post(JOEL))
    admitted(post(DANIELLE))
    attributed(post(GHISLAINE))
    plan(post(CORINNE))
    regulation(post(GHISLAINE))


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
    place.get_by_role("link").first.click()
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
    open_visit(joel, ticket)
    joel.follow("Écrire la demande")
    page.get_by_label("Ce qu’elle demande, dans ses mots").fill(HER_WORDS)
    page.get_by_label("Thème principal").select_option(label="Logement")
    page.get_by_label("Évaluation proposée").check()
    joel.press("Garder la demande")
    expect(page.locator("main")).to_contain_text(HER_WORDS)
    joel.follow("Voir le danger")
    joel.press("Je m’en charge")
    page.get_by_label("De quel danger s’agit-il").select_option(label="Sans abri ce soir")
    joel.press("Nommer le danger")
    outcome = page.locator("form[action$='/issue'], form[action$='/issue/']")
    outcome.get_by_label("Comment cela se termine").select_option(index=1)
    outcome.get_by_label("Ce qui a été fait").fill("Une chambre ce soir, par le 115.")
    joel.press("Noter l’issue")
    expect(page.locator("main")).to_contain_text("Terminé")


def first_assessment(post, ticket):
    """The post dies in the middle of a sentence; the sentence is there on the next one."""
    joel = post(JOEL)
    open_visit(joel, ticket)
    joel.press("première évaluation")
    page = joel.page
    expect(page.get_by_label(re.compile("^Pourquoi"))).to_have_value(HER_WORDS)
    open_domain(page, "Logement, hébergement")
    page.locator("#id_housing__said").press_sequentially(HER_DEBT)
    expect(page.locator("[data-saved]").first).to_contain_text("Brouillon gardé à")
    joel.crash()

    joel = post(JOEL)
    page = joel.page
    page.locator("main").get_by_role("link", name="Première évaluation").first.click()
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
