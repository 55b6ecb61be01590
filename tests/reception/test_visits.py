"""A coming, from the door to its outcome, behind the walls."""

from datetime import timedelta

import pytest

from tests.reception.scenes import GERARD, LISTENED, arrives, person
from tests.situations import NOW, acting, as_jobs
from tisserand.activity import queries as acts
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people
from tisserand.reception import operations, queries
from tisserand.reception.models import Demand, Visit
from tisserand.reception.rules.visits import Arrival, State

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.mark.requirement("R17")
def test_somebody_without_a_name_is_in_the_line(service):
    with acting(service.actor("secretaire")) as actor:
        visit = arrives(service, actor, called_as="gilet vert")
        line = queries.line(actor, service.site.pk, TODAY)
    assert visit.ticket == 1
    assert [place.discreet for place in line.waiting] == ["n°\u00a01"]
    assert line.counts["nameless"] == 1


def test_tickets_follow_each_other_and_each_site_has_its_own(service):
    with acting(service.actor("secretaire")) as actor:
        assert [arrives(service, actor).ticket for _ in range(3)] == [1, 2, 3]
    with acting(service.actor("secretaire.ailleurs")) as actor:
        assert not queries.line(actor, service.site.pk, TODAY).waiting


def test_a_double_press_makes_one_visit(service):
    key = new_id()
    with acting(service.actor("secretaire")) as actor:
        pressed = [
            operations.register_visit(
                actor=actor, at=NOW, site=service.site.pk, arrival=Arrival(arrived_at=NOW), request_key=key
            )
            for _ in range(2)
        ]
    assert pressed[0].pk == pressed[1].pk


def test_a_known_person_already_waiting_is_said_not_doubled(service):
    roselyne = person(service)
    with acting(service.actor("secretaire")) as actor:
        first = arrives(service, actor, known=roselyne)
        with pytest.raises(operations.AlreadyWaiting) as already:
            arrives(service, actor, known=roselyne, at=NOW + timedelta(minutes=3))
    assert already.value.visit.pk == first.pk


def test_let_in_then_closed_with_an_outcome(service):
    by = service.account("accueil")
    with acting(service.actor("secretaire")) as actor:
        visit = arrives(service, actor)
        operations.receive_visit(actor=actor, at=NOW, visit=visit.pk, by=by.pk)
        with pytest.raises(Refused, match="demand"):
            operations.close_visit(actor=actor, at=NOW, visit=visit.pk, outcome="entretien")
    with acting(service.actor("accueil")) as worker:
        operations.write_demand(actor=worker, at=NOW, visit=visit.pk, said=LISTENED)
        closed = operations.close_visit(actor=worker, at=NOW, visit=visit.pk, outcome="entretien")
        assert closed.state == State.CLOSED
        assert closed.received_by_id == by.pk


def test_two_colleagues_let_the_same_person_in(service):
    by = service.account("accueil")
    with acting(service.actor("secretaire")) as actor:
        visit = arrives(service, actor)
        operations.receive_visit(actor=actor, at=NOW, visit=visit.pk, by=by.pk)
        with pytest.raises(Refused) as refused:
            operations.receive_visit(actor=actor, at=NOW, visit=visit.pk, by=by.pk)
    assert refused.value.refusals[0].message == "Joël Pierrot l’a déjà fait entrer à 10\u00a0h\u00a042."


def test_nobody_is_received_by_somebody_from_elsewhere(service):
    with acting(service.actor("secretaire")) as actor:
        visit = arrives(service, actor)
        with pytest.raises(Refused, match="by"):
            operations.receive_visit(actor=actor, at=NOW, visit=visit.pk, by=service.account("accueil.ailleurs").pk)


def test_each_light_gesture_is_taken_back(service):
    by = service.account("accueil")
    with acting(service.actor("secretaire")) as actor:
        visit = arrives(service, actor)
        operations.cancel_visit(actor=actor, at=NOW, visit=visit.pk)
        assert operations.take_back(actor=actor, at=NOW, visit=visit.pk).state == State.WAITING
        operations.close_visit(actor=actor, at=NOW, visit=visit.pk, outcome="partie")
        assert operations.take_back(actor=actor, at=NOW, visit=visit.pk).state == State.WAITING
        operations.receive_visit(actor=actor, at=NOW, visit=visit.pk, by=by.pk)
        operations.close_visit(actor=actor, at=NOW, visit=visit.pk, outcome="reponse-guichet")
        assert operations.take_back(actor=actor, at=NOW, visit=visit.pk).state == State.RECEIVED
        waiting = operations.take_back(actor=actor, at=NOW, visit=visit.pk)
        assert (waiting.state, waiting.received_by_id) == (State.WAITING, None)


@pytest.mark.requirement("R30")
def test_an_answer_at_the_desk_is_an_act_counted_once(service):
    with acting(service.actor("secretaire")) as actor:
        visit = arrives(service, actor)
        for _ in range(2):
            operations.close_visit(actor=actor, at=NOW, visit=visit.pk, outcome="reponse-guichet")
            operations.take_back(actor=actor, at=NOW, visit=visit.pk)
        counted = acts.acts_about(actor, kind="reception.visit", subjects=[visit.pk])
        assert [act.duration_minutes for act in counted] == [5]


@pytest.mark.requirement("R17")
def test_a_name_given_later_takes_everything_with_it(service):
    """The secretary names her: the demand she may not read follows all the same."""
    roselyne = person(service)
    with acting(service.actor("accueil")) as worker:
        visit = arrives(service, worker)
        operations.receive_visit(actor=worker, at=NOW, visit=visit.pk, by=worker.account_id)
        danger = operations.open_emergency(actor=worker, at=NOW, visit=visit.pk)
        operations.say_kind(actor=worker, at=NOW, emergency=danger.pk, kind="sans-abri-ce-soir")
        operations.write_demand(actor=worker, at=NOW, visit=visit.pk, said=LISTENED)
    with acting(service.actor("secretaire")) as secretary:
        assert queries.demand(secretary, visit.pk) is None
        operations.attach_person(actor=secretary, at=NOW, visit=visit.pk, person=roselyne.pk)
        assert not Demand.objects.exists()
    with acting(service.actor("accueil")) as worker:
        assert queries.demand(worker, visit.pk).person_id == roselyne.pk
        assert queries.story_of(worker, danger).kind.person_id == roselyne.pk
        assert queries.dangers(worker).get(pk=danger.pk).obligation.person_id == roselyne.pk
        assert [one.visit.pk for one in queries.visits_of_person(worker, roselyne.pk)] == [visit.pk]
        assert acts.acts_about_person(worker, roselyne.pk).count() == 1


def test_who_refused_to_be_recorded_is_named_only_if_she_agrees(service):
    gerard = person(service, GERARD)
    with acting(service.actor("secretaire")) as actor:
        visit = arrives(service, actor, recording_refused=True)
        with pytest.raises(Refused, match="agreement"):
            operations.attach_person(actor=actor, at=NOW, visit=visit.pk, person=gerard.pk)
        named = operations.attach_person(actor=actor, at=NOW, visit=visit.pk, person=gerard.pk, agrees=True)
    assert (named.person_id, named.recording_refused) == (gerard.pk, False)


def test_the_database_and_the_query_say_the_same(service):
    roselyne = person(service)
    with acting(service.actor("accueil")) as worker:
        arrives(service, worker)
        visit = arrives(service, worker, known=roselyne)
        operations.write_demand(actor=worker, at=NOW, visit=visit.pk, said=LISTENED)
    for login in ("secretaire", "accueil", "accueil.ailleurs", "referente", "cheffe", "pole", "direction", "dpo"):
        actor = service.actor(login)
        for model, query in (
            (Visit, queries.visits_for),
            (Demand, lambda a: queries.demands_of_person(a, roselyne.pk)),
        ):
            with acting(actor):
                behind = set(model.objects.values_list("id", flat=True))
                said = set(query(actor).values_list("id", flat=True))
            with as_jobs():
                by_query = set(query(actor).values_list("id", flat=True))
            assert behind >= said == by_query, (login, model)


def test_she_is_not_let_in_to_somebody_who_knows_her(service):
    """« Je connais cette personne », said by the one who would listen: the desk chooses another, and learns no more."""
    roselyne, knows = person(service), service.account("accueil").pk
    with as_jobs():
        people.step_aside(actor=service.actor("accueil"), at=NOW, person=roselyne.pk)
    with acting(service.actor("secretaire")) as desk:
        visit = arrives(service, desk, known=roselyne)
        with pytest.raises(Refused, match="unavailable"):
            operations.receive_visit(actor=desk, at=NOW, visit=visit.pk, by=knows)
