"""`make screenshots`: the main screens of a demonstration, photographed into docs/captures/."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from browser import found as chromium
from lighter_png import lighten
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

TARGET = Path("docs/captures")
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"]
PATIENCE = 180
HEAVIEST = 150_000  # bytes: they are committed
SANDRA, JOEL, CORINNE, GHISLAINE = "sandra.nerin", "joel.pierrot", "corinne.lollia", "ghislaine.ozier"
SOLANGE = "solange.eugenie"
HER, HIM = "Roselyne Mirval", "Gérard Bordelais"


@dataclass(frozen=True)
class Scene:
    """Who sits there, how one comes to the screen, and whether it is shown on a phone too."""

    name: str
    login: str
    reach: Callable[[Page], None]
    phone: bool = False


def menu(entry: str) -> Callable[[Page], None]:
    return lambda page: page.locator("nav.ts-nav").get_by_role("link", name=entry).click()


def at_once(page: Page) -> None:
    """Where signing in leads."""


def first_of(entry: str, link: str = ".ts-row a") -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        menu(entry)(page)
        page.locator(f"main {link}").first.click()

    return reach


def arrival(page: Page) -> None:
    menu("Accueil")(page)
    page.get_by_label("Qui vient d’arriver").press_sequentially("mirv 84")
    page.locator("[data-found] .ts-hit").first.wait_for()


def visit(page: Page) -> None:
    page.get_by_role("link", name="Voir le danger").first.click()


def found(page: Page) -> None:
    page.locator("#chercher").fill("mirval roseline")
    page.locator("#chercher").press("Enter")


def file(page: Page) -> None:
    found(page)
    page.locator("main [data-open]").first.click()
    page.wait_for_url("**/personnes/*-*-*-*-*/")


def assessment(page: Page) -> None:
    """The one the demonstration began: his own words, three domains, a proposal with its reasons."""
    page.locator("a.ts-name", has_text=HIM).last.click()
    page.get_by_role("button", name="Faire une évaluation").click()


def agenda(page: Page) -> None:
    """Today, or the next day when somebody comes: nobody works on a Sunday."""
    menu("Rendez-vous")(page)
    for _ in range(7):
        if page.locator("main .ts-agenda").count():
            return
        page.get_by_role("link", name="Lendemain").click()


def plan(page: Page) -> None:
    menu("Accompagnements")(page)
    page.get_by_role("link", name=HER).first.click()


def session(page: Page) -> None:
    menu("Régulation")(page)
    page.get_by_label("Équipe").select_option(label="Sainte-Rose – Deshaies")
    page.get_by_role("button", name="Ouvrir la réunion").click()
    page.get_by_role("link", name="Examiner").first.click()


SCENES = (
    Scene("connexion", "", at_once),
    Scene("ma-journee-secretaire", SANDRA, at_once),
    Scene("accueil", SANDRA, menu("Accueil"), phone=True),
    Scene("accueil-qui-vient-d-arriver", SANDRA, arrival),
    Scene("ma-journee-accueil", JOEL, at_once),
    Scene("danger-immediat", JOEL, visit),
    Scene("urgence-sociale", JOEL, menu("Urgence sociale")),
    Scene("recherche", JOEL, found, phone=True),
    Scene("evaluation", JOEL, assessment, phone=True),
    Scene("orientations", JOEL, menu("Orientations")),
    Scene("rendez-vous", CORINNE, agenda, phone=True),
    Scene("ma-journee-referente", CORINNE, at_once, phone=True),
    Scene("dossier", CORINNE, file),
    Scene("accompagnements", CORINNE, menu("Accompagnements")),
    Scene("accompagnement", CORINNE, plan, phone=True),
    Scene("ma-journee-cheffe", GHISLAINE, at_once),
    Scene("orientation", GHISLAINE, first_of("Orientations")),
    Scene("regulation", GHISLAINE, menu("Régulation")),
    Scene("regulation-decision", GHISLAINE, session),
    Scene("echeances", GHISLAINE, menu("Échéances")),
    Scene("transmissions", CORINNE, menu("Transmissions")),
    Scene("reperes", SOLANGE, menu("Repères")),
    Scene("organisation", GHISLAINE, menu("Organisation")),
)


def main(*names: str) -> int:
    """All of them, or those that are named: `python tools/screenshots.py evaluation`."""
    if not names:
        shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True, exist_ok=True)
    began = time.time()
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for scene in (one for one in SCENES if not names or one.name in names):
            play(browser, address, scene)
        browser.close()
    taken = [image for image in TARGET.iterdir() if image.stat().st_mtime >= began]
    for image in taken:
        lighten(image)
    too_heavy = [image.name for image in taken if image.stat().st_size > HEAVIEST]
    print(f"{len(taken)} captures dans {TARGET}/")
    if too_heavy:
        print(f"Trop lourdes pour être gardées : {', '.join(sorted(too_heavy))}")
    return bool(too_heavy)


def play(browser: Browser, address: str, scene: Scene) -> None:
    context = browser.new_context(base_url=address, viewport=DESK, locale="fr-FR", timezone_id="America/Guadeloupe")
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto("/connexion/")
    if scene.login:
        page.locator(f"form:has(input[name=login][value='{scene.login}']) button").click()
        page.wait_for_url(f"{address}/")
    scene.reach(page)
    capture(page, scene.name)
    if scene.name == "accompagnement":
        paper(context, page)
    if scene.phone:
        page.set_viewport_size(PHONE)
        capture(page, f"{scene.name}-telephone")
    context.close()


def capture(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.mouse.move(1, 1)
    page.screenshot(path=TARGET / f"{name}.png", animations="disabled")


def paper(context: BrowserContext, page: Page) -> None:
    """The first page of the « Projet d’accompagnement », where the machine can draw one."""
    if not shutil.which("pdftoppm"):
        print("pdftoppm est absent : le projet imprimé n’est pas photographié.")
        return
    link = page.get_by_role("link", name="Projet en PDF").get_attribute("href")
    command = ["pdftoppm", "-png", "-r", "80", "-f", "1", "-singlefile", "-", str(TARGET / "projet-d-accompagnement")]
    subprocess.run(command, input=context.request.get(str(link)).body(), check=True)


@contextmanager
def served() -> Iterator[str]:
    """A demonstration of its own, on a port and a data folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="captures-"))
    folder.chmod(0o711)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {"TISSERAND_DEMO_PERSONS": "2000", **os.environ}
    environment |= {"TISSERAND_DATA_DIR": str(folder / "data"), "PORT": str(port)}
    running = subprocess.Popen([sys.executable, "-m", "tisserand", "up"], env=environment)
    try:
        wait_for(port, running)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(port: int, running: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while running.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("Tisserand n’a pas démarré : la raison est écrite plus haut.")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
