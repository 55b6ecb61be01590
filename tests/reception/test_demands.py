"""The demand: her words, its act, what it owes; read by those who listen."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.reception.scenes import LISTENED, arrives
from tests.situations import NOW, acting
from tisserand.activity import queries as acts
from tisserand.deadlines import queries as dues
from tisserand.kernel.refusals import Refused
from tisserand.reception import operations, queries

pytestmark = pytest.mark.django_db


def write(actor, visit, said=LISTENED, **more):
    return operations.write_demand(actor=actor, at=NOW, visit=visit.pk, said=said, **more)


@pytest.mark.requirement("R30")
@pytest.mark.requirement("R29")
def test_writing_a_demand_records_its_act_once(service):
    with acting(service.actor("accueil")) as actor:
        visit = arrives(service, actor)
        write(actor, visit, minutes=20)
        write(actor, visit, replace(LISTENED, words="Elle veut qu’on l’aide."), expected_version=1)
        act = acts.acts_about(actor, kind="reception.demand", subjects=[visit.pk]).get()
    assert (act.function, act.nature, act.duration_minutes) == ("accueil", "interview", 20)


def test_a_call_is_counted_as_a_call(service):
    with acting(service.actor("accueil")) as actor:
        visit = arrives(service, actor, channel="telephone")
        demand = write(actor, visit)
    assert (demand.act.nature, demand.act.duration_minutes) == ("call", 10)


def test_an_open_demand_comes_back_and_a_closed_one_is_done(service):
    with acting(service.actor("accueil")) as actor:
        visit = arrives(service, actor)
        demand = write(actor, visit)
        duty = dues.mine(actor).get()
        assert duty.due_at == NOW + timedelta(days=10)
        assert duty.pk == demand.obligation_id
        write(actor, visit, replace(LISTENED, closure="reponse-apportee"), expected_version=1)
        assert not dues.mine(actor).exists()
        reopened = write(actor, visit, expected_version=2)
        assert reopened.closed_at is None
        assert dues.mine(actor).count() == 1


def test_two_colleagues_write_at_once(service):
    with acting(service.actor("accueil")) as actor:
        visit = arrives(service, actor)
        write(actor, visit)
        with pytest.raises(operations.DemandChanged) as changed:
            write(actor, visit, expected_version=0)
    assert changed.value.demand.words == LISTENED.words


def test_the_secretary_neither_writes_nor_reads_it(service):
    with acting(service.actor("accueil")) as worker:
        visit = arrives(service, worker)
        write(worker, visit)
    with acting(service.actor("secretaire")) as secretary:
        assert queries.visits_for(secretary).get().has_demand
        assert queries.demand(secretary, visit.pk) is None
        with pytest.raises(Refused, match="seat"):
            write(secretary, visit, expected_version=1)
    with acting(service.actor("cheffe")) as manager:
        assert queries.demand(manager, visit.pk).words == LISTENED.words
    with acting(service.actor("accueil.ailleurs")) as elsewhere:
        assert queries.demand(elsewhere, visit.pk) is None
