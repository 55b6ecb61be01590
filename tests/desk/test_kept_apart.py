"""A confidential tie: those whom it keeps apart must not meet in our rooms (practice.md)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.reception.scenes import GERARD, arrives, opens, person
from tests.situations import NOW, SystemAt, acting, as_jobs
from tisserand.kernel.ids import new_id
from tisserand.people import operations as people
from tisserand.reception import operations as reception
from tisserand.reception.rules.appointments import Place, Slot

pytestmark = pytest.mark.django_db

APART = "À recevoir à part"


@pytest.fixture(autouse=True)
def _tuesday_morning(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def couple(service):
    """Mme Mirval left M. Bordelais."""
    opens(service)
    her, him = person(service), person(service, GERARD)
    tie(her, him, confidential=True)
    return her, him


def tie(her, him, *, confidential: bool) -> None:
    said = {"kind": "former_partner", "confidential": confidential}
    with as_jobs():
        people.declare_tie(actor=SystemAt, at=NOW, person=her.pk, other=him.pk, **said)


@pytest.fixture
def awaits(service):
    def fix(whom, place=Place.OFFICE, hours=2, professional="referente"):
        with acting(service.actor("secretaire")) as desk:
            return reception.book_appointment(
                actor=desk,
                at=NOW,
                person=whom.pk,
                professional=service.account(professional).pk,
                unit=service.site.pk,
                slot=Slot(NOW + timedelta(hours=hours), 30, place),
            )

    return fix


def registered(client, whom) -> str:
    sent = {"key": str(new_id()), "person": str(whom.pk), "channel": "guichet"}
    return client.post(reverse("desk:register_known"), sent, follow=True).content.decode()


def shown(client, row) -> str:
    names = {"Visit": "desk:visit", "Appointment": "reception:appointment"}
    answer = client.get(reverse(names[type(row).__name__], args=[row.pk]))
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def test_the_second_to_come_is_received_apart_and_the_line_says_neither_why_nor_who(client, service, couple):
    her, him = couple
    client.force_login(service.account("secretaire"))
    assert "ouvrez sa venue" not in registered(client, her)
    line = registered(client, him)
    assert "Avant de faire attendre le n°\xa02, ouvrez sa venue." in line
    assert "confidentiel" not in line
    with as_jobs():
        first, second = reception_visits()
    assert "confidentiel est ici (n° 1)." in shown(client, second)
    assert "confidentiel est ici (n° 2)." in shown(client, first)
    assert "Bordelais" not in shown(client, first)


def test_an_appointment_the_same_day_in_the_same_place(client, service, couple, awaits):
    her, him = couple
    hers = awaits(her)
    his = awaits(him, hours=5, professional="collegue")
    client.force_login(service.account("secretaire"))
    assert "est attendue au même endroit ce jour-là, à 15 h 42." in shown(client, hers)
    assert "à 12 h 42." in shown(client, his)
    with acting(service.actor("secretaire")) as desk:
        came = arrives(service, desk, known=him)
    assert "est attendue au même endroit ce jour-là, à 12 h 42." in shown(client, came)
    assert f"est ici (n° {came.ticket}) et est attendue" in shown(client, hers)


def test_nothing_is_said_of_a_call_another_day_or_an_open_tie(client, service, couple, awaits):
    her, him = couple
    awaits(him, place=Place.TELEPHONE)
    awaits(him, hours=48)
    hers = awaits(her, hours=4)
    client.force_login(service.account("secretaire"))
    assert APART not in shown(client, hers)
    awaits(him, hours=3)
    assert APART in shown(client, hers)
    tie(her, him, confidential=False)
    assert APART not in shown(client, hers)


def reception_visits():
    from tisserand.reception.models import Visit

    return list(Visit.objects.order_by("ticket"))
