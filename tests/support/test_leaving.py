"""A colleague leaves the service: within minutes, what was in her hands is in somebody’s, and says what to do."""

import pytest

from tests.assessment.orientations import attributed
from tests.reception.scenes import arrives
from tests.situations import NOW, SETTLED, acting, as_jobs
from tisserand.access import accounts
from tisserand.access import operations as access
from tisserand.access.actors import System
from tisserand.access.models import Membership
from tisserand.deadlines.models import Obligation
from tisserand.people import operations as people
from tisserand.people.models import CareTeam
from tisserand.reception import operations as reception
from tisserand.support import queries

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R03")]
NIGHT = System("départs")


def replaced() -> int:
    with as_jobs():
        return people.replace_who_left(actor=NIGHT, at=NOW)


def in_hand(login, service) -> set[str]:
    with as_jobs():
        rows = Obligation.objects.filter(account=service.account(login), closed_at=None)
        return set(rows.values_list("kind", flat=True))


@pytest.fixture
def plan(support):
    with acting(support.referent):
        return support.active_plan()


@pytest.fixture
def orientation(service):
    return attributed(service)


def closes(service, login):
    with acting(service.actor("admin")) as administrator:
        accounts.close(actor=administrator, at=NOW, account=service.account(login).pk, reason="Départ.")


def rises(service, login):
    with as_jobs():
        seat = Membership.objects.get(account__login=login)
        access.end_membership(actor=NIGHT, at=NOW, membership=seat.pk, ends_before=NOW.date())


@pytest.mark.parametrize("leaves", [closes, rises])
def test_what_she_had_is_her_managers_who_names_another(service, support, plan, orientation, leaves):
    hers = in_hand("referente", service)
    leaves(service, "referente")
    assert replaced() == 1
    assert in_hand("referente", service) == set()
    assert in_hand("cheffe", service) >= hers | {"support.replace"}
    with acting(support.manager) as manager:
        assert [line.plan.pk for line in queries.to_replace(manager)] == [plan.pk]
    with as_jobs():
        orientation.refresh_from_db()
        assert orientation.owner_id == support.manager.account_id
        assert not CareTeam.objects.filter(account=support.referent.account_id, ends_before=None).exists()
    assert replaced() == 0


def test_what_was_for_nobody_by_name_too(service):
    with acting(service.actor("accueil")) as worker:
        visit = arrives(service, worker)
        danger = reception.open_emergency(actor=worker, at=NOW, visit=visit.pk)
    rises(service, "accueil")
    replaced()
    with as_jobs():
        duty = Obligation.objects.get(pk=danger.obligation_id)
    assert (duty.account_id, duty.unit_id) == (service.account("cheffe").pk, service.site.pk)


def test_who_is_told_of_what_is_late_is_somebody_who_is_there(service, plan):
    with as_jobs():
        Obligation.objects.filter(pk=plan.obligation_id).update(escalated_to=service.account("pole"), escalates_at=None)
    closes(service, "pole")
    replaced()
    with as_jobs():
        duty = Obligation.objects.get(pk=plan.obligation_id)
    assert (duty.escalated_to_id, duty.escalates_at) == (None, NOW)


def test_a_colleague_who_only_changes_seats_keeps_what_she_has(service, support, plan):
    rises(service, "referente")
    with as_jobs():
        access.give_membership(
            actor=NIGHT,
            at=NOW,
            account=support.referent.account_id,
            unit=service.other_team.pk,
            role="support_worker",
            starts_on=SETTLED,
        )
    assert replaced() == 0
    assert "support.review" in in_hand("referente", service)


def test_whoever_has_nothing_is_not_looked_at(service):
    closes(service, "collegue")
    assert replaced() == 0
