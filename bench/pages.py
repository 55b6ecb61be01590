"""What a page costs: CPU of the web process and of PostgreSQL, beside a bare Django view, in one interleaved run.

    .venv/bin/python bench/pages.py [--persons 5000] [--requests 60] [--keep FOLDER]

Requests enter by WSGI through the whole stack: session, walls, journal of consultations, strict headers. The bare view
is the floor: a session, a user, a template, and nothing else. Every answer is checked before it counts.
One JSON line per figure: median of three rounds, with the least and the greatest. CPU times only, because the machine
may be shared.
"""

import argparse
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

ROUNDS = 3
FILES = 12
BARE = (
    "{% load static %}<!doctype html><html lang='fr'><head><title>Banc</title>"
    "<link rel='stylesheet' href='{% static 'ui/theme.css' %}'></head><body><h1>Bonjour {{ user.name }}</h1>"
    "<ul>{% for row in rows %}<li>{{ row.name }} {{ row.short_name }}</li>{% endfor %}</ul></body></html>"
)


@dataclass
class Item:
    """Something to ask for, who asks, and what the answer must hold."""

    name: str
    handler: object
    cookie: str
    addresses: list[str]
    status: str
    holds: str
    most_cpu_ms: float | None = None
    most_queries: int | None = None
    web: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)


def ask(item: Item, address: str) -> tuple[str, str]:
    """One request as a server gives it; closing the answer ends it, as a server does."""
    path, _, query = address.partition("?")
    said = []
    answer = item.handler(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": item.cookie,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
        },
        lambda status, headers: said.append(status),
    )
    body = b"".join(answer)
    answer.close()
    return said[0][:3], body.decode()


def check(item: Item, address: str) -> None:
    status, body = ask(item, address)
    if status != item.status or item.holds not in body:
        raise SystemExit(f"{item.name}: {address} answered {status}, {len(body)} characters")


def measure(item: Item, requests: int, postgres) -> None:
    """One round: the answer was checked before, and its status is again."""
    addresses = [item.addresses[number % len(item.addresses)] for number in range(requests)]
    database, web = postgres(), time.process_time()
    wrong = sum(ask(item, address)[0] != item.status for address in addresses)
    item.web.append((time.process_time() - web) / requests * 1000)
    item.database.append((postgres() - database) / requests * 1000)
    if wrong:
        raise SystemExit(f"{item.name}: {wrong} wrong answers")


def postgres_cpu(postmaster: int):
    """CPU seconds of the server, of its living children and of those it has waited for."""
    tick = os.sysconf("SC_CLK_TCK")

    def of(process: int, columns: slice) -> float:
        try:
            said = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        except FileNotFoundError:
            return 0.0
        return sum(map(int, said[columns])) / tick

    def children() -> list[int]:
        threads = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text()
        return [int(child) for child in threads.split()]

    # utime and stime of each; cutime and cstime of the postmaster, for the connections that ended.
    return lambda: sum(of(child, slice(11, 13)) for child in children()) + of(postmaster, slice(11, 15))


def queries_of(item: Item) -> int:
    """Statements sent for one answer, transaction control apart."""
    from django.db import connection

    sent = []

    def count(execute, sql, params, many, context):
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        ask(item, item.addresses[0])
    return len(sent)


def figure(**facts) -> None:
    print(json.dumps(facts, ensure_ascii=False), flush=True)


def spread(values: list[float]) -> dict:
    return {
        "median": round(statistics.median(values), 2),
        "min": round(min(values), 2),
        "max": round(max(values), 2),
    }


def report(item: Item, floor: Item) -> None:
    both = [web + database for web, database in zip(item.web, item.database, strict=True)]
    figure(
        figure=item.name,
        cpu_ms_web=spread(item.web),
        cpu_ms_database=spread(item.database),
        cpu_ms=spread(both),
        times_the_bare_view=round(statistics.median(item.web) / statistics.median(floor.web), 2),
        queries=queries_of(item),
        goal={"cpu_ms_web": item.most_cpu_ms, "queries": item.most_queries},
    )


# The scenes: who asks for what.


def session_of(account) -> str:
    """A cookie of somebody signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.middleware.csrf import _get_new_csrf_string

    from tisserand.access.sessions import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    # A browser that has opened a page before also brings the token of its forms.
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={_get_new_csrf_string()}"


def busiest() -> tuple:
    """The referent with most to do, and the persons she accompanies."""
    from django.db.models import Count

    from tisserand.access.models import Account
    from tisserand.deadlines.models import Obligation
    from tisserand.people.models import CareTeam

    mine = Obligation.objects.filter(closed_at=None, kind__startswith="support.", account__isnull=False)
    first = mine.values("account").annotate(number=Count("id")).order_by("-number").first()
    account = Account.objects.get(pk=first["account"])
    persons = CareTeam.objects.filter(account=account, ends_before=None).order_by("person_id")
    return account, list(persons.values_list("person_id", flat=True).distinct())


def desk() -> tuple:
    """The secretary of the site with the longest line today."""
    from django.db.models import Count

    from tisserand.access.models import Account, Membership
    from tisserand.reception.models import Visit

    today = Visit.objects.order_by("-day").values_list("day", flat=True).first()
    longest = Visit.objects.filter(day=today).values("site").annotate(number=Count("id")).order_by("-number").first()
    seat = Membership.objects.filter(unit=longest["site"], role="reception_secretary").order_by("id").first()
    return Account.objects.get(pk=seat.account_id), longest["site"], longest["number"]


def bare_handler():
    """Django with its session, its user and one query: what any page of a professional pays."""
    from django.conf import settings
    from django.contrib.auth.decorators import login_required
    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpResponse
    from django.template import engines
    from django.test import override_settings
    from django.urls import path

    from tisserand.access.models import Unit

    template = engines["django"].from_string(BARE)

    @login_required
    def view(request):
        rows = list(Unit.objects.order_by("name")[:20])
        return HttpResponse(template.render({"user": request.user, "rows": rows}, request))

    sys.modules["bench_urls"] = type(sys)("bench_urls")
    sys.modules["bench_urls"].urlpatterns = [path("nu/", view)]

    def ours(get_response):
        def answer(request):
            request.urlconf = "bench_urls"
            return get_response(request)

        return answer

    sys.modules["bench_urls"].ours = ours
    kept = ("sessions.", "auth.", "common.")
    stack = [name for name in settings.MIDDLEWARE if name.startswith("django.") and any(part in name for part in kept)]
    with override_settings(MIDDLEWARE=["bench_urls.ours", *stack]):
        return WSGIHandler()


def items() -> list[Item]:
    from django.core.handlers.wsgi import WSGIHandler
    from django.urls import reverse

    full, bare = WSGIHandler(), bare_handler()
    with as_role("jobs"):
        (worker, persons), (secretary, site, came) = busiest(), desk()
    with as_role("app"):
        hers, theirs = session_of(worker), session_of(secretary)
    files = [reverse("desk:file", args=[person]) for person in persons[:FILES]]
    figure(figure="scene", persons_accompanied=len(persons), visits_on_the_line=came, files=len(files))
    line = Item("waiting line", full, theirs, [reverse("desk:line")], "200", "Qui vient d’arriver")
    found = [
        Item("bare Django view", bare, hers, ["/nu/"], "200", "Bonjour"),
        Item("open a file", full, hers, files, "200", "Ce qui vient", most_cpu_ms=10),
        Item("my day", full, hers, [reverse("desk:my_day")], "200", "Bonjour", most_cpu_ms=14, most_queries=12),
        line,
    ]
    live = f"{reverse('desk:line_changes')}?site={site}"
    return [*found, Item("waiting line, nothing new", full, theirs, [live], "304", "", most_cpu_ms=5)]


def follow_the_line(item: Item) -> None:
    """The screen asks again with what it has seen: the minute may have changed since."""
    from urllib.parse import quote

    address = item.addresses[0].partition("&v=")[0]
    item.status = "200"
    _, body = ask(item, address)
    seen = body.split("v=", 1)[1].split('"', 1)[0].split("&", 1)[0]
    item.addresses, item.status = [f"{address}&v={quote(seen)}"], "304"


# The machine: a cluster and a département of its own.


@contextmanager
def as_role(role: str):
    from django.conf import settings
    from django.db import connection

    account = settings.SERVER.django(role)
    connection.close()
    connection.settings_dict.update(USER=account["USER"], PASSWORD=account["PASSWORD"])
    try:
        yield
    finally:
        connection.close()


PREPARED = "bench-prepared"


@contextmanager
def departement(folder: Path, persons: int):
    """Our own server while we measure; a folder kept from another run is taken as it stands."""
    os.environ |= {"TISSERAND_MODE": "demo", "TISSERAND_DATA_DIR": str(folder), "TISSERAND_DB_ROLE": "app"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "tisserand.project.settings"
    os.environ.pop("DATABASE_URL", None)
    from tisserand.project import cluster

    with cluster.session(folder) as server:
        if not (folder / PREPARED).exists():
            prepare(persons)
            (folder / PREPARED).touch()
        import django

        django.setup()
        yield int(server.postmaster.pid_file.read_text().split()[0])


def prepare(persons: int) -> None:
    for command in (
        ["migrate", "--verbosity=0"],
        ["collectstatic", "--noinput", "--verbosity=0"],
        ["demo", "--if-empty", f"--persons={persons}"],
    ):
        subprocess.run([sys.executable, "-m", "tisserand", *command], check=True, cwd=ROOT, stdout=sys.stderr)


def run(requests: int, postmaster: int) -> list[Item]:
    asked, postgres = items(), postgres_cpu(postmaster)
    with as_role("app"):
        for _ in range(ROUNDS):
            for item in asked:
                if item.status == "304":
                    follow_the_line(item)
                check(item, item.addresses[0])
                measure(item, requests, postgres)
        for item in asked:
            if item.status == "304":
                follow_the_line(item)
            report(item, asked[0])
    return asked


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--persons", type=int, default=5_000)
    asked.add_argument("--requests", type=int, default=60)
    asked.add_argument("--keep", type=Path, help="folder of the cluster, kept for the next run")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="tisserand-bench-") as temporary:
        folder = options.keep or Path(temporary)
        with departement(folder, options.persons) as postmaster:
            figure(figure="load of the machine", one_minute=round(os.getloadavg()[0], 1), processors=os.cpu_count())
            run(options.requests, postmaster)


if __name__ == "__main__":
    main()
