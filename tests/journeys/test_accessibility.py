"""Every page somebody reaches by its links: no axe violation, as narrow as a phone, no complaint of the policy."""

import re
from collections import deque
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.walking import DESK, NARROW, PASSWORD, PHONE

IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
# One page of each kind is enough; a paper is not a page.
LINKS = "all => all.map(link => link.pathname + link.search)"
# Those who work with people walk everywhere; the others, through their menu.
EVERYWHERE = ("sandra.nerin", "joel.pierrot", "corinne.lollia", "ghislaine.ozier", "odile.isidore")
BY_THE_MENU = ("solange.eugenie", "anne.dambas", "luc.fauvel", "maud.hilaire", "paul.coudoux")

# What a page is made of: each element with what styles and names it, under its parent. An icon is as good as another.
MADE_OF = """() => {
  const named = (one) => one.getAttributeNames().filter((name) => /^(aria-|role|type|hidden)/.test(name));
  const styled = (one) => [...one.classList].filter((name) => !name.startsWith("bi-"));
  const said = (one) => [one.localName, ...styled(one), ...named(one)].join(" ");
  const shown = [...document.body.querySelectorAll("*")].map((one) => `${said(one.parentElement)} > ${said(one)}`);
  return [...new Set(shown)];
}"""

looked_at: dict[tuple[str, int], set[str]] = {}


def kind(path):
    return IDENTIFIER.sub("*", urlsplit(path).path)


def walk(page, start="/", within="body"):
    """Each kind of page once, the nearest first."""
    seen, coming = {kind(start)}, deque([start])
    while coming:
        page.goto(coming.popleft())
        yield kind(page.url)
        for path in page.locator(f"{within} a[href^='/']").evaluate_all(LINKS):
            if kind(path) not in seen and not path.endswith(".pdf") and "/documents/" not in path:
                seen.add(kind(path))
                coming.append(path)


def faults(page, name):
    """At a desk, on a phone, and at 320 pixels, which is also a desk zoomed four times."""
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        if shows_something_new(page, name, size["width"]) and (found := Axe().run(page)).violations_count:
            yield f"{name} at {size['width']} px: {found.generate_report()}"
    page.set_viewport_size(NARROW)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > NARROW["width"]:
        yield f"{name} is {wide} px wide at {NARROW['width']}"
    page.set_viewport_size(DESK)


def shows_something_new(page, name, width):
    """axe looks at each kind of page, then again whenever another role is shown something else on it."""
    seen, shown = looked_at.setdefault((name, width), set()), set(page.evaluate(MADE_OF))
    if shown <= seen:
        return False
    seen |= shown
    return True


@pytest.mark.parametrize("login", ["", *EVERYWHERE, *BY_THE_MENU])
def test_every_page_is_accessible_and_fits(post, login):
    who = post(login)
    within = "body" if login in EVERYWHERE else "nav.ts-nav"
    start = "/" if login else "/connexion/"
    found = [fault for name in walk(who.page, start, within) for fault in faults(who.page, name)]
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
