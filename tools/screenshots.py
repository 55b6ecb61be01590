"""`make screenshots`: every page that each demonstration account reaches from its navigation, into docs/captures/."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

TARGET = Path("docs/captures")
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"]
PATIENCE = 180


def main() -> int:
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for login in ["", *accounts(browser, address)]:
            walk(browser, address, login)
        browser.close()
    print(f"{len(list(TARGET.iterdir()))} captures dans {TARGET}/")
    return 0


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


def accounts(browser: Browser, address: str) -> list[str]:
    page = browser.new_page()
    page.goto(f"{address}/connexion/")
    logins = page.locator("form[action$='/demonstration/'] input[name=login]")
    found = [logins.nth(number).input_value() for number in range(logins.count())]
    page.close()
    return found


def walk(browser: Browser, address: str, login: str) -> None:
    """The pages of one account on a desk, its first one on a phone too; without account, the sign-in page."""
    context = browser.new_context(viewport=DESK, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{address}/connexion/")
    if login:
        page.locator(f"form:has(input[name=login][value='{login}']) button").click()
    links = page.locator("nav.ts-nav a").evaluate_all("links => links.map(link => link.pathname)")
    for path in dict.fromkeys([page.evaluate("location.pathname"), *links]):
        page.goto(address + path)
        capture(page, login, path)
    page.set_viewport_size(PHONE)
    page.goto(f"{address}/" if login else f"{address}/connexion/")
    capture(page, login, "telephone")
    context.close()


def capture(page: Page, login: str, path: str) -> None:
    name = "-".join(part for part in (login, *re.findall(r"[a-z0-9]+", path)) if part)
    page.screenshot(path=TARGET / f"{name or 'accueil'}.png", full_page=True)


if __name__ == "__main__":
    sys.exit(main())
