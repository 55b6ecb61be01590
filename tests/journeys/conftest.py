"""A browser, a served Tisserand, and colleagues who sign in on posts of their own."""

import os
import re
from pathlib import Path

import pytest

from tests.browsers import launched
from tests.journeys.serving import served as serve
from tests.journeys.walking import Post

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="module")
def browser():
    """Closed with its module: while Playwright runs, Django refuses the ORM to the other tests of this process."""
    with launched() as running:
        yield running


@pytest.fixture(scope="module")
def served(browser, request):
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    story = re.sub(r"\W", "_", request.module.__name__.rpartition(".")[2])
    with serve(Path(os.environ["TISSERAND_DATA_DIR"]), f"journey_{story}_{worker}") as running:
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
