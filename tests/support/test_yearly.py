"""The two yearly statistics: owed once the year is over, to whoever sends them, done by the proof of their sending."""

from datetime import UTC, date, datetime

import pytest

from tests.situations import NOW, SystemAt, acting, as_jobs
from tests.support.situations import KEEP_MY_HOME
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.models import Obligation
from tisserand.desk import links
from tisserand.inquiries.operations import concerns
from tisserand.support import operations

pytestmark = pytest.mark.django_db
NEW_YEAR = datetime(2027, 1, 5, 12, tzinfo=UTC)
SPRING = datetime(2027, 5, 3, 12, tzinfo=UTC)


def owed(operation, at) -> Obligation | None:
    with as_jobs():
        key = operation(actor=SystemAt, at=at)
        return Obligation.objects.select_related("unit").get(pk=key) if key else None


def test_the_cell_is_owed_last_years_statistic_once(service):
    assert owed(concerns.owe_statistic, NOW) is None, "that of 2025 was due in April"
    row = owed(concerns.owe_statistic, NEW_YEAR)
    assert (row.rule, row.due_at.date(), row.unit_id) == ("IP-8", date(2027, 4, 30), service.direction.pk)
    assert links.address(row.kind, row.subject)
    assert owed(concerns.owe_statistic, NEW_YEAR) is None
    with acting(service.actor("crip", NEW_YEAR)) as actor:
        said = {"on": NEW_YEAR.date(), "proof": "Accusé de l’observatoire"}
        deadlines.done_elsewhere(actor=actor, at=NEW_YEAR, obligation=row.pk, **said)
    assert owed(concerns.owe_statistic, NEW_YEAR) is None, "sent is sent"
    assert owed(concerns.owe_statistic, SPRING) is None


def test_no_masp_no_statistic(service):
    assert owed(operations.owe_statistic, NEW_YEAR) is None


def test_a_masp_of_the_year_is_counted_by_whoever_counts(support):
    with acting(support.referent) as actor:
        said = {"actor": actor, "at": NOW}
        about = {"person": support.person, "team": support.service.team.pk, "ends_on": date(2027, 5, 23)}
        plan = operations.create_plan(kind="masp_1", origin="proposed", words="Souffler.", **about, **said)
        said["plan"] = plan.pk
        operations.write_objective(goal=KEEP_MY_HOME, **said)
        operations.record_adhesion(on=NOW.date(), **said)
        for side in ("person", "service"):
            operations.commit(side=side, text="Venir ou prévenir", **said)
        operations.activate(**said)
    row = owed(operations.owe_statistic, NEW_YEAR)
    assert (row.rule, row.due_at.date()) == ("MASP-4", date(2027, 3, 30))
    assert (row.account_id, row.person_id) == (support.service.account("conseil").pk, None)
    assert owed(operations.owe_statistic, NEW_YEAR) is None
