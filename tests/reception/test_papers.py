"""Papers of the desk: a certificate without a motive, the sheet of an outage, and its typing."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.conftest import counted
from tests.documents.reading import text_of
from tests.reception.scenes import arrives, person
from tests.situations import NOW, acting, as_jobs
from tisserand.access.models import Consultation
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.reception import operations, queries
from tisserand.reception.models import Visit
from tisserand.reception.rules import papers as rules
from tisserand.reception.rules.papers import Sheet
from tisserand.reception.rules.visits import Arrival, State

LAST_FRIDAY = datetime.fromisoformat("2026-11-20T09:40-04:00")


def typed(service, actor, *, arrived_at=LAST_FRIDAY, by="accueil", outcome="", **said) -> Visit:
    """Call while acting."""
    return operations.type_sheet(
        actor=actor,
        at=NOW,
        site=service.site.pk,
        sheet=Sheet(Arrival(arrived_at=arrived_at), received=bool(by), outcome=outcome),
        received_by=service.account(by).pk if by else None,
        **said,
    )


def test_a_sheet_is_recent_and_says_how_it_ended():
    def codes(days=1, **said):
        sheet = Sheet(Arrival(arrived_at=NOW - timedelta(days=days)), **said)
        return {refusal.code for refusal in rules.refusals_to_type(sheet, at=NOW)}

    assert codes() == {"end"}
    assert codes(outcome="entretien") == {"by"}
    assert codes(61, received=True) == {"old"}
    assert codes(60, received=True) == set()


@pytest.mark.django_db
class TestBehindTheWalls:
    @pytest.mark.requirement("R19")
    def test_the_coming_keeps_its_hour_and_the_typing_has_its_own(self, service):
        with acting(service.actor("secretaire")) as actor:
            visit = typed(service, actor)
        assert (visit.arrived_at, visit.recorded_at, visit.day) == (LAST_FRIDAY, NOW, LAST_FRIDAY.date())
        assert (visit.state, visit.received_at) == (State.RECEIVED, LAST_FRIDAY)
        with acting(service.actor("accueil")) as worker:
            assert queries.to_finish(worker).get().pk == visit.pk, "the demand is left to write"

    def test_what_ended_at_the_desk_never_waits_today(self, service):
        with acting(service.actor("secretaire")) as actor:
            visit = typed(service, actor, by="", outcome="reponse-guichet")
            gone = typed(service, actor, by="", outcome="partie")
            assert (visit.state, visit.ended_at, gone.state) == (State.CLOSED, LAST_FRIDAY, State.LEFT)
            assert not queries.line(actor, service.site.pk, NOW.date()).waiting
            assert not queries.line(actor, service.site.pk, LAST_FRIDAY.date()).waiting

    def test_the_future_and_a_stranger_are_refused(self, service):
        with acting(service.actor("secretaire")) as actor:
            with pytest.raises(Refused, match="future"):
                typed(service, actor, arrived_at=NOW + timedelta(hours=1))
            with pytest.raises(Refused, match="by"):
                typed(service, actor, by="accueil.ailleurs")

    def test_the_same_sheet_sent_twice_is_one(self, service):
        key = new_id()
        with acting(service.actor("secretaire")) as actor:
            assert len({typed(service, actor, request_key=key).pk for _ in range(2)}) == 1


@pytest.mark.django_db
class TestOnScreen:
    @pytest.fixture(autouse=True)
    def _tuesday_morning(self, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: NOW)

    @pytest.fixture
    def desk(self, client, service):
        client.force_login(service.account("secretaire"))
        return client

    def test_a_certificate_says_when_and_never_why(self, service, desk):
        whom = person(service)
        with acting(service.actor("secretaire")) as actor:
            visit = arrives(service, actor, known=whom, purpose="document")
        address = reverse("reception:certificate", args=[visit.pk])
        assert desk.get(address).status_code == 404, "she only waits"
        ended = NOW + timedelta(minutes=20)
        with acting(service.actor("secretaire")) as actor:
            operations.close_visit(actor=actor, at=ended, visit=visit.pk, outcome="reponse-guichet")
        answer = desk.get(address)
        words = text_of(answer.content)
        assert "Roselyne Mirval" in words
        assert "de 10 h 42 à 11 h 02" in words
        assert "document" not in words.lower()
        assert "mirval" not in answer["Content-Disposition"].lower()
        with as_jobs():
            assert Consultation.objects.get().page == "visit.certificate"

    def test_nobody_is_certified_without_a_name_nor_from_elsewhere(self, service, client):
        with acting(service.actor("secretaire")) as actor:
            visit = arrives(service, actor)
            operations.close_visit(actor=actor, at=NOW, visit=visit.pk, outcome="reponse-guichet")
        for login in ("secretaire", "secretaire.ailleurs"):
            client.force_login(service.account(login))
            assert client.get(reverse("reception:certificate", args=[visit.pk])).status_code == 404

    @pytest.mark.parametrize(
        ("described", "certified"),
        [
            ({}, True),
            ({"channel": "permanence"}, True),
            ({"channel": "telephone"}, False),
            ({"channel": "courrier"}, False),
            ({"channel": "visite-a-domicile"}, False),
            ({"channel": "locaux-d-un-partenaire"}, False),
            ({"contact_author": "elu"}, False),
            ({"contact_author": "proche"}, False),
            ({"channel": "telephone", "contact_author": "elu"}, False),
        ],
    )
    def test_presence_is_certified_of_who_was_here_herself(self, service, desk, described, certified):
        whom = person(service)
        with acting(service.actor("secretaire")) as actor:
            visit = arrives(service, actor, known=whom)
            operations.close_visit(actor=actor, at=NOW, visit=visit.pk, outcome="reponse-guichet")
        with as_jobs():
            Visit.objects.filter(pk=visit.pk).update(**described)
        address = reverse("reception:certificate", args=[visit.pk])
        page = desk.get(reverse("desk:visit", args=[visit.pk])).content.decode()
        assert (address in page) is certified
        assert desk.get(address).status_code == (200 if certified else 404)

    def test_the_blank_sheet_carries_the_coded_lists(self, desk):
        words = text_of(desk.get(reverse("reception:blank_sheet")).content)
        for label in ("Souhaite voir un travailleur social", "Réponse au guichet", "Isolement", "Écoute seule"):
            assert label in words

    def sheet(self, service) -> dict:
        return {
            "key": new_id(),
            "day": "20/11/2026",
            "hour": "9h40",
            "q": "mirval roselyne",
            "person": "",
            "channel": "guichet",
            "contact_author": "personne",
            "purpose": "travailleur-social",
            "received_by": service.account("accueil").pk,
        }

    @pytest.mark.requirement("R19")
    def test_a_sheet_is_searched_typed_and_kept(self, service, desk):
        whom, address = person(service), reverse("reception:type_sheet")
        with counted(most=14):
            page = desk.get(address)
        assert "Sans nom" in page.content.decode()
        sheet = self.sheet(service)
        found = desk.post(address, sheet | {"search": "1"}).content.decode()
        assert str(whom.pk) in found
        assert 'value="9h40"' in found, "what was typed is still there"
        sheet["person"] = whom.pk
        kept = desk.post(address, sheet, follow=True).content.decode()
        assert "Fiche saisie" in kept
        with as_jobs():
            visit = Visit.objects.get()
        assert (visit.person_id, visit.arrived_at) == (whom.pk, LAST_FRIDAY)
        desk.post(address, sheet)
        with as_jobs():
            assert Visit.objects.count() == 1

    def test_a_name_that_was_typed_is_not_lost_and_the_sheet_is_found_again(self, service, desk):
        whom, address = person(service), reverse("reception:type_sheet")
        sheet = self.sheet(service)
        answer = desk.post(address, sheet)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Vous avez écrit un nom\u00a0: choisissez la personne, ou laissez le nom vide." in page
        assert 'value="mirval roselyne"' in page
        assert str(whom.pk) in page, "she is offered at once"
        kept = desk.post(address, sheet | {"q": ""}, follow=True).content.decode()
        with as_jobs():
            visit = Visit.objects.get()
        assert reverse("desk:visit", args=[visit.pk]) in kept
        elsewhere = desk.get(address, {"fiche": new_id()}).content.decode()
        assert "Ouvrir la venue" not in elsewhere

    def test_what_ended_a_visit_is_never_chosen_by_default(self, service, desk):
        fields = desk.get(reverse("reception:type_sheet")).context["form"].fields
        assert [fields[name].choices[0] for name in ("purpose", "outcome")] == [("", "Choisir"), ("", "Choisir")]

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"day": "25/11/2026"}, "n’est pas encore arrivé"),
            ({"day": "24/11/2026", "hour": "10 h 50"}, "L’arrivée est dans l’avenir"),
            ({"day": "20/08/2026"}, "plus de 60 jours"),
            ({"received_by": ""}, "Dites qui a mené l’entretien, ou comment la venue s’est terminée"),
            ({"person": "👩"}, "Ce choix n’est plus proposé"),
            ({"q": "x" * 10_000}, "200"),
            ({"hour": "\x00"}, "Écrivez une"),
        ],
    )
    def test_what_is_refused_is_said_beside_its_field(self, service, desk, wrong, words):
        sheet = {
            "key": new_id(),
            "day": "20/11/2026",
            "hour": "9 h 40",
            "channel": "guichet",
            "contact_author": "personne",
        }
        sheet |= {"purpose": "travailleur-social", "received_by": service.account("accueil").pk} | wrong
        answer = desk.post(reverse("reception:type_sheet"), sheet)
        assert answer.status_code == 422
        assert words in answer.content.decode()
