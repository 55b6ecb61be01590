"""Every page somebody reaches by its links: no axe violation, as narrow as a phone, no complaint of the policy."""

import re
from collections import deque

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.outlines import Outline, kind, shows_something_new
from tests.journeys.walking import DESK, NARROW, PASSWORD, PHONE

# Those who work with people walk everywhere; the others, through their menu.
EVERYWHERE = ("sandra.nerin", "joel.pierrot", "corinne.lollia", "ghislaine.ozier", "odile.isidore")
BY_THE_MENU = ("solange.eugenie", "anne.dambas", "luc.fauvel", "maud.hilaire", "paul.coudoux")

ALL = {"resultTypes": ["violations"], "preload": False}
# What was read at a desk has the same names and the same colours on a phone; what differs is where it stands.
IS_A_PAPER = re.compile(r"\.(pdf|csv)(\?|$)|/documents/")
SAME_ON_A_PHONE = ("color-contrast", "duplicate-id-aria", "html-has-lang", "document-title", "valid-lang")
ON_A_PHONE = ALL | {"rules": {rule: {"enabled": False} for rule in SAME_ON_A_PHONE}}


def walk(page, start, *, menu):
    """Each kind of page once, the nearest first; no link leads nowhere. A paper is not a page."""
    seen, coming = {kind(start)}, deque([(start, "")])
    while coming:
        path, linked_by = coming.popleft()
        said = page.request.get(path)
        assert said.ok, f"{linked_by} leads to {path}: {said.status}"
        outline = Outline(said.text())
        yield said.url, outline.parts
        for path in (path for path, in_menu in outline.links if in_menu or not menu):
            if kind(path) not in seen and not IS_A_PAPER.search(path):
                seen.add(kind(path))
                coming.append((path, said.url))


def at_a_desk(page):
    page.evaluate(Axe().axe_script)
    return looked_at(page, ALL)


def on_a_phone(page):
    """Axe is in the page already."""
    return looked_at(page, ON_A_PHONE)


def looked_at(page, options):
    """What is right is long to say, and nobody reads it: it stays in the browser."""
    said = "options => axe.run(document, options).then(({violations}) => ({violations}))"
    return AxeResults(page.evaluate(said, options))


def faults(page, address):
    """At a desk, on a phone, and at 320 pixels, which is also a desk zoomed four times."""
    page.goto(address)
    for size, look in ((DESK, at_a_desk), (PHONE, on_a_phone)):
        page.set_viewport_size(size)
        if (found := look(page)).violations_count:
            yield f"{address} at {size['width']} px: {found.generate_report()}"
    page.set_viewport_size(NARROW)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > NARROW["width"]:
        yield f"{address} is {wide} px wide at {NARROW['width']}"
    page.set_viewport_size(DESK)


@pytest.mark.parametrize("login", ["", *EVERYWHERE, *BY_THE_MENU])
def test_every_page_is_accessible_and_fits(post, login):
    who = post(login)
    walked = list(walk(who.page, "/" if login else "/connexion/", menu=login not in EVERYWHERE))
    found = [
        fault for address, parts in walked if shows_something_new(address, parts) for fault in faults(who.page, address)
    ]
    assert not found, "\n".join(found)


def test_the_door_and_the_line_by_keyboard_alone(post):
    page = post().page
    page.goto("/connexion/")
    tab_to(page, page.get_by_label("Identifiant"))
    page.keyboard.type("sandra.nerin")
    tab_to(page, page.get_by_label("Mot de passe"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bonjour")
    tab_to(page, page.locator("nav.ts-nav").get_by_role("link", name="Accueil"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Accueil")
    tab_to(page, page.get_by_role("button", name="Recevoir sans nom"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-toast]")).to_contain_text("Inscrite")


def tab_to(page, place):
    """By the Tab key, in an order that ends somewhere, with a focus one can see."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if place.evaluate("one => one === document.activeElement"):
            assert place.evaluate(
                "one => getComputedStyle(one).outlineStyle !== 'none' || getComputedStyle(one).boxShadow !== 'none'"
            )
            return
    raise AssertionError("forty tabs and not there")
