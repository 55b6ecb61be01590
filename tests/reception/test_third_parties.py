"""Whoever speaks in her place is told nothing, and opens no file: at most a « mise à disposition » (practice.md)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.reception.scenes import GERARD, LISTENED, arrives, person
from tests.situations import NOW, acting, as_jobs
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.people.models import Person
from tisserand.reception import operations
from tisserand.reception.models import Visit
from tisserand.reception.operations import Description
from tisserand.reception.rules import contacts
from tisserand.reception.rules.contacts import AT_DISPOSAL, NEITHER_YES_NOR_NO

ALL = ("personne", "proche", "service-departemental", "partenaire", "elu", "autorite", "anonyme")
NO_FILE = [("telephone", "elu"), ("guichet", "elu"), ("telephone", "proche"), ("courrier", "anonyme")]


def test_everybody_but_herself_is_a_third_party_partners_included():
    assert [one for one in ALL if not contacts.is_third_party(one)] == ["personne"]
    assert not contacts.is_third_party("initiative-du-service")


@pytest.mark.parametrize(("channel", "author"), NO_FILE)
def test_a_third_party_opens_no_file(channel, author):
    about = {"channel": channel, "author": author}
    assert contacts.refusals_to_open_file(**about)
    assert contacts.refusals_to_ask(**about)
    assert contacts.refusals_to_concern(purpose="", **about)
    assert not contacts.refusals_to_concern(purpose=AT_DISPOSAL, **about)


@pytest.mark.parametrize(("channel", "author"), [("guichet", "anonyme"), ("telephone", "partenaire")])
def test_who_gives_no_name_at_the_desk_is_heard_and_a_partner_may_bring_somebody(channel, author):
    assert not contacts.opens_no_file(channel=channel, author=author)


@pytest.mark.django_db
class TestBehindTheWalls:
    def calls(self, service, actor, **said) -> Visit:
        return arrives(service, actor, channel="telephone", contact_author="elu", **{"purpose": "", **said})

    def test_the_call_of_an_elected_member_carries_a_name_for_a_mise_a_disposition_only(self, service):
        whom = person(service)
        with acting(service.actor("secretaire")) as actor:
            with pytest.raises(Refused, match="third"):
                self.calls(service, actor, known=whom)
            call = self.calls(service, actor)
            with pytest.raises(Refused, match="third"):
                operations.attach_person(actor=actor, at=NOW, visit=call.pk, person=whom.pk)
            operations.change_purpose(actor=actor, at=NOW, visit=call.pk, purpose=AT_DISPOSAL)
            operations.attach_person(actor=actor, at=NOW, visit=call.pk, person=whom.pk)
            with pytest.raises(Refused, match="third"):
                operations.change_purpose(actor=actor, at=NOW, visit=call.pk, purpose="travailleur-social")
            assert Visit.objects.get(pk=call.pk).person_id == whom.pk

    def test_no_demand_is_written_from_it(self, service):
        with acting(service.actor("accueil")) as worker:
            call = self.calls(service, worker)
            with pytest.raises(Refused, match="third"):
                operations.write_demand(actor=worker, at=NOW, visit=call.pk, said=LISTENED)

    def test_described_afterwards_it_is_the_same(self, service):
        with acting(service.actor("accueil")) as worker:
            heard = arrives(service, worker)
            operations.write_demand(actor=worker, at=NOW, visit=heard.pk, said=LISTENED)
            known = arrives(service, worker, known=person(service))
            for visit in (heard, known):
                with pytest.raises(Refused, match="third"):
                    operations.describe_visit(
                        actor=worker,
                        at=NOW,
                        visit=visit.pk,
                        expected_version=Visit.objects.get(pk=visit.pk).version,
                        said=Description("telephone", "elu", "message"),
                    )

    def test_nobody_is_at_disposal_of_herself(self, service):
        with acting(service.actor("secretaire")) as actor, pytest.raises(Refused, match="offer"):
            arrives(service, actor, purpose=AT_DISPOSAL)

    def test_only_a_call_may_go_without_an_object(self, service):
        with acting(service.actor("secretaire")) as actor:
            assert arrives(service, actor, channel="telephone", purpose="").purpose == ""
            with pytest.raises(Refused, match="unknown"):
                arrives(service, actor, purpose="")


@pytest.mark.django_db
class TestOnScreen:
    @pytest.fixture(autouse=True)
    def _tuesday_morning(self, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: NOW)

    @pytest.fixture
    def desk(self, client, service):
        client.force_login(service.account("secretaire"))
        return client

    def finds(self, desk, **said) -> str:
        return desk.post(reverse("desk:find_arrival"), {"q": "bordelais", **said}).content.decode()

    def registers(self, desk, name, **said):
        return desk.post(reverse(name), {"key": new_id(), **said}, follow=True)

    def test_a_caller_is_asked_who_she_is_and_the_desk_asks_nothing(self, service, desk):
        person(service, GERARD)
        at_the_desk, call = self.finds(desk), self.finds(desk, channel="telephone")
        assert "data-callers hidden" in at_the_desk
        assert "data-callers hidden" not in call
        assert 'value="personne" checked' in call
        assert "initiative-du-service" not in call
        assert NEITHER_YES_NOR_NO not in at_the_desk + call

    @pytest.mark.parametrize("author", ["partenaire", "service-departemental", "autorite"])
    def test_the_sentence_is_shown_before_any_name(self, service, desk, author):
        person(service, GERARD)
        page = self.finds(desk, channel="telephone", author=author)
        assert page.index(NEITHER_YES_NOR_NO) < page.index("Gérard Bordelais")
        assert "C’est cette personne" in page
        assert "Mise à disposition" not in page

    def test_an_elected_member_calls_about_somebody_known(self, service, desk):
        gerard, elected = person(service, GERARD), {"channel": "telephone", "author": "elu"}
        page = self.finds(desk, **elected)
        assert NEITHER_YES_NOR_NO in page
        assert "Mise à disposition" in page
        assert "C’est cette personne" not in page
        assert "Créer et inscrire" not in page
        page = self.registers(desk, "desk:register_known", person=gerard.pk, **elected).content.decode()
        with as_jobs():
            call = Visit.objects.get()
        assert (call.person_id, call.contact_author, call.purpose) == (gerard.pk, "elu", AT_DISPOSAL)
        assert NEITHER_YES_NOR_NO in page
        for gesture in ("reception:book", "reception:certificate", "reception:demand"):
            key = gerard.pk if gesture == "reception:book" else call.pk
            assert reverse(gesture, args=[key]) not in page
        assert "Laisser un message" in page

    def test_an_elected_member_makes_no_new_file(self, service, desk):
        said = {"used_name": "Zami", "first_names": "Rémy", "channel": "telephone", "author": "elu"}
        answer = self.registers(desk, "desk:register_new", **said)
        assert answer.status_code == 422
        assert "il n’ouvre pas de dossier" in answer.content.decode()
        call = self.registers(desk, "desk:register_nameless", channel="telephone", author="elu").context["visit"]
        named = desk.post(reverse("desk:visit_name_new", args=[call.pk]), {"key": new_id(), "used_name": "Zami"})
        assert named.status_code == 422
        with as_jobs():
            assert not Person.objects.exists()

    def test_a_nameless_call_becomes_a_mise_a_disposition_then_has_a_name(self, service, desk):
        gerard = person(service, GERARD)
        answer = self.registers(desk, "desk:register_nameless", channel="telephone", author="elu")
        call, page = answer.context["visit"], answer.content.decode()
        assert "Noter une mise à disposition" in page
        assert "Lui donner un nom" not in page
        here = reverse("desk:visit", args=[call.pk])
        noted = {"purpose": AT_DISPOSAL, "next": here}
        page = desk.post(reverse("reception:purpose", args=[call.pk]), noted, follow=True).content.decode()
        assert "Lui donner un nom" in page
        found = desk.post(reverse("desk:visit_find", args=[call.pk]), {"q": "bordelais"}).content.decode()
        assert "Gérard Bordelais" in found
        assert "Créer et donner ce nom" not in found
        page = desk.post(reverse("desk:visit_name", args=[call.pk]), {"person": gerard.pk}, follow=True)
        assert "La venue porte son nom." in page.content.decode()

    def test_at_the_desk_a_made_up_author_changes_nothing(self, service, desk):
        gerard = person(service, GERARD)
        self.registers(desk, "desk:register_known", person=gerard.pk, author="elu")
        with as_jobs():
            visit = Visit.objects.get()
        assert (visit.channel, visit.contact_author, visit.purpose) == ("guichet", "personne", "travailleur-social")

    def test_a_made_up_caller_is_refused(self, service, desk):
        answer = self.registers(desk, "desk:register_nameless", channel="telephone", author="voisine")
        assert answer.status_code == 422
        assert "Ce choix n’est plus proposé" in answer.content.decode()
        assert "data-callers hidden" not in answer.content.decode()

    def test_a_call_is_no_interview_and_has_the_object_that_somebody_writes(self, service, desk):
        gerard = person(service, GERARD)
        page = self.registers(desk, "desk:register_known", person=gerard.pk, channel="telephone").content.decode()
        assert "au téléphone avec Sandra Nérin" in page
        assert "en entretien avec" not in page
        assert "pas précisé" in page
        assert "<dd>Souhaite voir un travailleur social</dd>" not in page
        line = desk.get(reverse("desk:line")).content.decode()
        assert "au téléphone avec Sandra Nérin" in line
        assert "En entretien ou au téléphone" in line

    def test_a_call_is_counted_apart_and_ends_as_a_call(self, service, desk):
        gerard = person(service, GERARD)
        page = self.registers(desk, "desk:register_known", person=gerard.pk, channel="telephone").content.decode()
        with as_jobs():
            call = Visit.objects.get()
        assert "Remettre en attente" not in page
        assert "Réponse au téléphone" in page
        assert "Réponse au guichet" not in page
        assert "Reçue en entretien" not in page
        line = desk.get(reverse("desk:line"))
        counts = line.context["line"].counts
        assert (counts["came"], counts["received"], counts["calls"]) == (0, 0, 1)
        assert "<dt>Appels</dt><dd>1</dd>" in line.content.decode()
        leave, here = reverse("reception:leave_message", args=[gerard.pk]), reverse("desk:visit", args=[call.pk])
        assert f"{leave}?next={here}&amp;par=telephone" in page
        assert '<option value="telephone" selected>' in desk.get(leave, {"par": "telephone"}).content.decode()
        ended = {"outcome": "reponse-guichet", "next": here}
        page = desk.post(reverse("reception:close", args=[call.pk]), ended, follow=True).content.decode()
        assert "Appel terminé\u00a0: réponse au téléphone." in page

    def test_a_call_written_by_mistake_is_taken_out_and_put_back_in_hand(self, service, desk):
        self.registers(desk, "desk:register_nameless", channel="telephone")
        with as_jobs():
            call = Visit.objects.get()
        for gesture, state in (("cancel", "mistaken"), ("take_back", "received")):
            desk.post(reverse(f"reception:{gesture}", args=[call.pk]))
            with as_jobs():
                call.refresh_from_db()
            assert (call.state, call.received_by_id is not None) == (state, state == "received")
