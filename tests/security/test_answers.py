"""Headers and cookies of a production (checks 15 to 22, 25 to 27, 57, 58, 60), on answers of every kind."""

import json
import logging
import os
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from django.conf import settings as ours
from django.test import Client
from django.urls import reverse

from tests.matrix.routes import routes, views
from tisserand.project.logs import JsonFormatter
from tisserand.project.request import CONTENT_SECURITY_POLICY, LARGEST_BODY

WORDS = "Zaza Kilimandjaro"
READ = """
import json, os
from tisserand.project import settings
plain = (str, int, bool, list, type(None))
print(json.dumps({name: said for name, said in vars(settings).items() if name.isupper() and isinstance(said, plain)}))
"""


@pytest.fixture(scope="module")
def production():
    """The settings of a production, read by a process of its own."""
    secrets = {"TISSERAND_SECRET_KEY": "k" * 60, "TISSERAND_SEAL_KEYS": "s" * 60}
    environment = {**os.environ, **secrets, "TISSERAND_MODE": "prod", "TISSERAND_DB_ROLE": "app"}
    command = [sys.executable, "-W", "ignore", "-c", READ]
    said = subprocess.run(command, env=environment, cwd=ours.BASE_DIR, capture_output=True, text=True, check=True)
    return json.loads(said.stdout)


COOKIES_AND_HEADERS = ("SECURE_", "SESSION_", "CSRF_", "X_FRAME", "MIDDLEWARE", "USE_X")


@pytest.fixture
def prod(production, settings, db):
    for name, value in production.items():
        if name.startswith(COOKIES_AND_HEADERS):
            setattr(settings, name, value)
    settings.ROOT_URLCONF = "tests.security.broken"
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def static_file(client):
    answer = client.get("/static/ui/app.js", secure=True)
    assert b"".join(answer.streaming_content)
    answer.close()
    return answer


ANSWERS = {
    "200": lambda client: client.get(reverse("access:login"), secure=True),
    "301 towards https": lambda client: client.get(reverse("access:login")),
    "302 towards the door": lambda client: client.get("/", secure=True),
    "400": lambda client: client.get("/", secure=True, headers={"host": "ailleurs.example"}),
    "403": lambda client: client.post(reverse("access:login"), secure=True),
    "404": lambda client: client.get("/rien/", secure=True),
    "405": lambda client: client.put("/", secure=True),
    "413": lambda client: client.post("/", secure=True, CONTENT_LENGTH=str(LARGEST_BODY + 1)),
    "500": lambda client: client.get("/casse/", secure=True),
    "a script": static_file,
}
every_answer = pytest.mark.parametrize("asked", ANSWERS.values(), ids=ANSWERS.keys())


@pytest.mark.check(18, 19, 20, 21)
@every_answer
def test_every_answer_carries_the_same_guards(prod, asked):
    answer = asked(prod)
    assert answer["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == answer["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.check(18, 20)
def test_the_policy_lets_nothing_inline_nor_from_elsewhere():
    said = dict(part.split(" ", 1) for part in CONTENT_SECURITY_POLICY.split("; "))
    assert said["default-src"] == said["frame-ancestors"] == said["base-uri"] == "'none'"
    assert {value for name, value in said.items() if value != "'none'"} == {"'self'"}


@pytest.mark.check(17)
@every_answer
def test_a_browser_that_came_once_comes_in_https_for_a_year(prod, asked):
    answer = asked(prod)
    if answer.status_code == 301:
        assert answer["Location"].startswith("https://")
    elif answer.status_code not in {400, 405, 413}:  # said before the door, to nobody's browser
        assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.check(58)
@pytest.mark.parametrize("kind", [kind for kind in ANSWERS if kind != "a script"])
def test_no_page_is_kept_by_a_browser(prod, kind):
    assert "no-store" in ANSWERS[kind](prod)["Cache-Control"]


@pytest.mark.check(25)
@every_answer
def test_every_answer_says_what_it_is(prod, asked):
    answer = asked(prod)
    if answer.streaming or answer.content:
        assert answer["Content-Type"] in {"text/html; charset=utf-8", 'text/javascript; charset="utf-8"'}


@pytest.mark.check(15, 16)
def test_cookies_are_of_this_host_over_https_and_hidden(prod):
    cookies = {
        **prod.get(reverse("access:login"), secure=True).cookies,
        **Client().post(reverse("session"), secure=True).cookies,
    }
    assert set(cookies) == {"__Host-session", "__Host-csrf"}
    for cookie in cookies.values():
        assert (bool(cookie["secure"]), cookie["path"], cookie["domain"]) == (True, "/", ""), cookie.key
        assert cookie["samesite"] in {"Lax", "Strict"}
    assert cookies["__Host-session"]["httponly"]


@pytest.mark.check(26)
@pytest.mark.parametrize(
    "forged",
    [
        {"x-forwarded-host": "ailleurs.example"},
        {"x-forwarded-proto": "https"},
        {"x-forwarded-ssl": "on"},
        {"x-forwarded-port": "443"},
        {"forwarded": "host=ailleurs.example;proto=https"},
        {"x-original-url": "/organisation/"},
        {"x-rewrite-url": "/organisation/"},
        {"x-http-method-override": "POST"},
    ],
)
def test_what_only_a_proxy_may_say_is_not_heard(prod, production, forged):
    assert production["SECURE_PROXY_SSL_HEADER"] is None
    answer = prod.get(reverse("access:login"), headers=forged)
    assert answer.status_code == 301
    assert answer["Location"] == f"https://testserver{reverse('access:login')}"


@pytest.mark.check(27)
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "OPTIONS", "PROPFIND", "TRACK"])
def test_a_method_nobody_declared_is_refused_everywhere(prod, method):
    for address in ("/", reverse("access:login"), "/rien/", "/static/ui/app.js"):
        answer = prod.generic(method, address, secure=True)
        assert answer.status_code == 405, (method, address)
        assert answer["Allow"] == "GET, HEAD, POST"


@pytest.mark.check(22)
def test_nothing_is_done_for_a_page_from_elsewhere(prod, service):
    """Each address, signed in, without the token that our own pages carry."""
    prod.force_login(service.account("referente"))
    named = "0190f5a0-0000-7000-8000-000000000001"
    let_through = []
    for name, _, words in routes():
        kinds = dict(views())[name].pattern.converters
        keys = {key: 1 if type(kind).__name__ == "IntConverter" else named for key, kind in kinds.items()}
        address = reverse(name, kwargs=keys | words)
        if prod.post(address, {}, secure=True).status_code != 403:
            let_through.append(address)
    assert let_through == []


@pytest.mark.check(57)
def test_a_page_that_breaks_tells_nothing(prod):
    said = ANSWERS["500"](prod)
    assert said.status_code == 500
    for word in ("Traceback", "ValueError", "Django", "tests/security", "impossible value"):
        assert word not in said.content.decode()
    assert not ours.DEBUG


@pytest.mark.check(57)
@every_answer
def test_no_answer_names_a_program_or_its_version(prod, asked):
    told = {
        name for name in asked(prod).headers if name.lower() in {"server", "x-powered-by", "via", "x-aspnet-version"}
    }
    assert told == set()


@pytest.mark.check(60)
def test_what_she_wrote_never_reaches_the_logs(prod, production):
    """A page breaks with her words in the message, in the form and in the address."""
    lines = []
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    handler.emit = lambda record: lines.append(handler.format(record))
    watched = [logging.getLogger(name) for name in ("", "django", "django.request", "django.security", "tisserand")]
    for logger in watched:
        logger.addHandler(handler)
    try:
        client = Client(raise_request_exception=False)
        client.post(f"/casse/?q={WORDS}", {"words": WORDS}, secure=True, headers={"user-agent": WORDS})
        client.get(f"/{WORDS}/", secure=True)
        client.get("/", secure=True, headers={"host": WORDS.replace(" ", "")})
    finally:
        for logger in watched:
            logger.removeHandler(handler)
    assert any("ValueError" in line for line in lines), "nothing was logged: nothing is proved"
    assert not [line for line in lines if "Kilimandjaro" in line]


def test_a_line_of_the_log_is_one_json_object_in_utc():
    record = logging.makeLogRecord({"name": "tisserand.access", "msg": "sign-in refused", "levelname": "INFO"})
    record.incident = "AB\n12"
    line = JsonFormatter().format(record)
    said = json.loads(line)
    assert "\n" not in line
    assert datetime.fromisoformat(said["at"]).utcoffset() == timedelta(0)
    assert {"at", "level", "logger", "message", "incident"} == set(said)


def test_logs_go_to_the_standard_output_of_the_process_alone(production):
    """Where the inventory of regles.md says; what gathers them is the host's."""
    assert ours.LOGGING["root"]["handlers"] == ["console"]
    assert [one["class"] for one in ours.LOGGING["handlers"].values()] == ["logging.StreamHandler"]
    assert not [one for one in ours.LOGGING["loggers"].values() if "handlers" in one]


def test_no_folder_shows_what_it_holds(prod):
    for address in ("/static/", "/static/ui/", "/static/vendor/", "/media/", "/.git/", "/.git/config", "/.env"):
        assert prod.get(address, secure=True).status_code == 404, address


@pytest.mark.check(57)
def test_a_production_without_its_secret_does_not_start():
    environment = {name: value for name, value in os.environ.items() if name != "TISSERAND_SECRET_KEY"}
    command = [sys.executable, "-W", "ignore", "-c", READ]
    said = subprocess.run(
        command, env={**environment, "TISSERAND_MODE": "prod"}, cwd=ours.BASE_DIR, capture_output=True, check=False
    )
    assert said.returncode != 0
