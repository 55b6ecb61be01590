"""The guards of the tests and of the request, each proved by a breach that fails."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory

from tests.conftest import QueryInTemplate
from tisserand.access import scope
from tisserand.access.models import Account, Unit
from tisserand.project.request import RequestScope, WriteInReading

pytestmark = pytest.mark.rail

ROOT = Path(settings.BASE_DIR)


def answer_to(method: str, view, account):
    request = getattr(RequestFactory(), method)("/")
    request.user = account
    return RequestScope(view)(request)


def writing_view(request):
    Unit.objects.filter(code="personne").update(name="autre")
    return HttpResponse("écrit")


@pytest.mark.check(23)
@pytest.mark.django_db
def test_a_get_that_writes_is_refused(service):
    with pytest.raises(WriteInReading):
        answer_to("get", writing_view, service.account("secretaire"))


@pytest.mark.django_db
def test_a_post_may_write(service):
    assert answer_to("post", writing_view, service.account("secretaire")).status_code == 200


@pytest.mark.check(23)
@pytest.mark.django_db(transaction=True)
def test_postgresql_itself_refuses_to_write_in_a_get():
    def write_while_reading():
        with transaction.atomic():
            scope.enter(None, read_only=True)
            connection.cursor().execute("update access_unit set name = name")

    with pytest.raises(DatabaseError, match="read-only"):
        write_while_reading()


@pytest.mark.check(11)
@pytest.mark.django_db(transaction=True)
def test_a_request_that_fails_leaves_nothing():
    def failing_view(request):
        Account.objects.create(login="fantome", name="Fantôme")
        return HttpResponse(status=500)

    class Nobody:
        is_authenticated = False

    answer_to("post", failing_view, Nobody())
    assert not Account.objects.filter(login="fantome").exists()


@pytest.mark.django_db
def test_a_template_that_asks_the_database_fails():
    template = engines["django"].from_string("{% for unit in units %}{{ unit.name }}{% endfor %}")
    template.origin.name = str(ROOT / "tisserand/ui/templates/ui/essai.html")
    with pytest.raises(QueryInTemplate):
        template.render({"units": Unit.objects.all()})


def test_a_template_that_names_the_unknown_fails():
    with pytest.raises(AssertionError, match="absent"):
        engines["django"].from_string("{{ absent }}").render({})


def test_tests_cannot_reach_the_network():
    import socket

    with socket.socket() as line, pytest.raises(AssertionError, match="network"):
        line.connect(("192.0.2.1", 80))


def lint_imports(tree: Path) -> subprocess.CompletedProcess:
    program = Path(sys.executable).parent / "lint-imports"
    return subprocess.run([program, "--no-cache"], cwd=tree, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy_of_the_tree(tmp_path_factory):
    import shutil

    tree = tmp_path_factory.mktemp("tree")
    skipped = shutil.ignore_patterns("__pycache__", "static", "templates", "typst", "fonts", "migrations")
    shutil.copytree(ROOT / "tisserand", tree / "tisserand", ignore=skipped)
    shutil.copytree(ROOT / "tools", tree / "tools", ignore=skipped)
    shutil.copy(ROOT / ".importlinter", tree)
    return tree


def test_the_import_contracts_are_kept(copy_of_the_tree):
    answer = lint_imports(copy_of_the_tree)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize(
    ("file", "line", "sentence"),
    [
        ("tisserand/kernel/refusals.py", "import tisserand.access.rules", "A room imports only rooms below it"),
        ("tisserand/activity/queries.py", "import tisserand.access.models", "Models and web are private"),
        ("tisserand/deadlines/queries.py", "import tisserand.deadlines.operations", "A drawer imports only drawers"),
        ("tisserand/deadlines/rules/duties.py", "import django.db", "plain Python"),
    ],
)
def test_a_breach_of_the_import_contracts_fails(copy_of_the_tree, file, line, sentence):
    path = copy_of_the_tree / file
    before = path.read_text(encoding="utf-8")
    try:
        path.write_text(f"{before}\n{line}\n", encoding="utf-8")
        answer = lint_imports(copy_of_the_tree)
    finally:
        path.write_text(before, encoding="utf-8")
    assert answer.returncode != 0
    assert f"{sentence}" in " ".join(answer.stdout.split())
    assert "BROKEN" in answer.stdout
