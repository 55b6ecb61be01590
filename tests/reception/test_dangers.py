"""«Danger immédiat»: always an owner and a next date, whatever happens; never a kind for the line."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reception.scenes import LISTENED, arrives, opens, person
from tests.situations import NOW, acting, as_jobs
from tisserand.deadlines import jobs
from tisserand.deadlines import queries as dues
from tisserand.deadlines.models import Obligation
from tisserand.kernel.refusals import Refused
from tisserand.reception import operations, queries
from tisserand.reception.models import Demand, Emergency, EmergencyAnswer, EmergencyKind, Visit
from tisserand.reception.rules.dangers import Answer, State

pytestmark = pytest.mark.django_db
CLOSING = datetime.fromisoformat("2026-11-24T16:00-04:00")
TOMORROW = NOW + timedelta(hours=18)
NO_SOLUTION = Answer(outcome="sans-solution", manager_informed_at=NOW, resumes_at=TOMORROW)


def in_danger(service, actor, **said):
    visit = arrives(service, actor, **said)
    return visit, operations.open_emergency(actor=actor, at=NOW, visit=visit.pk)


@pytest.mark.requirement("R23")
def test_the_clock_stops_when_the_site_closes(service):
    opens(service)
    with acting(service.actor("accueil")) as actor:
        visit, danger = in_danger(service, actor)
        duty = danger.obligation
        assert duty.due_at == CLOSING
        assert duty.escalates_at == CLOSING - timedelta(hours=2)
        assert duty.account_id == actor.account_id
        assert operations.open_emergency(actor=actor, at=NOW, visit=visit.pk).pk == danger.pk


def test_a_site_that_is_shut_has_two_hours(service):
    with acting(service.actor("secretaire")) as actor:
        _, danger = in_danger(service, actor)
        assert danger.obligation.due_at == NOW + timedelta(hours=2)
        assert (danger.obligation.unit_id, danger.obligation.account_id) == (service.site.pk, None)


def test_the_secretary_says_there_is_danger_and_never_reads_of_what_kind(service):
    with acting(service.actor("secretaire")) as secretary:
        _, danger = in_danger(service, secretary)
    with acting(service.actor("accueil")) as worker:
        operations.take_in_hand(actor=worker, at=NOW, emergency=danger.pk)
        operations.say_kind(actor=worker, at=NOW, emergency=danger.pk, kind="enfant-en-danger")
        assert queries.story_of(worker, danger).kind.kind == "enfant-en-danger"
    with acting(service.actor("secretaire")) as secretary:
        assert queries.open_emergencies(secretary).get().obligation.account.name == "Joël Pierrot"
        assert not EmergencyKind.objects.exists()
        with pytest.raises(Refused):
            operations.say_kind(actor=secretary, at=NOW, emergency=danger.pk, kind="enfant-en-danger")
    with acting(service.actor("cheffe")) as manager:
        assert queries.story_of(manager, danger).kind.kind == "enfant-en-danger"
    with acting(service.actor("referente")):
        assert not Emergency.objects.exists()


def test_nobody_closes_the_visit_while_the_danger_is_open(service):
    with acting(service.actor("accueil")) as actor:
        visit, danger = in_danger(service, actor)
        with pytest.raises(Refused, match="danger"):
            operations.close_visit(actor=actor, at=NOW, visit=visit.pk, outcome="reponse-guichet")
        with pytest.raises(Refused):
            operations.cancel_visit(actor=actor, at=NOW, visit=visit.pk)
        answered = Answer(outcome="danger-ecarte")
        operations.answer_emergency(actor=actor, at=NOW, emergency=danger.pk, answer=answered)
        operations.close_visit(actor=actor, at=NOW, visit=visit.pk, outcome="reponse-guichet")
        assert not dues.open_obligations(actor).exists()


def test_the_manager_is_told_two_hours_before_closing(service):
    opens(service)
    with acting(service.actor("accueil")) as actor:
        in_danger(service, actor)
    with as_jobs():
        assert jobs.escalate_what_is_due(at=CLOSING - timedelta(hours=3)) == 0
        assert jobs.escalate_what_is_due(at=CLOSING - timedelta(hours=2)) == 1
        assert jobs.escalate_what_is_due(at=CLOSING - timedelta(hours=1)) == 0
        assert Obligation.objects.get().escalated_to_id == service.account("cheffe").pk


def test_a_danger_outlives_closing_in_named_hands(service):
    opens(service)
    with acting(service.actor("accueil")) as actor:
        _, danger = in_danger(service, actor)
        with pytest.raises(Refused, match="relay"):
            operations.carry_over(actor=actor, at=NOW, emergency=danger.pk, answer=Answer(resumes_at=TOMORROW))
        relayed = Answer(relay_name="115", relay_at=NOW, resumes_at=TOMORROW)
        operations.carry_over(actor=actor, at=NOW, emergency=danger.pk, answer=relayed)
        again = queries.open_emergencies(actor).get()
        assert (again.state, again.obligation.due_at) == (State.OPEN, TOMORROW)


def test_without_solution_starts_another_promise_and_lets_the_visit_close(service):
    with acting(service.actor("accueil")) as actor:
        visit, danger = in_danger(service, actor)
        first = danger.obligation_id
        pending = operations.answer_emergency(actor=actor, at=NOW, emergency=danger.pk, answer=NO_SOLUTION)
        assert pending.state == State.PENDING
        assert pending.obligation_id != first
        assert pending.obligation.due_at == TOMORROW
        operations.close_visit(actor=actor, at=NOW, visit=visit.pk, outcome="reponse-guichet")
        done = Answer(outcome="protection-effective")
        operations.answer_emergency(actor=actor, at=TOMORROW, emergency=danger.pk, answer=done)
        assert not queries.open_emergencies(actor).exists()
        assert EmergencyAnswer.objects.get(outcome="sans-solution").manager_name == "Ghislaine Ozier"


@pytest.fixture
def roselyne(service):
    return person(service).pk


GESTURES = (
    lambda a, v, _: operations.open_emergency(actor=a, at=NOW, visit=v),
    lambda a, v, _: operations.receive_visit(actor=a, at=NOW, visit=v, by=a.account_id),
    lambda a, v, _: operations.write_demand(actor=a, at=NOW, visit=v, said=LISTENED, expected_version=_version(v)),
    lambda a, v, _: operations.close_visit(actor=a, at=NOW, visit=v, outcome="entretien"),
    lambda a, v, _: operations.close_visit(actor=a, at=NOW, visit=v, outcome="reponse-guichet"),
    lambda a, v, _: operations.close_visit(actor=a, at=NOW, visit=v, outcome="partie"),
    lambda a, v, _: operations.cancel_visit(actor=a, at=NOW, visit=v),
    lambda a, v, _: operations.take_back(actor=a, at=NOW, visit=v),
    lambda a, v, _: operations.take_in_hand(actor=a, at=NOW, emergency=_danger(v)),
    lambda a, v, _: operations.answer_emergency(actor=a, at=NOW, emergency=_danger(v), answer=NO_SOLUTION),
    lambda a, v, _: operations.answer_emergency(
        actor=a, at=NOW, emergency=_danger(v), answer=Answer(outcome="danger-ecarte")
    ),
    lambda a, v, _: operations.carry_over(
        actor=a, at=NOW, emergency=_danger(v), answer=Answer(relay_name="115", relay_at=NOW, resumes_at=TOMORROW)
    ),
    lambda a, v, who: operations.attach_person(actor=a, at=NOW, visit=v, person=who),
)


def _danger(visit):
    return Emergency.objects.filter(visit=visit).latest("opened_at").pk


def _version(visit) -> int:
    return Demand.objects.filter(pk=visit).values_list("version", flat=True).first() or 0


@pytest.mark.requirement("R23")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(st.integers(0, len(GESTURES) - 1), min_size=1, max_size=8))
def test_whatever_happens_an_open_link_has_an_owner_and_a_date(service, roselyne, steps):
    with acting(service.actor("accueil")) as actor:
        visit = arrives(service, actor)
        for step in steps:
            with suppress(Refused, Emergency.DoesNotExist):
                GESTURES[step](actor, visit.pk, roselyne)
            _nothing_is_dropped(visit.pk)


def _nothing_is_dropped(visit) -> None:
    for danger in Emergency.objects.filter(visit=visit).exclude(state=State.CLOSED).select_related("obligation"):
        _is_owed(danger.obligation)
        assert danger.state == State.PENDING or Visit.objects.get(pk=visit).danger
    for demand in Demand.objects.filter(pk=visit, closure="").select_related("obligation"):
        _is_owed(demand.obligation)
    closed = Visit.objects.get(pk=visit)
    assert not (closed.state == "closed" and Emergency.objects.filter(visit=visit, state=State.OPEN).exists())


def _is_owed(duty) -> None:
    assert duty.closed_at is None
    assert duty.unit_id
    assert duty.due_at > NOW
