"""A shared post: locked and unlocked in place, opened by a key that Chromium plays, or by a code."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.walking import PASSWORD

WORDS = "Elle dit qu’elle n’a plus d’eau depuis"


@pytest.fixture
def joel(post, served):
    """In front of a demand that he begins to write."""
    joel = post("joel.pierrot")
    joel.page.goto("/accueil/")
    joel.page.keyboard.press("s")
    expect(joel.page.locator("[data-toast]").first).to_be_visible()
    visit = served.value("select id from reception_visit order by arrived_at desc limit 1")
    joel.page.goto(f"/venues/{visit}/demande/")
    joel.page.locator("textarea").first.press_sequentially(WORDS)
    return joel


def fits(page):
    """Nothing that axe would say of a screen that the walk of links does not reach."""
    found = Axe().run(page)
    assert not found.violations_count, found.generate_report()


def typed(joel):
    return joel.page.locator("textarea").first.input_value()


@pytest.mark.check(46)
def test_a_half_typed_note_is_there_after_the_lock(joel):
    expect(joel.page.locator("[data-saved]").first).to_contain_text("Brouillon gardé")
    address = joel.page.url
    joel.page.keyboard.press("Alt+Shift+V")
    lock = joel.page.locator("dialog[data-lock]")
    expect(lock).to_be_visible()
    expect(joel.page).to_have_title("Poste verrouillé · Tisserand")
    fits(joel.page)
    assert joel.page.evaluate("() => document.elementFromPoint(400, 400).closest('dialog') !== null"), "opaque"
    joel.page.keyboard.press("Escape")
    expect(lock).to_be_visible()
    assert joel.page.evaluate("() => fetch('/accueil/').then((answer) => answer.status)") == 423

    joel.page.keyboard.type("un mauvais mot de passe")
    joel.page.keyboard.press("Enter")
    expect(lock.get_by_role("alert")).to_contain_text("pas le bon")
    lock.get_by_label("Mot de passe").fill(PASSWORD)
    joel.page.keyboard.press("Enter")
    expect(lock).to_be_hidden()
    assert joel.page.url == address
    assert typed(joel) == WORDS

    joel.page.locator("textarea").first.press_sequentially(" mardi.")
    expect(joel.page.locator("[data-saved]").first).to_contain_text("Brouillon gardé")
    assert typed(joel) == f"{WORDS} mardi."


@pytest.mark.check(46)
def test_half_an_hour_away_locks_every_page_of_the_post(post):
    sandra = post()
    sandra.page.clock.install()
    sandra.sign_in("sandra.nerin")
    sandra.page.goto("/accueil/")
    other = sandra.watch(sandra.context.new_page())
    other.goto("/personnes/")
    sandra.page.clock.fast_forward("29:00")
    expect(sandra.page.locator("dialog[data-lock]")).to_be_hidden()
    sandra.page.clock.fast_forward("02:00")
    for page in (sandra.page, other):
        expect(page.locator("dialog[data-lock]")).to_be_visible()
    other.locator("dialog[data-lock]").get_by_label("Mot de passe").fill(PASSWORD)
    other.keyboard.press("Enter")
    for page in (sandra.page, other):
        expect(page.locator("dialog[data-lock]")).to_be_hidden()


def test_the_session_that_ended_meanwhile_gives_the_text_back(joel, served):
    """Ended on the server: the form that he sends waits, sealed, for his password."""
    served.rows("delete from access_session returning 1")
    joel.page.locator("form[data-confirm-leave] [type=submit]").first.click()
    expect(joel.page.get_by_role("heading", level=1)).to_have_text("Votre session n’est plus ouverte")
    assert WORDS not in joel.page.content()
    joel.page.get_by_label("Identifiant").fill("joel.pierrot")
    joel.page.get_by_label("Mot de passe").fill(PASSWORD)
    joel.press("Continuer")
    expect(joel.page.get_by_role("heading", level=1)).not_to_have_text("Votre session n’est plus ouverte")
    assert WORDS in joel.page.content()


def with_key(post, login):
    """A key that Chromium plays: it knows its owner and checks her finger."""
    who = post(login)
    line = who.context.new_cdp_session(who.page)
    line.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = {**key, "isUserVerified": True, "automaticPresenceSimulation": True}
    line.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return who


@pytest.mark.check(39)
def test_a_passkey_opens_the_door_and_the_lock_without_password(post, served):
    # The name of a site that has keys: an address of numbers has none.
    corinne = with_key(post, "corinne.lollia")
    home = served.url.replace("127.0.0.1", "localhost")
    corinne.page.goto(f"{home}/connexion/")
    corinne.page.get_by_label("Identifiant").fill("corinne.lollia")
    corinne.page.get_by_label("Mot de passe").fill(PASSWORD)
    corinne.press("Se connecter")
    corinne.page.goto(f"{home}/mon-compte/")
    corinne.follow("Ajouter un moyen")
    corinne.page.get_by_label("Son nom").fill("Clé du bureau")
    corinne.press("Ajouter cette clé")
    expect(corinne.page.get_by_text("Clé du bureau").first).to_be_visible()

    corinne.press("Se déconnecter")
    corinne.press("Entrer avec une clé ou une empreinte")
    expect(corinne.page.locator("nav.ts-nav")).to_be_visible()
    assert served.value("select count(*) from access_journalentry where verb = 'factor.enrol'") == 1

    corinne.page.keyboard.press("Alt+Shift+V")
    corinne.press("Déverrouiller avec ma clé ou mon empreinte")
    expect(corinne.page.locator("dialog[data-lock]")).to_be_hidden()
    corinne.page.goto(f"{home}/mon-compte/")
    expect(corinne.page.get_by_role("heading", level=1)).to_have_text("Mon compte")


@pytest.mark.check(39)
def test_a_code_from_an_application_completes_the_password(post):
    ghislaine = post("ghislaine.ozier")
    ghislaine.page.goto("/mon-compte/moyens/")
    secret = ghislaine.page.locator(".ts-mono").inner_text().replace(" ", "")
    enter_code(ghislaine, secret)
    ghislaine.press("Ajouter cette application")
    expect(ghislaine.page.get_by_text("Application de codes").first).to_be_visible()
    ghislaine.press("Se déconnecter")
    ghislaine.page.get_by_label("Identifiant").fill("ghislaine.ozier")
    ghislaine.page.get_by_label("Mot de passe").fill(PASSWORD)
    ghislaine.press("Se connecter", exact=True)
    fits(ghislaine.page)
    enter_code(ghislaine, secret, later=1)
    ghislaine.press("Se connecter")
    expect(ghislaine.page.locator("nav.ts-nav")).to_be_visible()


def enter_code(who, secret, later=0):
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))
    who.page.get_by_label(re.compile("^Code")).fill(code)
