"""Two colleagues at the same desk press at the same instant: real transactions, real locks."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tests.reception.scenes import person
from tests.situations import NOW, as_jobs, build
from tisserand.access import scope
from tisserand.kernel.ids import new_id
from tisserand.reception import operations
from tisserand.reception.models import Visit
from tisserand.reception.rules.visits import Arrival

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 8


@pytest.fixture
def service(transactional_db):
    return build()


def together(service, **given) -> list:
    """The same arrival, from `MANY` connections at once."""
    actor, site = service.actor("secretaire"), service.site.pk

    def press(_):
        try:
            with transaction.atomic(), scope.acting(actor):
                arrival = Arrival(arrived_at=NOW, has_person="person" in given)
                return operations.register_visit(actor=actor, at=NOW, site=site, arrival=arrival, **given)
        except operations.AlreadyWaiting:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as presses:
        return list(presses.map(press, range(MANY)))


def test_tickets_are_never_given_twice(service):
    assert sorted(visit.ticket for visit in together(service)) == list(range(1, MANY + 1))


def test_the_same_press_makes_one_visit(service):
    assert len({visit.pk for visit in together(service, request_key=new_id())}) == 1


def test_the_same_person_waits_once(service):
    with transaction.atomic():
        roselyne = person(service)
    made = [visit for visit in together(service, person=roselyne.pk) if visit]
    assert len(made) == 1
    with transaction.atomic(), as_jobs():
        assert Visit.objects.count() == 1
