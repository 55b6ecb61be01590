"""The night: a fixed number of statements, whatever is open."""

from datetime import timedelta

import pytest

from tests.conftest import counted
from tests.situations import NOW, SystemAt, acting, as_jobs
from tisserand.access.models import JournalEntry
from tisserand.deadlines import operations
from tisserand.deadlines.models import Obligation, Tally
from tisserand.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def owe(service, number: int, *, due_in: timedelta, told_in: timedelta | None = None, unit=None) -> None:
    for _ in range(number):
        operations.open_obligation(
            actor=SystemAt,
            at=NOW,
            kind="essai",
            subject=new_id(),
            label="Rappeler",
            unit=(unit or service.site).pk,
            due_at=NOW + due_in,
            escalates_at=None if told_in is None else NOW + told_in,
        )


def test_twenty_promises_ask_no_more_statements_than_two(service):
    with as_jobs():
        for number in (2, 20):
            owe(service, number, due_in=timedelta(hours=1), told_in=timedelta(0))
            with counted(most=9) as asked:
                operations.sweep(actor=SystemAt, at=NOW)
            assert asked
        told = Obligation.objects.filter(escalated_to=service.account("cheffe"))
        assert told.count() == JournalEntry.objects.filter(verb="obligation.escalate").count() == 22


def test_each_unit_is_counted_once_a_night(service):
    with as_jobs():
        owe(service, 3, due_in=-timedelta(days=2))
        owe(service, 2, due_in=timedelta(days=2))
        owe(service, 1, due_in=timedelta(days=9))
        owe(service, 1, due_in=timedelta(days=9), unit=service.other_site)
        for _ in range(2):
            assert operations.sweep(actor=SystemAt, at=NOW).units == 2
        row = Tally.objects.get(unit=service.site)
        assert (row.late, row.soon, row.later, row.oldest_due_at) == (3, 2, 1, NOW - timedelta(days=2))


def test_a_team_reads_its_own_count_only(service):
    with as_jobs():
        owe(service, 1, due_in=timedelta(days=1))
        owe(service, 1, due_in=timedelta(days=1), unit=service.other_site)
        operations.sweep(actor=SystemAt, at=NOW)
    with acting(service.actor("accueil")):
        assert [row.unit_id for row in Tally.objects.all()] == [service.site.pk]


def test_the_nearest_manager_is_told_first(service):
    from tisserand.access import operations as access

    with as_jobs():
        access.give_membership(
            actor=SystemAt,
            at=NOW,
            account=service.account("collegue").pk,
            unit=service.site.pk,
            role="team_manager",
            starts_on=NOW.date(),
        )
        owe(service, 1, due_in=timedelta(hours=1), told_in=timedelta(0))
        owe(service, 1, due_in=timedelta(hours=1), told_in=timedelta(0), unit=service.team)
        operations.sweep(actor=SystemAt, at=NOW)
        told = dict(Obligation.objects.values_list("unit_id", "escalated_to_id"))
        assert told == {
            service.site.pk: service.account("collegue").pk,
            service.team.pk: service.account("cheffe").pk,
        }
