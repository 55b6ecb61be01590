"""An open link has one owner and one next date; nobody closes what is already done; somebody is told in time."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.situations import NOW, SystemAt, acting, as_jobs
from tisserand.access import operations as access
from tisserand.access.enqueue import enqueue
from tisserand.access.models import JournalEntry
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


@pytest.mark.django_db
def test_who_stepped_aside_is_not_the_one_who_is_told(service):
    """« Je connais cette personne »: a promise about her goes to another, or waits for one."""
    with as_jobs():
        person = new_id()
        row = opened(service, escalates_at=NOW, person=person)
        access.step_aside(actor=service.actor("cheffe"), at=NOW, person=person)
        assert jobs.escalate_what_is_due(at=NOW) == 0
        row.refresh_from_db()
        assert row.escalated_to_id is None


@pytest.mark.django_db
def test_who_has_it_in_hand_is_not_told_of_her_own_delay(service):
    with as_jobs():
        row = opened(service, escalates_at=NOW, account=service.account("cheffe").pk)
        assert jobs.escalate_what_is_due(at=NOW) == 0
        row.refresh_from_db()
        assert row.escalated_to_id is None


@pytest.mark.django_db
def test_a_promise_renewed_meanwhile_keeps_its_own_hour(service):
    """Somebody renewed it before the job came."""
    later = NOW + timedelta(days=3)
    with as_jobs():
        row = opened(service, escalates_at=NOW)
        operations.postpone(actor=SystemAt, at=NOW, obligation=row.pk, due_at=later, escalates_at=later)
        assert jobs.escalate_what_is_due(at=NOW) == 0
        row.refresh_from_db()
        assert (row.escalated_to_id, row.escalates_at) == (None, later)


@pytest.mark.django_db
def test_one_promise_kept_meanwhile_does_not_silence_the_others(service):
    with as_jobs():
        done, due = opened(service, escalates_at=NOW), opened(service, escalates_at=NOW)
        operations.discharge(actor=SystemAt, at=NOW, obligation=done.pk, outcome="fait")
        assert jobs.escalate_what_is_due(at=NOW) == 1
        assert Obligation.objects.get(escalated_to__isnull=False).pk == due.pk


@pytest.mark.django_db
def test_only_keepers_know_that_a_newcomer_is_to_be_checked(service):
    """Kept by a site's own manager, the duty must not tell the desk that a protected file looks like who came."""
    with as_jobs():
        row = operations.open_obligation(
            actor=SystemAt,
            at=NOW,
            kind=rules.GUARDED_KIND,
            subject=new_id(),
            label="Vérifier une identité",
            unit=service.site.pk,
            due_at=NOW,
        )
    for login, knows in (("secretaire", False), ("accueil", False), ("cheffe", True)):
        with acting(service.actor(login)) as actor:
            assert queries.open_obligations(actor).filter(pk=row.pk).exists() is knows, login
            assert Obligation.objects.filter(pk=row.pk).exists() is knows, login


@pytest.mark.django_db
def test_nobody_to_tell_is_said_once_and_to_whoever_manages_the_organisation(service):
    with as_jobs():
        person = new_id()
        row = opened(service, escalates_at=NOW, person=person)
        access.step_aside(actor=service.actor("cheffe"), at=NOW, person=person)
        for minute in range(3):
            jobs.escalate_what_is_due(at=NOW + timedelta(minutes=minute))
        said = JournalEntry.objects.filter(verb="obligation.unheard", subject=row.pk)
        assert said.count() == 1
    with acting(service.actor("admin")) as actor:
        [asked] = queries.mine(actor)
        assert (asked.subject, asked.person_id) == (service.site.pk, None)
        assert asked.label == "Désigner qui prévenir\u00a0: Sainte-Rose"
        assert not Obligation.objects.filter(pk=row.pk).exists(), "she manages seats, not people"


@pytest.mark.django_db
def test_once_somebody_is_named_she_is_told_and_nothing_more_is_asked(service):
    with as_jobs():
        row = opened(service, escalates_at=NOW, account=service.account("cheffe").pk)
        jobs.escalate_what_is_due(at=NOW)
        access.give_membership(
            actor=SystemAt,
            at=NOW,
            account=service.account("collegue").pk,
            unit=service.site.pk,
            role="team_manager",
            starts_on=NOW.date(),
        )
        assert jobs.escalate_what_is_due(at=NOW) == 1
        row.refresh_from_db()
        assert row.escalated_to == service.account("collegue")
    with acting(service.actor("admin")) as actor:
        assert not queries.mine(actor).exists()


@pytest.mark.django_db
def test_nobody_is_given_somebody_she_knows(service):
    """Refused whoever asks, without saying why; what is opened in her name is her unit's."""
    knows, person = service.account("accueil").pk, new_id()
    with as_jobs():
        access.step_aside(actor=service.actor("accueil"), at=NOW, person=person)
        row = opened(service, person=person, account=knows)
        assert row.account_id is None
    with acting(service.actor("secretaire")) as desk:
        with pytest.raises(Refused) as refused:
            operations.hand_over(actor=desk, at=NOW, obligation=row.pk, unit=service.site.pk, account=knows)
        [reason] = refused.value.refusals
        assert reason.message == "Cette personne ne peut pas être confiée à ce collègue. Choisissez-en un autre."
        operations.hand_over(actor=desk, at=NOW, obligation=row.pk, unit=service.site.pk, account=desk.account_id)


@pytest.mark.django_db
def test_what_she_had_in_hand_is_her_manager_s_at_once(service):
    with as_jobs():
        person = new_id()
        row = opened(service, person=person, account=service.account("accueil").pk)
    with acting(service.actor("accueil")) as worker:
        operations.let_go(actor=worker, at=NOW, person=person, gone=worker.account_id)
    with acting(service.actor("cheffe")) as manager:
        assert [due.pk for due in queries.mine(manager)] == [row.pk]
