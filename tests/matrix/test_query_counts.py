"""A page asks the database as many times for forty rows as for one (issue 2: « query count of every page constant »).

`queries.txt` is read by people first: a line for each page that somebody may read, who is asked to read it (whoever's
page asks most), and how many statements it sends. The same folders are read twice: as the matrix files them, then with
more of everything (`volumes.multiply`). A page that asks more the second time fails, and a new page without its line.
To write the file again, then read the difference with care:
`TISSERAND_REWRITE_QUERIES=1 python -m pytest tests/matrix/test_query_counts.py -n 0`.

Counted as the product sends them: savepoints are the tests' own, but leaving the scope is one statement that only
tests send.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from http.cookies import SimpleCookie
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from tests.matrix.furnished import furnish
from tests.matrix.routes import address, routes, sent
from tests.matrix.scenes import PLACES, READERS, everything
from tests.matrix.test_rights import NOBODY, written
from tests.matrix.volumes import SIBLINGS, multiply
from tests.situations import local_day
from tisserand.access.gate import signed_in
from tisserand.access.models import Account
from tisserand.project.urls import urlpatterns as ours

LINES = Path(__file__).with_name("queries.txt")
REWRITES = bool(os.environ.get("TISSERAND_REWRITE_QUERIES"))
# Pages whose list is asked for by what one types, or where one looks.
TYPED = {
    "reception:appointments GET": {"periode": "semaine", "jour": str(local_day(timezone.now() + timedelta(days=2)))},
    "people:search POST": {"q": "mirval"},
    "people:household POST": {"q": "mirval"},
    "people:misfiled POST": {"q": "mirval"},
    "desk:find_arrival POST": {"q": "mirval"},
    "desk:visit_find POST": {"q": "mirval"},
    "reception:type_sheet POST": {"q": "mirval"},
    "access:search_accounts POST": {"words": "e"},
}
# Lists that must overflow their first page, or their length would prove nothing.
OVERFLOW = {
    "desk:duties GET",
    "inquiries:concerns GET",
    "inquiries:evictions GET",
    "support:plans GET",
    "transmissions:addresses GET",
}
# Tables that hold no more in the second reading, and why.
FEW = {
    **dict.fromkeys(("access.Factor", "deadlines.NoDigest"), "one for an account"),
    **dict.fromkeys(("deadlines.Digest", "deadlines.Tally"), "one a day for an account or a unit"),
    **dict.fromkeys(("access.Attempt", "access.Provided", "deadlines.Feed"), "ways in, which no page lists"),
    "access.Seal": "a chain, which no page lists",
    "deadlines.Adjustment": "one delay by rule",
    "people.DistinctDecision": "read for what it takes away from a list",
    "privacy.Pseudonym": "read by no page",
    "reception.SiteDay": "one day of a site",
    "support.Session": "one open session for a team",
}
IN_LISTS = re.compile(r"(%s(::\w+)?, )+%s")
OF_TESTS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


@dataclass(frozen=True)
class Page:
    status: int
    statements: tuple[str, ...]
    text: bytes


class Statements(list):
    """An `execute_wrapper` that remembers what the product asks."""

    def __call__(self, execute, sql, params, many, context):
        if not sql.startswith(OF_TESTS):
            self.append(sql)
        return execute(sql, params, many, context)


def read(client, method: str, url: str, data: dict[str, str]) -> Page:
    """One request to its last byte, taken back."""
    kept, statements = client.cookies.output(header="", sep=";"), Statements()
    with transaction.atomic():
        with connection.execute_wrapper(statements):
            said = getattr(client, method.lower())(url, data, secure=True)
            text = b"".join(said.streaming_content) if said.streaming else said.content
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(kept)
    return Page(said.status_code, tuple(statements), text)


def pages() -> Iterator[str]:
    """What somebody may read, as the rights file says."""
    for line, row in written().items():
        if (line.endswith(" GET") or line in TYPED) and "o" in "".join(row.values()):
            yield line


def readings() -> Iterator[tuple[str, str]]:
    """Each page by each of its readers."""
    rights = written()
    yield from ((line, login) for login in (*READERS, NOBODY) for line in pages() if "o" in rights[line][login])


def walk(client, scene, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Page]:
    service, folders = scene
    known, rights, found = {line: (name, words) for name, line, words in routes()}, written(), {}
    for login, theirs in groupby(sorted(asked, key=itemgetter(1)), itemgetter(1)):
        sign_in(client, service, login)
        for line, _ in theirs:
            route, _, method = line.rpartition(" ")
            name, words = known[route]
            cell = rights[line][login]
            folder = folders[PLACES[cell.index("o")] if len(cell) == len(PLACES) else PLACES[0]]
            data = sent(name, folder) | TYPED.get(line, {})
            found[line, login] = read(client, method, address(name, words, folder, login), data)
    return found


def sign_in(client, service, login: str) -> None:
    """With a proof of who one is fresh enough for every page."""
    client.logout()
    if login != NOBODY:
        client.force_login(service.account(login))
        session = client.session
        session["proved"] = timezone.now().isoformat()
        session.save()


def grown(few: dict[str, Page], many: dict[str, Page]) -> dict[str, list[str]]:
    """What each page asks more, or less, when there is more."""
    return {
        key: more
        for key, page in many.items()
        if (more := told(few[key], page)) and len(few[key].statements) != len(page.statements)
    }


def told(few: Page, many: Page) -> list[str]:
    before, after = (Counter(IN_LISTS.sub("%s…", one) for one in page.statements) for page in (few, many))
    return [
        f"{sign}{count} × {' '.join(statement.split())[:300]}"
        for sign, difference in (("+", after - before), ("-", before - after))
        for statement, count in difference.items()
    ]


def as_text(found: dict[tuple[str, str], list[str]]) -> str:
    return "\n".join(f"{line} ({login}) {more}" for (line, login), statements in found.items() for more in statements)


def lines() -> dict[str, tuple[str, int]]:
    rows = [line.split() for line in LINES.read_text().splitlines() if line and not line.startswith("#")]
    return {f"{route} {method}": (login, int(count)) for route, method, login, count in rows}


def chosen() -> Iterator[tuple[str, str]]:
    yield from ((line, login) for line, (login, _) in lines().items())


def rewrite(many: dict[tuple[str, str], Page]) -> None:
    """Of each page, the reader whose page is one, and asks most."""
    chosen = {}
    for (line, login), page in many.items():
        rank = (page.status == 200, len(page.statements), len(page.text))
        if line not in chosen or rank > chosen[line][0]:
            chosen[line] = rank, login
    wide = max(map(len, chosen))
    rows = (f"{line:{wide}} {chosen[line][1]:11} {chosen[line][0][1]}" for line in pages())
    LINES.write_text("\n".join(("# page, its reader, statements", *rows, "")))


@pytest.fixture
def scene(db):
    with transaction.atomic():
        service, folders = everything()
        furnish(service, folders["own"], timezone.now())
        yield service, folders
        transaction.set_rollback(True)


def read_twice(client, scene, asked: Iterable[tuple[str, str]]) -> tuple[dict, dict]:
    asked = list(asked)
    few = walk(client, scene, asked)
    held = multiply()
    assert {label for label, (before, after) in held.items() if after <= before * SIBLINGS} == set(FEW)
    many = walk(client, scene, asked)
    assert {key: page.status for key, page in many.items()} == {key: page.status for key, page in few.items()}
    return few, many


def test_every_page_has_its_line():
    assert set(lines()) == set(pages())


def test_no_page_asks_more_when_there_is_more(client, scene):
    few, many = read_twice(client, scene, readings() if REWRITES else chosen())
    assert as_text(grown(few, many)) == ""
    if REWRITES:
        rewrite(many)
    said = {line: (login, len(many[line, login].statements)) for line, login in chosen()}
    assert said == lines()
    overflowing = {line for line, login in chosen() if b"apres=" in many[line, login].text}
    assert overflowing >= OVERFLOW


@pytest.mark.long
def test_nor_for_any_of_its_readers(client, scene):
    assert as_text(grown(*read_twice(client, scene, readings()))) == ""


@signed_in
def one_by_one(request):
    """What the rail is against."""
    keys = Account.objects.values_list("pk", flat=True)
    return HttpResponse("".join(Account.objects.get(pk=key).name for key in keys))


urlpatterns = [*ours, path("une-par-une/", one_by_one)]


@pytest.mark.urls(__name__)
def test_a_page_that_asks_for_each_row_is_refused(client, service):
    client.force_login(service.account("admin"))
    few = {"page": read(client, "GET", "/une-par-une/", {})}
    multiply()
    [[one_more]] = grown(few, {"page": read(client, "GET", "/une-par-une/", {})}).values()
    assert re.match(r'\+\d{2,} × SELECT "access_account"', one_more)
