"""The page of an obligation says why its date is what it is, and lets it be said done elsewhere."""

from datetime import date

import pytest
from django.urls import reverse

from tests.situations import NOW, as_jobs
from tisserand.deadlines import operations
from tisserand.deadlines.models import Obligation
from tisserand.kernel.ids import new_id

pytestmark = pytest.mark.django_db
KIND = "essai.dsf"


@pytest.fixture
def owed(service):
    """The social report of a hearing that was put off once."""
    with as_jobs():
        actor, subject = service.actor("referente"), new_id()
        hand = {"actor": actor, "at": NOW, "kind": KIND, "subject": subject}
        row = operations.start(
            **hand,
            rule="EXP-5b",
            event_on=date(2027, 2, 1),
            unit=service.team.pk,
            account=service.account("referente").pk,
        )
        operations.move_event(
            **hand, event="dsf.audience", event_on=date(2027, 3, 29), reason="Renvoi demandé par le bailleur"
        )
    return row


def page(client, service, login: str, row) -> tuple[int, str]:
    client.force_login(service.account(login))
    answer = client.get(reverse("deadlines:why", args=[row.pk]), secure=True)
    return answer.status_code, answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.requirement("R61")
def test_it_says_the_rule_the_article_the_count_and_what_moved_it(client, service, owed):
    status, said = page(client, service, "referente", owed)
    assert status == 200
    assert "5 jours ouvrés avant l’audience du 29 mars 2027" in said
    assert "décret 2021-8" in said
    assert "l’audience se tient, et un diagnostic de carence est transmis" in said
    assert "Renvoi demandé par le bailleur" in said
    assert "lundi 25 janvier 2027" in said
    assert "Corinne Lollia" in said


def test_a_doubtful_rule_says_so(client, service, owed):
    _, said = page(client, service, "referente", owed)
    assert "À vérifier" in said
    assert "à confirmer après les décrets de 2026" in said


def test_elsewhere_it_does_not_exist(client, service, owed):
    assert page(client, service, "referent.ailleurs", owed)[0] == 404


def test_a_row_of_the_book_that_is_gone_leaves_the_sentence(client, service, owed):
    with as_jobs():
        Obligation.objects.filter(pk=owed.pk).update(rule_version="EXP-5b@1900-01-01")
    status, said = page(client, service, "referente", owed)
    assert status == 200
    assert "5 jours ouvrés avant l’audience du 29 mars 2027" in said


def test_done_elsewhere_says_when_and_what_proves_it(client, service, owed):
    client.force_login(service.account("referente"))
    address = reverse("deadlines:done_elsewhere", args=[owed.pk])
    refused = client.post(address, {"on": "23/11/2026", "proof": ""}, secure=True)
    assert refused.status_code == 422
    kept = client.post(address, {"on": "20/11/2026", "proof": "Récépissé du greffe"}, secure=True)
    assert kept.status_code == 302
    _, said = page(client, service, "referente", owed)
    assert "Fait le 20 novembre 2026" in said
    assert "Récépissé du greffe" in said
    assert "C’est fait" not in said


def test_the_list_leads_to_it(client, service, owed):
    client.force_login(service.account("referente"))
    said = client.get(reverse("desk:duties"), secure=True).content.decode()
    assert reverse("deadlines:why", args=[owed.pk]) in said
