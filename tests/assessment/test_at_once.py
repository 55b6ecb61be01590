"""Her hour and her orientation change at the same instant, from either side: one waits, never each for the other."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction

from tests.assessment.orientations import at_her_team, attributed, play
from tests.reception.test_at_once import wait_until
from tests.reception.test_leaving import leaves, ten_minutes_later
from tests.situations import NOW, as_jobs, build
from tisserand.access import scope
from tisserand.assessment.operations import orientation as operations
from tisserand.deadlines.models import Obligation
from tisserand.reception import operations as reception
from tisserand.reception.operations.leaving import TO_ENTRUST
from tisserand.reception.rules.appointments import Slot, State

pytestmark = pytest.mark.django_db(transaction=True)
IN_A_WEEK = NOW + timedelta(days=7)


@pytest.fixture
def service(transactional_db):
    return build()


@pytest.fixture
def left(service):
    """Her first appointment is to be given: its professional has gone."""
    with transaction.atomic():
        row = play(service, "referente", "schedule_first_meeting", attributed(service), **at_her_team(service, days=2))
        leaves(service)
        ten_minutes_later()
        with as_jobs():
            return row, Obligation.objects.get(kind=TO_ENTRUST)


@contextmanager
def held_by_another(duty):
    """Somebody writes on what is owed about the appointment; yields how to know who waits behind her."""
    with psycopg.connect(settings.SERVER.url("app", connection.settings_dict["NAME"])) as other:
        other.execute("select set_config('app.moving', %s, true)", [f"{{{duty.pk}}}"])
        other.execute("select from deadlines_obligation where id = %s for no key update", [duty.pk])
        yield lambda number: wait_until(other, number)
        other.rollback()


@pytest.mark.requirement("R03")
@pytest.mark.parametrize(
    ("gesture", "said"),
    [
        ("entrust_appointment", {}),
        ("cancel_appointment", {"by": State.CANCELLED_BY_PERSON}),
        ("postpone_appointment", {"by": State.POSTPONED_BY_PERSON, "slot": Slot(IN_A_WEEK, 45)}),
    ],
)
def test_her_hour_changes_while_she_is_attributed_to_another(service, left, gesture, said):
    row, duty = left
    manager, colleague = service.actor("cheffe"), service.account("collegue").pk
    if gesture != "cancel_appointment":
        said = said | {"professional": colleague}

    def alone(write, **given):
        try:
            with transaction.atomic(), scope.acting(manager):
                return write(actor=manager, at=NOW, **given)
        except operations.OrientationChanged as changed:
            return changed
        finally:
            connection.close()

    again = {"orientation": row.pk, "expected_version": row.version, "professional": colleague}
    with ThreadPoolExecutor(2) as presses:
        with held_by_another(duty) as are_waiting:
            told = presses.submit(alone, getattr(reception, gesture), appointment=row.first_appointment_id, **said)
            are_waiting(1)
            given = presses.submit(alone, operations.attribute, **again)
            are_waiting(2)
        assert told.result().version > 0
        assert isinstance(given.result(), operations.OrientationChanged)
