"""Chromium for the tests of this process, and whoever signs in with it."""

import os
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect, sync_playwright

from tools import browser

# The end of design.md §6, and /dev/shm, small in containers.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
PASSWORD = "quatre-mots-de-passe"
SKIPPED = "TISSERAND_NO_BROWSER=1 : ce parcours demande un navigateur, il n’est pas joué."
MISSING = "Chromium est introuvable : « sudo apt install chromium », ou TISSERAND_NO_BROWSER=1 pour s’en passer."

# A busy machine is slow, not wrong.
expect.set_options(timeout=20_000)


@contextmanager
def launched():
    if os.environ.get("TISSERAND_NO_BROWSER") == "1":
        pytest.skip(SKIPPED)
    chromium = browser.found()
    assert chromium, MISSING
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


def give_password(service, *logins) -> None:
    """So that they sign in as people do. Call outside any scope."""
    for login in logins:
        account = service.account(login)
        account.set_password(PASSWORD)
        account.save(update_fields=["password"])


def signed_in(browser, url, login, path, **options):
    """A new browser, a new session: as after a crash, or on another post. Answers with its page."""
    page = browser.new_context(base_url=url, locale="fr-FR", **options).new_page()
    page.goto(f"/connexion/?next={path}")
    page.get_by_label("Identifiant").fill(login)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    # A key pressed before the scripts have run is nobody's.
    page.wait_for_load_state("load")
    return page
