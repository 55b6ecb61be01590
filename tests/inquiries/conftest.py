import pytest

from tests.inquiries.situations import scene


@pytest.fixture
def eviction(service):
    """The préfet asks what becomes of Mme Mirval before her hearing."""
    return scene(service)
