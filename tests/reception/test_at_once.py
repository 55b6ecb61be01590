"""Two colleagues at the same desk press at the same instant: real transactions, real locks."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction

from tests.reception.scenes import person
from tests.situations import NOW, as_jobs, build
from tisserand.access import scope
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
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


@pytest.mark.check(12)
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


@contextmanager
def day_held_by_another():
    """A third colleague writes on the same day of the site; yields how to know who waits behind her."""
    with psycopg.connect(settings.SERVER.url("app", connection.settings_dict["NAME"])) as other:
        other.execute("select id from reception_siteday for no key update")
        yield lambda number: wait_until(other, number)
        other.rollback()


def wait_until(watcher, number: int) -> None:
    waiting = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    for _ in range(1200):
        if watcher.execute(waiting).fetchone()[0] >= number:
            return
        watcher.execute("select pg_stat_clear_snapshot()")
        time.sleep(0.05)
    raise AssertionError(f"{number} were to wait")


def test_she_comes_back_while_her_visit_is_taken_back(service):
    """« Annuler » and an arrival of the same person: one waits for the other, never each for the other."""
    actor, site = service.actor("secretaire"), service.site.pk
    with transaction.atomic():
        roselyne = person(service)
    arrival = Arrival(arrived_at=NOW, has_person=True)

    def alone(write, **given):
        try:
            with transaction.atomic(), scope.acting(actor):
                return write(actor=actor, at=NOW, **given)
        except (Refused, operations.AlreadyWaiting) as said:
            return said
        finally:
            connection.close()

    left = alone(operations.register_visit, site=site, arrival=arrival, person=roselyne.pk)
    alone(operations.close_visit, visit=left.pk, outcome="partie")
    with ThreadPoolExecutor(2) as presses:
        with day_held_by_another() as are_waiting:
            back = presses.submit(alone, operations.register_visit, site=site, arrival=arrival, person=roselyne.pk)
            are_waiting(1)
            undone = presses.submit(alone, operations.take_back, visit=left.pk)
            are_waiting(2)
        assert isinstance(back.result(), Visit)
        assert isinstance(undone.result(), Refused)
