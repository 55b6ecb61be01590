"""The waiting line, over HTTP."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_the_desk(client, service):
    """A browser signed in as somebody of the small département."""

    def sign_in(login="secretaire"):
        client.force_login(service.account(login))
        return client

    return sign_in


def test_an_empty_line_says_what_to_do(at_the_desk):
    page = at_the_desk().get(reverse("desk:line")).content.decode()
    assert "Personne n’attend" in page
    assert "Accueil de Sainte-Rose" in page
