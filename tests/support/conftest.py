import pytest

from tests.situations import acting
from tests.support.situations import scene


@pytest.fixture
def support(service):
    """Corinne Lollia accompanies Mme Mirval."""
    return scene(service)


@pytest.fixture
def as_referent(support):
    with acting(support.referent):
        yield support
