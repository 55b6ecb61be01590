"""What she allows, refuses and takes back, and what it stops."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.people.situations import TODAY, known
from tests.situations import NOW, acting
from tisserand.kernel.dates import PartialDate
from tisserand.kernel.refusals import Refused
from tisserand.people import operations, queries
from tisserand.people.rules import Decision
from tisserand.people.rules import consents as rules
from tisserand.people.rules.consents import Said, refusal_to_share, refusals_to_record, standing_refusal

GIVEN = Said("partage", "Le bailleur", Decision.GIVEN, date(2026, 10, 1))
REFUSED = Said("partage", "L’école", Decision.REFUSED, date(2026, 10, 2))


def shared(*said, partner="Le bailleur", on=TODAY):
    refusal = refusal_to_share(said, topic="partage", partner=partner, on=on)
    return refusal.code if refusal else None


def test_an_agreement_never_asked_is_not_one():
    assert shared() == "unasked"
    assert shared(REFUSED) == "unasked"


def test_one_partner_is_not_another():
    assert shared(GIVEN) is None
    assert shared(GIVEN, partner="le  BAILLEUR") is None
    assert shared(GIVEN, partner="La CAF") == "unasked"


def test_the_last_word_counts_and_on_one_day_the_no():
    assert shared(GIVEN, Said("partage", "Le bailleur", Decision.REFUSED, date(2026, 11, 1))) == "refused"
    assert shared(GIVEN, Said("partage", "Le bailleur", Decision.REFUSED, date(2026, 10, 1))) == "refused"
    again = Said("partage", "Le bailleur", Decision.GIVEN, date(2026, 11, 2))
    assert shared(GIVEN, Said("partage", "Le bailleur", Decision.REFUSED, date(2026, 11, 1)), again) is None


def test_a_withdrawn_agreement_says_its_day():
    withdrawn = Said("partage", "Le bailleur", Decision.WITHDRAWN, date(2026, 10, 1), withdrawn_on=date(2026, 11, 20))
    refusal = refusal_to_share([withdrawn], topic="partage", partner="Le bailleur", on=TODAY)
    assert "20 novembre 2026" in refusal.message
    assert standing_refusal([withdrawn], topic="partage", partner="Le bailleur").code == "withdrawn"
    assert standing_refusal([GIVEN], topic="partage", partner="Le bailleur") is None
    assert standing_refusal([], topic="partage", partner="Le bailleur") is None


def test_an_agreement_ends_on_its_day():
    ending = Said("partage", "Le bailleur", Decision.GIVEN, date(2026, 10, 1), until=TODAY)
    assert shared(ending) == "over"
    assert shared(ending, on=date(2026, 11, 23)) is None


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({}, set()),
        ({"topic": "ghost"}, {"topic"}),
        ({"partner": " "}, {"partner"}),
        ({"topic": "sms", "partner": ""}, set()),
        ({"decided_on": None}, {"decided_on"}),
        ({"decided_on": date(2026, 11, 25)}, {"decided_on"}),
        ({"ends_before": TODAY}, {"ends_before"}),
        ({"decided_on": date(1920, 1, 1)}, {"before_birth"}),
        ({"decided_on": date(1984, 1, 1)}, set()),
    ],
)
def test_recording(said, refused):
    usual = {"topic": "partage", "partner": "Le bailleur", "decided_on": TODAY, "ends_before": None, "today": TODAY}
    usual["birth"] = PartialDate(1984)
    assert {refusal.code for refusal in refusals_to_record(**(usual | said))} == refused


def test_every_topic_says_what_it_changes():
    assert {rules.SHARING, rules.SMS, rules.VOICEMAIL, rules.LETTER} <= set(rules.topics())
    assert all(topic.effect for topic in rules.topics().values())


@pytest.fixture
def person(service):
    return known(service).pk


@pytest.mark.django_db
def test_the_gate_opens_with_her_agreement_and_closes_when_she_takes_it_back(service, person):
    with acting(service.actor("referente")) as actor:
        hand = {"actor": actor, "at": NOW}
        assert queries.may_share(actor, person, "partage", "Le bailleur", TODAY).code == "unasked"
        row = operations.record_consent(
            **hand, person=person, topic="partage", partner="Le bailleur", given=True, decided_on=TODAY
        )
        assert queries.may_share(actor, person, "partage", "Le bailleur", TODAY) is None
        operations.withdraw_consent(**hand, consent=row.pk, withdrawn_on=TODAY)
        assert queries.may_share(actor, person, "partage", "Le bailleur", TODAY).code == "withdrawn"
        assert queries.refuses(actor, person, "partage", "Le bailleur").code == "withdrawn"
        with pytest.raises(Refused, match="partner"):
            operations.record_consent(**hand, person=person, topic="partage", given=True, decided_on=TODAY)


@pytest.mark.django_db
def test_the_page_gives_refuses_and_takes_back(service, person, client):
    client.force_login(service.account("secretaire"))
    address = reverse("people:consents", args=[person])
    page = client.get(address).content.decode()
    assert "Rien ne lui a été demandé." in page
    assert "ne reposent pas sur un accord" in page
    today = f"{timezone.localdate():%d/%m/%Y}"
    sent = {"topic": "message-vocal", "given": "oui", "decided_on": today, "words": "Oui, le soir."}
    old = client.post(address, sent | {"decided_on": "01/01/1920"})
    assert (old.status_code, "avant la naissance" in old.content.decode()) == (422, True)
    assert client.post(address, sent).status_code == 302
    page = client.get(address).content.decode()
    assert "Oui, le soir." in page
    with acting(service.actor("secretaire")) as actor:
        [row] = queries.consents(actor, person)
    taking_back = reverse("people:withdraw_consent", args=[person, row.pk])
    assert client.post(taking_back, {"words": "Mon mari écoute."}).status_code == 302
    page = client.get(address).content.decode()
    assert "A retiré son accord" in page
    assert "on raccroche sans laisser de message" in page
    contact = client.get(reverse("people:contact", args=[person])).content.decode()
    assert "Elle a retiré son accord" in contact
    refused = client.post(address, {"topic": "partage", "given": "oui", "decided_on": today})
    assert refused.status_code == 422
    assert "Nommez le partenaire" in refused.content.decode()
    other = reverse("people:withdraw_consent", args=[known(service).pk, row.pk])
    assert client.post(other).status_code == 404
