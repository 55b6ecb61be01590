"""What every test stands on: the two database roles, a clock, and the guards against whole families of mistakes."""

import socket
from contextlib import contextmanager

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.template.backends.django import Template
from django.test import TransactionTestCase

from tests.journeys.serving import copy_of_the_tables
from tests.situations import build
from tisserand.access import policies

# Two busy cores make any example slow once; a property is about truth, not time.
SLOW = [hypothesis.HealthCheck.too_slow]
hypothesis.settings.register_profile("tisserand", deadline=None, print_blob=True, suppress_health_check=SLOW)
hypothesis.settings.load_profile("tisserand")


def become(role: str) -> None:
    """Reconnect as another of the four roles."""
    connection.close()
    account = settings.SERVER.django(role)
    connection.settings_dict.update(USER=account["USER"], PASSWORD=account["PASSWORD"])


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings_parallel_suffix):
    """A database of this worker's own, as the product makes its own; it goes with the cluster of the run."""
    name = connection.creation._get_test_db_name()
    copy_of_the_tables(settings.DATA_DIR, name)
    with django_db_blocker.unblock():
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
        become("app")
        yield
        connection.close()


@pytest.fixture(autouse=True, scope="session")
def _truncate_as_owner():
    """TransactionTestCase empties the tables it used: only the owner may."""
    original = TransactionTestCase._fixture_teardown

    def teardown(self):
        become("owner")
        try:
            with journal_that_may_be_emptied():
                original(self)
        finally:
            become("app")

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = original


@contextmanager
def journal_that_may_be_emptied():
    """Not even its owner truncates the journal: she takes the trigger off, and puts it back."""
    kept = [model for model in policies.our_models() if getattr(model, "sealed", False)]
    with connection.cursor() as cursor:
        for model in kept:
            cursor.execute(f"alter table {model._meta.db_table} disable trigger never_changed")
        yield
        for model in kept:
            cursor.execute(f"alter table {model._meta.db_table} enable trigger never_changed")


class UndefinedVariable(str):
    """A template that names what the view did not give is a defect."""

    def __contains__(self, item):
        return item == "%s"

    def __mod__(self, missing):
        raise AssertionError(f"template variable not given: {missing}")


@pytest.fixture(autouse=True, scope="session")
def _strict_templates():
    from django.template import engines

    engines["django"].engine.string_if_invalid = UndefinedVariable("%s")


class QueryInTemplate(AssertionError):
    """A template asked the database: the view must give it everything."""


@pytest.fixture(autouse=True, scope="session")
def _templates_run_no_query():
    original = Template.render

    def refuse(execute, sql, params, many, context):
        raise QueryInTemplate(sql[:200])

    def render(self, context=None, request=None):
        if not self.origin.name.startswith(str(settings.BASE_DIR)):
            return original(self, context, request)
        with connection.execute_wrapper(refuse):
            return original(self, context, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", render)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    """Tests talk to this machine only."""
    original = socket.socket.connect

    def connect(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test reached for the network: {address}")
        return original(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


@contextmanager
def counted(most: int):
    """The block asks the database at most `most` times."""
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        yield queries
    said = "\n".join(str(query["sql"])[:160] for query in queries.captured_queries)
    assert len(queries) <= most, f"{len(queries)} queries, {most} allowed:\n{said}"


@pytest.fixture(scope="module")
def chromium():
    """For a server that runs in this process. Playwright's loop is in this thread; what is beside it is ours alone."""
    from tests.browsers import launched

    with pytest.MonkeyPatch.context() as patch, launched() as running:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield running


@pytest.fixture
def as_jobs(db):
    """Set a scene with the rights of a job."""

    @contextmanager
    def scene():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"set local role {settings.DATABASE_ROLES['jobs']}")
            yield
            cursor.execute("reset role")

    return scene


@pytest.fixture
def service(db):
    """The small département of `tests.situations`."""
    return build()
