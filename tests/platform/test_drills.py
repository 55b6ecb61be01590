"""Power cuts in the middle of writes: what was acknowledged is there, and `up` starts again by itself."""

import http.client
import random
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import psycopg
import pytest

from tisserand.project import cluster

pytestmark = pytest.mark.long

ROUNDS = 10
PASSWORD = "un long mot de passe"
MAKE_AN_ACCOUNT = f"""
import django; django.setup()
from django.utils import timezone
from tisserand.access import operations
from tisserand.access.actors import System
operations.create_account(
    actor=System("drill"), at=timezone.now(), login="drill", name="Ève Essai", fictitious=True, password="{PASSWORD}"
)
"""


class Writer(threading.Thread):
    """A colleague who types drafts as fast as the web keeps them, and remembers what it said was kept."""

    def __init__(self, port, name):
        super().__init__(daemon=True)
        self.address = f"http://127.0.0.1:{port}"
        self.kept = set()
        self.prefix = name
        self.cookies = CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def run(self):
        self.sign_in()
        number = 0
        while True:
            number += 1
            form = f"{self.prefix}-{number}"
            try:
                self.post(f"/brouillons/{form}/garder", {"words": "Je veux un logement."})
            except (OSError, http.client.HTTPException):
                return
            self.kept.add(form)

    def sign_in(self):
        self.browser.open(f"{self.address}/connexion/", timeout=20).close()
        self.post("/connexion/", {"login": "drill", "password": PASSWORD, "next": "/brouillons/"})

    def post(self, path, fields):
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrf")
        request = urllib.request.Request(
            self.address + path, urllib.parse.urlencode(fields).encode(), {"X-CSRFToken": token}
        )
        self.browser.open(request, timeout=20).close()


def stored(data_dir):
    with psycopg.connect(cluster.ensure(data_dir).url("jobs")) as connection:
        return {form for (form,) in connection.execute("select form from access_draft")}


def test_no_acknowledged_write_is_lost_in_ten_power_cuts(tisserand):
    environment = tisserand.environment(TISSERAND_DB_ROLE="jobs", DJANGO_SETTINGS_MODULE="tisserand.project.settings")
    subprocess.run([sys.executable, "-c", MAKE_AN_ACCOUNT], env=environment, check=True)
    chance = random.Random(971)  # noqa: S311
    acknowledged = set()
    for cut in range(ROUNDS):
        writers = [Writer(tisserand.port, f"cut{cut}-hand{hand}") for hand in range(2)]
        for writer in writers:
            writer.start()
        while not all(writer.kept for writer in writers):
            assert all(writer.is_alive() for writer in writers), tisserand.log.read_text()
            time.sleep(0.05)
        time.sleep(chance.uniform(0.3, 1.5))
        tisserand.kill_everything()
        for writer in writers:
            writer.join(30)
            acknowledged |= writer.kept
        tisserand.start()
        assert acknowledged <= stored(tisserand.data_dir)
    assert len(acknowledged) > 10 * ROUNDS
