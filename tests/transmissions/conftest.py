import pytest

from tests.transmissions.situations import scene


@pytest.fixture
def letters(service):
    """Somebody is to be protected, and what is known must leave the house with its proof."""
    return scene(service)
