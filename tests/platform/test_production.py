"""What production promises before anybody signs in: secrets of its own, strict cookies, strict headers."""

import json
import os
import stat
import subprocess
import sys

import pytest
from django.conf import settings

from tisserand.project.cluster import roles
from tisserand.project.cluster.server import write_private

SECRETS = {"TISSERAND_SECRET_KEY": "x" * 50, "TISSERAND_SEAL_KEYS": "y" * 50, "TISSERAND_HOSTS": "tisserand.example"}
ASK = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "tisserand.project.settings"
import django
django.setup()
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from django.test import RequestFactory
from django.conf import settings as s
request = RequestFactory().get("/", secure=True, headers={"host": "tisserand.example"})
headers = dict(SecurityMiddleware(lambda request: HttpResponse())(request).headers)
wanted = ("SESSION_COOKIE", "CSRF_COOKIE", "SECOND_FACTOR")
said = {name: getattr(s, name) for name in dir(s) if name.startswith(wanted)}
print(json.dumps({"settings": said, "headers": headers}, default=str))
"""


def production(tmp_path, **environment):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TISSERAND_", "DJANGO_"))}
    said = {**kept, "TISSERAND_MODE": "prod", "TISSERAND_DATA_DIR": str(tmp_path), **environment}
    return subprocess.run(
        [sys.executable, "-c", ASK], env=said, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("missing", ["TISSERAND_SECRET_KEY", "TISSERAND_SEAL_KEYS"])
def test_production_refuses_a_missing_secret(tmp_path, missing):
    answer = production(tmp_path, **{name: value for name, value in SECRETS.items() if name != missing})
    assert answer.returncode != 0
    assert missing in answer.stderr


def test_production_refuses_a_provider_in_clear(tmp_path):
    answer = production(tmp_path, **SECRETS, TISSERAND_OIDC_DISCOVERY="http://fournisseur.example/")
    assert answer.returncode != 0
    assert "https" in answer.stderr


@pytest.mark.check(15, 16, 17, 19, 21, 39)
def test_production_is_strict(tmp_path):
    answer = production(tmp_path, **SECRETS)
    assert answer.returncode == 0, answer.stderr
    said = json.loads(answer.stdout)
    for cookie in ("SESSION", "CSRF"):
        assert said["settings"][f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert said["settings"][f"{cookie}_COOKIE_SECURE"] is True
        assert said["settings"][f"{cookie}_COOKIE_SAMESITE"] == "Lax"
        assert said["settings"][f"{cookie}_COOKIE_PATH"] == "/"
        assert said["settings"][f"{cookie}_COOKIE_DOMAIN"] is None
    assert said["settings"]["SESSION_COOKIE_HTTPONLY"] is True
    assert said["settings"]["SECOND_FACTOR"] is True
    assert said["headers"]["Strict-Transport-Security"].startswith("max-age=31536000")
    assert said["headers"]["X-Content-Type-Options"] == "nosniff"
    assert said["headers"]["Referrer-Policy"] == "same-origin"
    assert said["headers"]["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_passwords_of_the_database_are_drawn_kept_and_nobody_elses(tmp_path):
    names = ("app", "jobs", "backup")
    first, other = (roles.passwords(tmp_path / name, names) for name in ("a", "b"))
    drawn = {*first.values(), *other.values()}
    assert len(drawn) == 6
    assert min(map(len, drawn)) >= 32
    write_private(tmp_path / "a", {"passwords": first})
    assert roles.passwords(tmp_path / "a", names) == first
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
