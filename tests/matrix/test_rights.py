"""The rights file against the product: every route × every role × five places, GET and POST.

`rights.txt` is read by people first: a line for each route and method, a column for each role, a letter for each place
(own, team, other, aside, restricted). `o` answers, `.` does not exist for her, `>` leads to the sign-in page, `-` is
not a way to ask. A new route without its line fails. To write the file again after a change of rights, then read the
difference with care: `TISSERAND_REWRITE_RIGHTS=1 python -m pytest tests/matrix/test_rights.py -n 0`.

A bird sings in each free text of the five folders: no answer may hold one that its reader's walls hide, nor one that
could run (checks 1 and 53).
"""

import os
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from tests.matrix.routes import ABSENT, ELSEWHERE, NOT_THIS_WAY, cells, named, routes
from tests.matrix.scenes import PLACES, READERS, everything
from tests.security.canaries import foreign, heard, plant
from tisserand.access import rules
from tisserand.project import urls

pytestmark = pytest.mark.django_db
RIGHTS = Path(__file__).with_name("rights.txt")
NOBODY = "personne"
COLUMNS = (*READERS, NOBODY)
# Ways in that nobody of the scene may take, and why.
NOT_HERE = {
    **dict.fromkeys(("access:demo_login", "access:forget_logins"), "the doors of the demonstration, shut elsewhere"),
    **dict.fromkeys(("access:resume", "access:logout"), "lead to the sign-in page by design"),
    **dict.fromkeys(("access:provider", "access:provider_back"), "no identity provider is named here"),
    **dict.fromkeys(
        ("access:second_factor", "access:second_key_challenge"), "between a password and a second factor only"
    ),
    **dict.fromkeys(
        ("access:code_image", "access:enrol_key", "access:enrol_totp", "access:print_codes", "access:end_sessions"),
        "lead first to a fresh proof of who one is",
    ),
    "deadlines:feed[inconnu]": "opens to its secret alone",
    "access:remove_factor": "the factor asked about is somebody else's",
    "inquiries:concern_close": "leads first to a fresh proof of who one is (check 48)",
    **dict.fromkeys(
        ("support:finish", "support:complete_note", "support:end_finishing"), "nobody here has just left a plan"
    ),
}
# The privacy officer answers for every journal; closing an emergency that one does not hold answers the same to all.
ANSWERS_ALL_ALIKE = {"privacy:reads_of", "privacy:export_reads", "people:emergency_close"}
KNOW_PERSONS = {"secretaire", "accueil", "referente", "cheffe", "pole"}
OWN, TEAM, OTHER, ASIDE, RESTRICTED = range(len(PLACES))


def written() -> dict[str, dict[str, str]]:
    lines = [line.split() for line in RIGHTS.read_text().splitlines() if line and not line.startswith("#")]
    return {f"{route} {method}": dict(zip(COLUMNS, columns, strict=True)) for route, method, *columns in lines}


def rewrite(login: str, found: dict[str, str]) -> None:
    kept = written() if RIGHTS.exists() else {}
    nothing = {line: dict.fromkeys(COLUMNS, NOT_THIS_WAY * len(cell)) for line, cell in found.items()}
    lines = {line: nothing[line] | kept.get(line, {}) | {login: cell} for line, cell in found.items()}
    used = {line: row for line, row in lines.items() if set("".join(row[one] for one in READERS)) != {NOT_THIS_WAY}}
    wide = max(len(line) for line in used)
    head = " ".join(f"{column[:9]:9}" for column in COLUMNS)
    body = (f"{line:{wide}} " + " ".join(f"{row[one]:9}" for one in COLUMNS) for line, row in used.items())
    RIGHTS.write_text("\n".join((f"# {'':{wide - 2}} {head}".rstrip(), *(line.rstrip() for line in body), "")))


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """Built once: each request is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        service, folders = everything()
        birds = plant()
        assert len({bird.model for bird in birds}) >= 10, "too few perimeters hold a bird"
        yield service, folders, birds
        transaction.set_rollback(True)


@pytest.mark.check(1, 50, 53)
@pytest.mark.parametrize("login", COLUMNS)
def test_each_reader_gets_what_the_rights_say(client, scene, login):
    agrees(login, asked(client, *scene, login, every=False))


@pytest.mark.check(1, 50, 53)
@pytest.mark.long
@pytest.mark.parametrize("login", COLUMNS)
def test_each_reader_gets_it_in_every_place(client, scene, login):
    agrees(login, asked(client, *scene, login, every=True))


def asked(client, service, folders, birds, login: str, *, every: bool) -> dict[str, str]:
    """The letters of her column; no page on the way says what is behind the wall nor runs what was typed."""
    if login == NOBODY:
        listener = Listener({bird.word for bird in birds})
        found = cells(client, READERS[0], None, folders, listener, every=every)
    else:
        client.force_login(service.account(login))
        listener = Listener(foreign(birds, service.actor(login)))
        found = cells(client, login, service.actor(login, timezone.now()), folders, listener, every=every)
        assert listener.hidden
        assert listener.met or login not in KNOW_PERSONS, "no bird was heard at all: nothing is proved"
    names = {bird.word: f"{bird.model.__name__}.{bird.field}" for bird in birds}
    assert [f"{where} {names[word]}" for where, word in listener.leaks] == []
    assert listener.running == []
    return found


class Listener:
    """What the answers to one reader let hear."""

    def __init__(self, hidden: set[str]):
        self.hidden, self.met, self.leaks, self.running = hidden, set(), [], []

    def __call__(self, where: str, said) -> None:
        text = said.content.decode("utf-8", "replace") + str(said.headers)
        words = heard(text)
        self.met |= words
        self.leaks += [(where, word) for word in words & self.hidden]
        self.running += [where] if "<script>zq" in text else []


def agrees(login: str, found: dict[str, str]) -> None:
    if os.environ.get("TISSERAND_REWRITE_RIGHTS"):
        rewrite(login, found)
    expected = {line: row[login] for line, row in written().items()}
    # The sign-in page comes before « not this way »: nobody tells nothing of the ways to ask.
    answered = {line: cell for line, cell in found.items() if login != NOBODY and set(cell) != {NOT_THIS_WAY}}
    assert answered | {line: found.get(line) for line in expected} == expected


@pytest.mark.check(49)
def test_every_route_has_its_line():
    lines = {line.rpartition(" ")[0] for line in written()}
    assert lines == {line for _, line, _ in routes()}


class TestTheRightsThemselves:
    """What no rights file may ever say."""

    def test_whoever_stepped_aside_sees_nothing_of_her(self):
        assert not [line for line, row in about_persons() if not closed(row, READERS, ASIDE)]

    def test_a_restricted_person_does_not_exist_elsewhere(self):
        assert not [line for line, row in about_persons() if not closed(row, READERS, RESTRICTED)]

    def test_who_sees_figures_only_sees_no_person(self):
        about = {"person_id", "visit_id", "plan_id", "orientation_id", "assessment_id", "document_id"}
        lines = [(line, row) for line, row in written().items() if words(line) & about]
        assert len(lines) > len(about)
        for place in range(len(PLACES)):
            assert not [line for line, row in lines if not closed(row, ("direction", "conseil", "admin"), place)]

    def test_nobody_enters_without_signing_in(self):
        guarded = [(line, row) for line, row in written().items() if view_of(line).callback.capability is not None]
        assert not [line for line, row in guarded if set(row[NOBODY]) != {ELSEWHERE}]


def about_persons() -> list[tuple[str, dict[str, str]]]:
    rows = written().items()
    lines = [(line, row) for line, row in rows if "person_id" in words(line) and route(line) not in ANSWERS_ALL_ALIKE]
    assert len(lines) > len(PLACES)
    return lines


def closed(row: dict[str, str], readers, place: int) -> bool:
    return {row[login][place] for login in readers if len(row[login]) == len(PLACES)} <= {ABSENT, NOT_THIS_WAY}


def route(line: str) -> str:
    return line.split()[0]


def view_of(line: str):
    return named()[route(line).partition("[")[0]]


def words(line: str) -> set[str]:
    return set(view_of(line).pattern.converters)


def test_no_way_in_is_open_to_nobody():
    open_to = {}
    for line, row in written().items():
        open_to.setdefault(line.split()[0], set()).update("".join(row.values()))
    assert {route for route, answers in open_to.items() if "o" not in answers} == set(NOT_HERE)


def test_every_role_is_asked():
    assert len(READERS) == len(rules.roles())
    assert urls.urlpatterns
