"""Somebody at her post: a browser context of her own, watched for what should never happen."""

import re

from playwright.sync_api import expect

DESK, PHONE, NARROW = ({"width": width, "height": height} for width, height in ((1440, 900), (390, 844), (320, 640)))
PASSWORD = "demonstration-971"
# A refused form answers 422, an ended session 401, a locked post 423: written in the console, they are no defect.
# Nor is a question that a slow server had not answered yet when the page was left (a broken one says `sendError` too).
EXPECTED = re.compile(r"status of (401|403|404|409|422|423)|Status Error Code 423|htmx:(sendAbort|afterRequest)")
# A click comes back before the page that it asks for is there: what is read at once would be read on the old one.
LEAVING = """
    const leaves = (event) => { if (!event.defaultPrevented) document.documentElement.dataset.leaving = "" }
    addEventListener("submit", leaves)
    addEventListener("click", (event) => {
        const link = event.target.closest?.("a[href]:not([download], [target])")
        if (link && link.href.split("#")[0] !== location.href.split("#")[0]) leaves(event)
    })
"""


class Post:
    def __init__(self, browser, url, size=DESK):
        self.url = url
        self.complaints = []
        self.context = browser.new_context(
            base_url=url, viewport=size, locale="fr-FR", timezone_id="America/Guadeloupe", accept_downloads=True
        )
        self.context.set_default_timeout(20_000)
        self.context.add_init_script(LEAVING)
        self.page = self.watch(self.context.new_page())

    def watch(self, page):
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("response", self._weigh)
        return page

    def _listen(self, message):
        if message.type in {"error", "warning"} and not EXPECTED.search(message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _weigh(self, response):
        if response.status >= 500:
            self.complaints.append(f"{response.request.method} {response.url}: {response.status}")

    def sign_in(self, login, password=PASSWORD):
        self.page.goto("/connexion/")
        self.page.get_by_label("Identifiant").fill(login)
        self.page.get_by_label("Mot de passe").fill(password)
        self.page.get_by_role("button", name="Se connecter").click()
        self.page.wait_for_url(lambda url: "/connexion/" not in url)

    def leave(self):
        self.context.close()

    # Short words for what a journey does all the time.

    def press(self, name, *, exact=False, within=None):
        self.click((within or self.page).get_by_role("button", name=name, exact=exact).first)

    def follow(self, name, *, exact=False, within=None):
        self.click((within or self.page).get_by_role("link", name=name, exact=exact).first)

    def menu(self, name):
        self.click(self.page.locator("nav.ts-nav").get_by_role("link", name=name))

    def click(self, place):
        """Then the page that it leads to, if it leads to one."""
        place.click()
        expect(self.page.locator("html:not([data-leaving])")).to_have_count(1)
        self.page.wait_for_load_state("domcontentloaded")

    def open_file(self, typed):
        """By name from the search, as on any morning."""
        self.page.goto("/personnes/")
        self.page.locator("#q").fill(typed)
        self.press("Chercher", exact=True)
        self.click(self.page.locator("[data-open]").first)

    def heading(self):
        return self.page.locator("h1").inner_text()

    def text(self):
        return self.page.locator("main").inner_text()

    def crash(self):
        """The post goes dark: nothing is saved on the way out."""
        self.page.close(run_before_unload=False)
        self.leave()


class Hand:
    """Counts what a hand does: each key, each click."""

    def __init__(self, page):
        self.page = page
        self.pressed = self.clicked = 0

    @property
    def interactions(self):
        return self.pressed + self.clicked

    def keys(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text):
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def click(self, place):
        place.click()
        self.clicked += 1
