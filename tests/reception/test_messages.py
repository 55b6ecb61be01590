"""« Est passée, rappeler »: left at the desk, owed by the next working day, answered by the right person."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.conftest import counted
from tests.reception.scenes import person
from tests.situations import NOW, SETTLED, SystemAt, acting, as_jobs
from tisserand.deadlines.models import Obligation
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people
from tisserand.reception import operations, queries
from tisserand.reception.models import Message
from tisserand.reception.rules import messages as rules

TODAY = NOW.date()


def accompanied(service, login="referente"):
    """Roselyne, whom the référent of the team accompanies."""
    roselyne = person(service)
    with as_jobs():
        people.join_care_team(
            actor=SystemAt,
            at=NOW,
            person=roselyne.pk,
            account=service.account(login).pk,
            unit=service.team.pk,
            reason="accompagnement",
            starts_on=SETTLED,
        )
    return roselyne


def leaves(service, actor, whom, *, codes=("est-passee",), **said):
    """Call while acting: to the first of those proposed."""
    to = queries.recipients(actor, whom.pk, service.site, on=TODAY)[0]
    return operations.leave_message(actor=actor, at=NOW, person=whom.pk, to=to, codes=codes, **said)


def test_a_message_says_something_short_to_somebody():
    def codes(*chosen, words="", to=True):
        return {one.code for one in rules.refusals_to_leave(chosen, words, has_recipient=to, today=TODAY)}

    assert codes() == {"codes"}
    assert codes("est-passee", to=False) == {"to"}
    assert codes("autre") == {"text"}
    assert codes("inventé") == {"unknown"}
    assert codes("est-passee", words="x" * 281) == {"long"}
    assert codes("est-passee", words="x" * 280) == set()


@pytest.mark.django_db
class TestBehindTheWalls:
    def test_it_is_owed_by_the_referent_on_the_next_working_day(self, service):
        with acting(service.actor("secretaire")) as actor:
            message = leaves(service, actor, accompanied(service))
        with as_jobs():
            owed = Obligation.objects.get()
        assert (owed.account.name, owed.unit_id) == ("Corinne Lollia", service.team.pk)
        assert owed.due_at == datetime(2026, 11, 25, 22, 0, tzinfo=UTC)
        assert "Mirval" not in owed.label
        with acting(service.actor("referente")) as actor:
            operations.answer_message(actor=actor, at=NOW, message=message.pk)
            with pytest.raises(Refused, match="done"):
                operations.answer_message(actor=actor, at=NOW, message=message.pk)
        with as_jobs():
            assert Obligation.objects.get().outcome == "fait"

    def test_without_referent_the_team_of_her_commune_then_the_site(self, service):
        from tisserand.territories.models import Commune, Sector

        with as_jobs():
            Commune.objects.create(
                code="97129",
                name="Sainte-Rose",
                sort_key="sainte rose",
                department="971",
                population=1,
                epci="",
                source="",
                epci_name="",
                as_of=TODAY,
            )
            Sector.objects.create(unit=service.team, commune_id="97129", kind="team", starts_on=SETTLED)
        roselyne = person(service)
        with acting(service.actor("secretaire")) as actor:
            assert [one.label for one in queries.recipients(actor, roselyne.pk, service.site, on=TODAY)] == [
                "Accueil de Sainte-Rose"
            ]
            people.add_address(
                actor=actor,
                at=NOW,
                person=roselyne.pk,
                kind="stable",
                commune="97129",
                commune_name="Sainte-Rose",
                starts_on=TODAY,
            )
            found = queries.recipients(actor, roselyne.pk, service.site, on=TODAY)
        assert [(one.account, one.unit) for one in found] == [(None, service.team.pk), (None, service.site.pk)]

    def test_only_who_it_is_for_answers(self, service):
        with acting(service.actor("secretaire")) as actor:
            message = leaves(service, actor, accompanied(service))
            with pytest.raises(Refused, match="seat"):
                operations.answer_message(actor=actor, at=NOW, message=message.pk)
        for login, seen in (
            ("referente", 1),
            ("collegue", 1),
            ("cheffe", 1),
            ("accueil.ailleurs", 0),
            ("direction", 0),
        ):
            with acting(service.actor(login)) as actor:
                assert queries.messages(actor).count() == seen == Message.objects.count(), login

    def test_a_double_press_leaves_one(self, service):
        key, whom = new_id(), accompanied(service)
        with acting(service.actor("secretaire")) as actor:
            assert len({leaves(service, actor, whom, request_key=key).pk for _ in range(2)}) == 1


@pytest.mark.django_db
class TestOnScreen:
    @pytest.fixture(autouse=True)
    def _tuesday_morning(self, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: NOW)

    def test_from_the_desk_to_the_referent_and_back(self, service, client):
        whom = accompanied(service)
        client.force_login(service.account("secretaire"))
        address = reverse("reception:leave_message", args=[whom.pk])
        with counted(most=18):
            page = client.get(address)
        (to, label), *_ = page.context["form"].fields["to"].choices
        assert label == "Corinne Lollia, Sainte-Rose – Deshaies"
        sent = {"key": new_id(), "to": to, "codes": ["est-passee"], "channel": "guichet", "next": "/accueil/"}
        left = client.post(address, sent, follow=True)
        assert "Message laissé pour Corinne Lollia." in left.content.decode()
        with as_jobs():
            message = Message.objects.get()
        client.force_login(service.account("referente"))
        shown = reverse("reception:message", args=[message.pk])
        with counted(most=19):
            page = client.get(shown).content.decode()
        assert "Passage à l’accueil, rappeler" in page
        done = client.post(reverse("reception:answer_message", args=[message.pk]), follow=True).content.decode()
        assert "le message est classé" in done
        assert ">Fait</button>" not in done

    @pytest.mark.parametrize("typed", [{"codes": []}, {"to": "x"}, {"words": "👩" * 281}, {"codes": ["autre"]}])
    def test_what_is_refused_is_kept(self, service, client, typed):
        whom = accompanied(service)
        client.force_login(service.account("secretaire"))
        address = reverse("reception:leave_message", args=[whom.pk])
        to = client.get(address).context["form"].fields["to"].choices[0][0]
        sent = {"key": new_id(), "to": to, "codes": ["est-passee"], "channel": "guichet"} | typed
        assert client.post(address, sent).status_code == 422
        with as_jobs():
            assert not Message.objects.exists()

    def test_elsewhere_nobody_finds_it(self, service, client):
        with acting(service.actor("secretaire")) as actor:
            message = leaves(service, actor, accompanied(service))
        client.force_login(service.account("accueil.ailleurs"))
        assert client.get(reverse("reception:message", args=[message.pk])).status_code == 404
        assert client.post(reverse("reception:answer_message", args=[message.pk])).status_code == 404
