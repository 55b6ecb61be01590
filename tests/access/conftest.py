"""What the tests of the door share."""

import pytest


@pytest.fixture
def light_passwords(settings):
    """The same hash, cheap: a test that tries ten passwords is not about their price."""
    settings.PASSWORD_HASHERS = ["tests.access.doors.Light"]
