"""Outside one's site: identity only, until one says why; then until the evening, and never which pôle."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.assessment import orientations
from tests.reception.scenes import person
from tests.situations import NOW, SETTLED, acting, as_jobs
from tisserand.access.models import Consultation, FileGrant, JournalEntry
from tisserand.access.queries import visible
from tisserand.people import operations as people
from tisserand.people import queries as reading
from tisserand.people.models import Address, CareTeam, Consent, ContactPoint, HouseholdMember, Tie
from tisserand.people.rules import Identity
from tisserand.reception import operations as reception
from tisserand.reception.rules.visits import Arrival

pytestmark = pytest.mark.django_db

WHY = "Elle appelle depuis Les Abymes pour un colis."
AROUND = (Address, Consent, ContactPoint, HouseholdMember, Tie)
INES = Identity(used_name="Bordelais", first_names="Inès")
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


class TestAPoleThatAnswers:
    """Who she is and what was passed on; nothing around her until one of the pôle accompanies her (record 0023)."""

    PAGES = (*CLOSED, "people:consents", "people:history")

    @pytest.fixture
    def oriented(self, service):
        row = orientations.sent(service)
        desk = service.actor("accueil")
        hand = {"actor": desk, "at": NOW, "person": row.person_id}
        with acting(desk):
            daughter = people.create_person(actor=desk, at=NOW, identity=INES, site=service.site.pk)
            people.set_contact(**hand, channel="phone", value="0690 12 34 51", starts_on=SETTLED)
            people.add_address(**hand, kind="stable", lines="12 rue des Flamboyants", starts_on=SETTLED)
            people.declare_tie(**hand, other=daughter.pk, kind="child")
            people.live_together(**hand, other=daughter.pk)
            people.record_consent(**hand, topic="partage", partner="L’école", given=True, decided_on=SETTLED)
        with as_jobs():
            assert row.person
        return row

    @pytest.mark.requirement("R25")
    def test_an_orientation_opens_her_identity_alone(self, client, service, oriented):
        asked = reverse("people:outside", args=[oriented.person_id])
        for view in self.PAGES:
            assert sees(client, service, "pole", view, oriented.person).headers.get("Location") == asked, view
        identity = sees(client, service, "pole", "people:identity", oriented.person)
        assert "Gérard" in text(identity)
        assert "téléphone" not in text(identity)
        page = text(client.get(asked))
        assert "ce qu’elle a choisi de transmettre" in page
        assert "devant vous" not in page
        read = text(client.get(reverse("assessment:orientation", args=[oriented.pk])))
        assert "La facture a triplé." in read
        assert reverse("people:identity", args=[oriented.person_id]) in read

    @pytest.mark.requirement("R25")
    def test_behind_the_walls_too(self, service, oriented):
        assert set(around(service, "pole", oriented.person_id).values()) == {0}
        assert set(around(service, "referente", oriented.person_id).values()) == {1}
        with acting(service.actor("pole")) as pole:
            assert reading.search(pole, "0690 12 34 51", today=NOW.date()).hits == ()
            assert reading.search(pole, "Bordelais Gérard", today=NOW.date()).hits

    def test_what_is_said_why_opens_until_the_evening(self, client, service, oriented):
        client.force_login(service.account("pole"))
        client.post(reverse("people:outside", args=[oriented.person_id]), {"words": WHY})
        assert set(around(service, "pole", oriented.person_id).values()) == {1}
        page = text(client.get(reverse("desk:file", args=[oriented.person_id])))
        for said in ("12 rue des Flamboyants", "0690 12 34 51", "Inès", "L’école"):
            assert said in page.replace("\xa0", " "), said

    def test_who_accompanies_reads_as_before_and_her_pole_with_her(self, client, service, oriented):
        row = orientations.play(service, "pole", "admit", oriented)
        orientations.play(service, "cheffe", "attribute", row, professional=service.account("referente").pk)
        assert sees(client, service, "referente", "desk:file", oriented.person).status_code == 200
        # The team answers from now on: the pôle has nothing more to do with her file.
        assert sees(client, service, "pole", "desk:file", oriented.person).status_code == 302
        with as_jobs():
            CareTeam.objects.create(
                person=oriented.person,
                unit=service.pole,
                account=service.account("collegue"),
                reason="orientation",
                starts_on=SETTLED,
            )
        assert "12 rue des Flamboyants" in text(sees(client, service, "pole", "desk:file", oriented.person))
        assert set(around(service, "pole", oriented.person_id).values()) == {1}


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def around(service, login: str, person) -> dict[str, int]:
    """How many rows of each kind she reads: behind the walls, then as the queries say it."""
    with as_jobs():
        actor = service.actor(login, timezone.now())
    with acting(actor):
        behind = {model.__name__: model.objects.filter(person_id=person).count() for model in AROUND}
    with as_jobs():
        assert behind == {model.__name__: visible(model, actor).filter(person_id=person).count() for model in AROUND}
    return behind
