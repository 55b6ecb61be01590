"""« Je connais cette personne »: the référent leaves the same day, and nobody is left without anybody."""

import pytest
from django.urls import reverse

from tests.situations import NOW, acting, as_jobs
from tisserand.deadlines import queries as dues
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people
from tisserand.support import operations, queries
from tisserand.support.models import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def left(support):
    """An active plan whose référent stepped aside."""
    with acting(support.referent) as actor:
        plan = support.active_plan()
        people.step_aside(actor=actor, at=NOW, person=support.person)
    return plan


def test_what_she_owed_is_owed_by_her_manager_the_same_day(support, left):
    with acting(support.manager) as manager:
        kinds = {due.kind for due in dues.mine(manager).filter(subject=left.pk)}
    assert kinds == {"support.review", "support.replace"}


def test_she_sees_it_no_more(support, left):
    with as_jobs():
        stepped_aside = support.service.actor("referente")
    with acting(stepped_aside):
        assert not Plan.objects.filter(pk=left.pk).exists()


def test_the_plan_and_the_regulation_say_so_until_another_is_named(support, left, client):
    colleague = support.service.account("collegue").pk
    client.force_login(support.service.account("cheffe"))
    pages = [reverse("support:plan", args=[left.pk]), reverse("support:regulation")]
    said = ("Le référent doit être remplacé", "Référent à remplacer")
    for page, words in zip(pages, said, strict=True):
        assert words in client.get(page).content.decode()
    with acting(support.manager) as manager:
        assert [line.plan.pk for line in queries.to_replace(manager)] == [left.pk]
        operations.hand_over_plan(actor=manager, at=NOW, plan=left.pk, referent=colleague)
        assert queries.to_replace(manager) == ()
        assert not dues.mine(manager).filter(subject=left.pk).exists()
    for page, words in zip(pages, said, strict=True):
        assert words not in client.get(page).content.decode()
    with acting(support.service.actor("collegue")) as colleague:
        assert [due.kind for due in dues.mine(colleague)] == ["support.review"]


def test_it_is_not_given_back_to_her(support, left):
    with acting(support.manager) as manager, pytest.raises(Refused, match="unavailable"):
        operations.hand_over_plan(actor=manager, at=NOW, plan=left.pk, referent=support.referent.account_id)


def test_what_the_plan_owes_next_is_not_owed_by_her(support, left):
    with acting(support.manager) as manager:
        operations.withdraw_adhesion(actor=manager, at=NOW, plan=left.pk, on=NOW.date())
    with as_jobs():
        left.refresh_from_db()
        assert left.obligation.account_id is None
        assert left.obligation.unit_id == support.service.team.pk


def test_a_relay_is_not_given_to_a_colleague_who_knows_her(support):
    with as_jobs():
        knows = support.service.actor("referent.ailleurs")
        people.step_aside(actor=knows, at=NOW, person=support.person)
    with acting(support.referent) as actor:
        plan = support.active_plan()
        with pytest.raises(Refused, match="unavailable"):
            operations.close_plan(
                actor=actor,
                at=NOW,
                plan=plan.pk,
                reason="relay",
                result="reached",
                words="Elle déménage.",
                relay_to="Équipe des Abymes",
                relay_unit=support.service.other_team.pk,
                relay_account=knows.account_id,
            )
