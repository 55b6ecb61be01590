import pytest
from django.utils import timezone

from tests.situations import NOW


@pytest.fixture
def at_the_desk(client, service, monkeypatch):
    """A browser signed in on Tuesday morning."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)

    def sign_in(login="secretaire"):
        client.force_login(service.account(login))
        return client

    return sign_in
