"""An open link has one owner and one next date; nobody closes what is already done; somebody is told in time."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.situations import NOW, SystemAt, acting, as_jobs
from tisserand.access.enqueue import enqueue
from tisserand.deadlines import jobs, operations, queries, rules
from tisserand.deadlines.models import Obligation
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused


@pytest.mark.parametrize(("hours", "ageing"), [(-1, "late"), (0, "soon"), (72, "soon"), (73, "later")])
def test_ageing(hours, ageing):
    assert rules.ageing(NOW + timedelta(hours=hours), at=NOW) == ageing


def test_an_obligation_without_team_or_date_is_refused_with_both_reasons():
    assert [r.code for r in rules.refusals_to_open(has_unit=False, due_at=None)] == ["owner", "due_at"]


def opened(service, *, due_in=timedelta(hours=4), **more):
    return operations.open_obligation(
        actor=SystemAt,
        at=NOW,
        kind="test",
        subject=new_id(),
        label="Rappeler",
        unit=service.site.pk,
        due_at=NOW + due_in,
        **more,
    )


@pytest.mark.django_db
@pytest.mark.requirement("R03")
def test_the_database_refuses_an_obligation_without_owner_or_date(service):
    for missing in ({"unit_id": None, "due_at": NOW}, {"unit_id": service.site.pk, "due_at": None}):
        with as_jobs(), pytest.raises(IntegrityError), transaction.atomic():
            Obligation.objects.create(kind="test", subject=new_id(), label="?", opened_at=NOW, **missing)


@pytest.mark.django_db
def test_what_is_done_cannot_be_done_again(service):
    with as_jobs():
        row = opened(service)
    with acting(service.actor("secretaire")) as actor:
        operations.discharge(actor=actor, at=NOW, obligation=row.pk, outcome="fait")
        with pytest.raises(Refused, match="closed"):
            operations.discharge(actor=actor, at=NOW, obligation=row.pk, outcome="fait")


@pytest.mark.django_db
@pytest.mark.requirement("R23")
def test_the_manager_is_told_before_the_promise_breaks(service):
    with as_jobs():
        row = opened(service, escalates_at=NOW)
        opened(service, escalates_at=NOW + timedelta(hours=1))
        assert jobs.escalate_what_is_due(at=NOW) == 1
        assert jobs.escalate_what_is_due(at=NOW) == 0
    with acting(service.actor("cheffe")) as actor:
        assert [due.pk for due in queries.mine(actor)] == [row.pk]


@pytest.mark.django_db
def test_a_silent_pole_is_told_to_the_manager_of_who_asked(service):
    with as_jobs():
        row = operations.open_obligation(
            actor=service.actor("referente"),
            at=NOW,
            kind="test",
            subject=new_id(),
            label="Répondre",
            unit=service.pole.pk,
            due_at=NOW,
            escalates_at=NOW,
        )
        assert jobs.escalate_what_is_due(at=NOW) == 1
        assert Obligation.objects.get(pk=row.pk).escalated_to == service.account("cheffe")


@pytest.mark.django_db
def test_a_job_is_enqueued_in_the_transaction_that_needs_it(service):
    with acting(service.actor("secretaire")):
        enqueue("deadlines.escalate", timestamp="0")


@pytest.mark.rail
def test_every_job_name_resolves():
    import re
    from pathlib import Path

    from django.conf import settings
    from procrastinate.contrib.django import app

    asked = {
        name
        for path in (Path(settings.BASE_DIR) / "tisserand").rglob("*.py")
        for name in re.findall(r"""enqueue\(\s*["']([\w.]+)["']""", path.read_text(encoding="utf-8"))
    }
    assert asked <= set(app.tasks), asked - set(app.tasks)
