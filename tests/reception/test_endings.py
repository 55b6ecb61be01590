"""Who was left in the line at night is not forgotten: her site is to say how it ended, until somebody does."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.documents.reading import text_of
from tests.reception.scenes import GERARD, LISTENED, arrives, person
from tests.situations import NOW, SystemAt, acting, as_jobs, local_day
from tisserand.access import scope
from tisserand.deadlines.models import Obligation
from tisserand.demo import checks
from tisserand.kernel.refusals import Refused
from tisserand.project import invariants
from tisserand.reception import jobs, operations
from tisserand.reception.models import Visit
from tisserand.reception.operations import AlreadyWaiting, DemandChanged
from tisserand.reception.rules.papers import Sheet
from tisserand.reception.rules.visits import OPEN, Arrival

pytestmark = pytest.mark.django_db
TOMORROW = NOW + timedelta(days=1)
OUTCOMES = ["reponse-guichet", "entretien", "partie"]


def night_passes(at: datetime = TOMORROW) -> int:
    with as_jobs():
        return operations.owe_endings(actor=SystemAt, at=at)


def owed(visit: Visit) -> list[Obligation]:
    with as_jobs():
        rows = Obligation.objects.filter(kind="reception.visit", subject=visit.pk, closed_at=None)
        return list(rows.select_related("unit"))


def closes(service, visit, *, at=TOMORROW, outcome="reponse-guichet"):
    with acting(service.actor("secretaire", at)) as actor:
        return operations.close_visit(actor=actor, at=at, visit=visit.pk, outcome=outcome)


@pytest.mark.requirement("R03")
def test_whoever_was_left_waiting_is_her_sites_to_see_to(service):
    with acting(service.actor("secretaire")) as actor:
        waits = arrives(service, actor, called_as="gilet vert")
        heard = arrives(service, actor, known=person(service))
        operations.receive_visit(actor=actor, at=NOW, visit=heard.pk, by=service.account("accueil").pk)
        gone = arrives(service, actor)
        operations.close_visit(actor=actor, at=NOW, visit=gone.pk, outcome="reponse-guichet")
    assert night_passes(NOW) == 0, "the day is not over"
    assert night_passes() == 2
    assert night_passes() == 0, "owed once"
    [of_nobody], [of_roselyne] = owed(waits), owed(heard)
    assert (of_nobody.unit_id, of_nobody.account_id, of_nobody.person_id) == (service.site.pk, None, None)
    assert of_nobody.label == "Dire comment s’est terminée la venue n°\u00a01 du 24 novembre"
    assert of_nobody.due_at == datetime(2026, 11, 26, 22, tzinfo=UTC), "the end of the next working day"
    assert of_roselyne.person_id == heard.person_id
    assert owed(gone) == []


def test_the_day_is_over_where_the_site_is(service):
    with acting(service.actor("secretaire")) as actor:
        arrives(service, actor)
    assert night_passes(datetime(2026, 11, 25, 3, 50, tzinfo=UTC)) == 0, "ten to midnight in Guadeloupe"
    with as_jobs():
        jobs.owe_endings(int(datetime(2026, 11, 25, 4, 20, tzinfo=UTC).timestamp()))
        assert Obligation.objects.filter(kind="reception.visit").count() == 1


@pytest.mark.parametrize("how", ["close", "leave", "cancel"])
def test_a_coming_that_ends_keeps_its_promise(service, how):
    with acting(service.actor("secretaire")) as actor:
        visit = arrives(service, actor)
    night_passes()
    if how == "cancel":
        with acting(service.actor("secretaire", TOMORROW)) as actor:
            operations.cancel_visit(actor=actor, at=TOMORROW, visit=visit.pk)
    else:
        closes(service, visit, outcome="partie" if how == "leave" else "reponse-guichet")
    assert owed(visit) == []
    assert night_passes() == 0


def test_reopened_or_typed_later_it_is_owed_at_once(service):
    with acting(service.actor("secretaire")) as actor:
        visit = arrives(service, actor)
    closes(service, visit, at=NOW)
    with acting(service.actor("secretaire", TOMORROW)) as actor:
        operations.take_back(actor=actor, at=TOMORROW, visit=visit.pk)
        sheet = Sheet(Arrival(arrived_at=NOW), received=True)
        by = service.account("accueil").pk
        typed = operations.type_sheet(actor=actor, at=TOMORROW, site=service.site.pk, sheet=sheet, received_by=by)
    assert len(owed(visit)) == len(owed(typed)) == 1


def test_the_demand_of_the_same_coming_stays_owed(service):
    with acting(service.actor("accueil")) as worker:
        visit = arrives(service, worker)
        operations.receive_visit(actor=worker, at=NOW, visit=visit.pk, by=worker.account_id)
        operations.write_demand(actor=worker, at=NOW, visit=visit.pk, said=LISTENED)
    night_passes()
    closes(service, visit, outcome="entretien")
    with as_jobs():
        assert [row.kind for row in Obligation.objects.filter(subject=visit.pk, closed_at=None)] == ["reception.demand"]


@pytest.mark.requirement("R17")
def test_a_coming_without_a_name_is_ended_from_what_the_site_owes(service, client, monkeypatch):
    with acting(service.actor("secretaire")) as actor:
        visit = arrives(service, actor, called_as="gilet vert")
    night_passes()
    monkeypatch.setattr(timezone, "now", lambda: TOMORROW)
    client.force_login(service.account("secretaire"))
    page = reverse("desk:visit", args=[visit.pk])
    opened = f'href="{page}"'
    assert opened in client.get(reverse("desk:duties"), {"pour": "equipe"}).content.decode()
    assert page not in client.get(reverse("desk:line")).content.decode(), "the line is that of the day"
    assert "Réponse au guichet" in client.get(page).content.decode()
    client.post(reverse("reception:close", args=[visit.pk]), {"outcome": "reponse-guichet"})
    assert owed(visit) == []
    assert opened not in client.get(reverse("desk:duties"), {"pour": "equipe"}).content.decode()


def test_a_certificate_never_says_when_she_left_when_nobody_knows(service, client, monkeypatch):
    with acting(service.actor("secretaire")) as actor:
        visit = arrives(service, actor, known=person(service))
    closes(service, visit, at=TOMORROW + timedelta(hours=1))
    monkeypatch.setattr(timezone, "now", lambda: TOMORROW + timedelta(hours=2))
    client.force_login(service.account("secretaire"))
    words = text_of(client.get(reverse("reception:certificate", args=[visit.pk])).content)
    assert "10 h 42" in words
    assert "11 h 42" not in words


def test_the_demonstration_refuses_one_that_nobody_has_to_end(service):
    with acting(service.actor("secretaire")) as actor:
        arrives(service, actor)
    with acting(service.actor("secretaire", TOMORROW)) as actor:
        arrives(service, actor, at=TOMORROW)
    with as_jobs(), pytest.raises(Refused) as refused:
        checks.refuse_breaches()
    assert "venue d’un jour passé restée ouverte sans échéance" in refused.value.refusals[0].message
    night_passes()
    with as_jobs():
        assert checks.refuse_breaches() == len(invariants.BREACHES)


@pytest.mark.requirement("R03", "R17")
def test_no_sequence_of_gestures_forgets_a_coming(service):
    reached = set()

    class Gestures(RuleBasedStateMachine):
        """Whatever the desk does, with a name or without, night after night; a refusal changes nothing."""

        def __init__(self):
            super().__init__()
            self.undo = transaction.atomic()
            self.undo.__enter__()
            self.at, self.people = NOW, [None, person(service), person(service, GERARD)]
            self.actor = service.actor("accueil")
            scope.enter(self.actor)

        def teardown(self):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

        def attempt(self, operation, **said):
            try:
                with transaction.atomic():
                    operation(actor=self.actor, at=self.at, **said)
            except (Refused, AlreadyWaiting, DemandChanged):
                return

        def one(self, rank: int) -> dict:
            rows = list(Visit.objects.order_by("id"))
            return {"visit": rows[rank % len(rows)].pk} if rows else {}

        def on_one(self, rank: int, operation, **said):
            if one := self.one(rank):
                self.attempt(operation, **one, **said)

        @rule(who=st.integers(0, 2))
        def somebody_comes(self, who):
            whom = self.people[who]
            arrival = Arrival(arrived_at=self.at, has_person=whom is not None)
            key = whom and whom.pk
            self.attempt(operations.register_visit, site=service.site.pk, arrival=arrival, person=key)

        @rule(days=st.integers(1, 5))
        def a_sheet_is_typed(self, days):
            sheet = Sheet(Arrival(arrived_at=self.at - timedelta(days=days)), received=True)
            self.attempt(operations.type_sheet, site=service.site.pk, sheet=sheet, received_by=self.actor.account_id)

        @rule(rank=st.integers(0, 9))
        def she_is_let_in(self, rank):
            self.on_one(rank, operations.receive_visit, by=self.actor.account_id)

        @rule(rank=st.integers(0, 9))
        def her_demand_is_written(self, rank):
            self.on_one(rank, operations.write_demand, said=LISTENED)

        @rule(rank=st.integers(0, 9), outcome=st.sampled_from(OUTCOMES))
        def it_ends(self, rank, outcome):
            self.on_one(rank, operations.close_visit, outcome=outcome)

        @rule(rank=st.integers(0, 9))
        def it_was_a_mistake(self, rank):
            self.on_one(rank, operations.cancel_visit)

        @rule(rank=st.integers(0, 9))
        def it_is_taken_back(self, rank):
            self.on_one(rank, operations.take_back)

        @rule(rank=st.integers(0, 9), who=st.integers(1, 2))
        def she_gives_her_name(self, rank, who):
            self.on_one(rank, operations.attach_person, person=self.people[who].pk)

        @rule(days=st.integers(1, 3))
        def nights_pass(self, days):
            self.at += timedelta(days=days)
            night_passes(self.at)
            scope.enter(self.actor)

        @invariant()
        def nobody_is_forgotten(self):
            with as_jobs():
                rows = Obligation.objects.filter(kind="reception.visit", closed_at=None)
                found = sorted((row.subject, row.person_id) for row in rows)
                today = local_day(self.at)
                left = Visit.objects.filter(state__in=OPEN, day__lt=today)
                assert found == sorted((row.pk, row.person_id) for row in left)
            scope.enter(self.actor)
            reached.update("owed" for _ in found)

    run_state_machine_as_test(
        Gestures,
        settings=settings(
            max_examples=15,
            stateful_step_count=14,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert reached, "the property would be empty if nobody was ever left waiting"
