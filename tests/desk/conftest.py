import pytest


@pytest.fixture
def at_the_desk(client, service):
    """A browser signed in as somebody of the small département."""

    def sign_in(login="secretaire"):
        client.force_login(service.account(login))
        return client

    return sign_in
