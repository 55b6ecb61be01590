"""A browser, a served Tisserand, and colleagues who sign in on posts of their own."""

import os
from pathlib import Path

import pytest

from tests.browsers import launched
from tests.journeys.serving import product, with_the_demonstration
from tests.journeys.walking import Post

HERE = Path(__file__).parent
DATA = Path(os.environ["TISSERAND_DATA_DIR"])


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="module")
def browser():
    """Closed with its module: while Playwright runs, Django refuses the ORM to the other tests of this process."""
    with launched() as running:
        yield running


@pytest.fixture(scope="session")
def server():
    with product(DATA, f"journeys_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}") as running:
        yield running


@pytest.fixture(scope="module")
def served(browser, request):
    """What the journeys of another story did is not there any more. Without a browser, no server."""
    with with_the_demonstration(request.getfixturevalue("server"), DATA) as running:
        yield running


@pytest.fixture
def post(browser, served):
    """`post("sandra.nerin")`: her screen, signed in. What the browser complains about fails the test."""
    posts = []

    def sit(login="", **options):
        posts.append(Post(browser, served.url, **options))
        if login:
            posts[-1].sign_in(login)
        return posts[-1]

    yield sit
    for one in posts:
        one.leave()
    complaints = [complaint for one in posts for complaint in one.complaints]
    assert not complaints, "\n".join(complaints)
    assert "Traceback" not in served.errors(), served.errors()[-4000:]
