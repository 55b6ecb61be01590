"""Outside one's site: identity only, until one says why; then until the evening, and never which pôle."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.reception.scenes import person
from tests.situations import NOW, SETTLED, acting, as_jobs
from tisserand.access.models import Consultation, FileGrant, JournalEntry
from tisserand.people.models import CareTeam
from tisserand.reception import operations as reception
from tisserand.reception.rules.visits import Arrival

pytestmark = pytest.mark.django_db

WHY = "Elle appelle depuis Les Abymes pour un colis."
CLOSED = ("desk:file", "desk:story", "people:contact", "people:household", "people:duplicates")


@pytest.fixture
def roselyne(service):
    """Received at Sainte-Rose, accompanied there and by a pôle."""
    row = person(service)
    with as_jobs():
        for unit in (service.team, service.pole):
            CareTeam.objects.create(person=row, unit=unit, reason="suivi", starts_on=SETTLED)
    return row


def sees(client, service, login, view, row):
    client.force_login(service.account(login))
    return client.get(reverse(view, args=[row.pk]))


@pytest.mark.parametrize("view", CLOSED)
@pytest.mark.parametrize("login", ["accueil.ailleurs", "referent.ailleurs"])
def test_identity_is_open_and_the_rest_asks_why(client, service, roselyne, login, view):
    assert sees(client, service, login, "people:identity", roselyne).status_code == 200
    asked = reverse("people:outside", args=[roselyne.pk])
    assert sees(client, service, login, view, roselyne).headers.get("Location") == asked


@pytest.mark.parametrize("login", ["accueil", "referente", "cheffe", "collegue"])
def test_those_of_her_place_are_asked_nothing(client, service, roselyne, login):
    assert sees(client, service, login, "desk:file", roselyne).status_code == 200
    assert sees(client, service, login, "people:outside", roselyne).status_code == 302


def test_a_coming_brings_her_to_the_site(client, service, roselyne):
    with acting(service.actor("secretaire.ailleurs")) as desk:
        arrival = Arrival(arrived_at=NOW, has_person=True)
        reception.register_visit(actor=desk, at=NOW, site=service.other_site.pk, arrival=arrival, person=roselyne.pk)
    assert sees(client, service, "accueil.ailleurs", "desk:file", roselyne).status_code == 200


def test_a_reason_opens_until_the_evening_and_is_kept_with_the_reading(client, service, roselyne):
    client.force_login(service.account("accueil.ailleurs"))
    page = reverse("people:outside", args=[roselyne.pk])
    assert client.post(page, {"words": "pour voir"}).status_code == 422
    assert client.post(page, {"words": WHY}).status_code == 302
    shown = client.get(reverse("desk:file", args=[roselyne.pk]))
    assert shown.status_code == 200
    text = shown.content.decode()
    assert "Sainte-Rose – Deshaies" in text
    assert "Pôle Logement" not in text
    with as_jobs():
        grant = FileGrant.objects.get()
        assert (grant.kind, grant.words) == ("elsewhere", WHY)
        assert timedelta(0) < grant.ends_at - timezone.now() <= timedelta(days=1)
        assert Consultation.objects.filter(page="dossier", reason=WHY).exists()
        assert JournalEntry.objects.filter(verb="elsewhere.open", reason=WHY).exists()
        # The day after.
        FileGrant.objects.update(
            starts_at=grant.starts_at - timedelta(days=2), ends_at=grant.ends_at - timedelta(days=1)
        )
    assert client.get(reverse("desk:file", args=[roselyne.pk])).headers.get("Location") == page
