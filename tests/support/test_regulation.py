"""The team looks at its plans, under its manager."""

from datetime import timedelta

import pytest

from tests.situations import NOW, acting
from tests.support.situations import TODAY
from tests.support.test_operations import codes, open_duties
from tisserand.activity.models import Act
from tisserand.kernel.refusals import Refused
from tisserand.support import operations
from tisserand.support.models import Examination

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(support):
    with acting(support.manager):
        return operations.open_session(actor=support.manager, at=NOW, team=support.service.team.pk, held_on=TODAY)


def decided(support, session, plan, **said):
    with acting(support.manager):
        said = {"decision": "validated", "opinion": "L’équipe soutient."} | said
        return operations.decide(actor=support.manager, at=NOW, session=session.pk, plan=plan.pk, **said)


@pytest.fixture
def plan(support):
    with acting(support.referent):
        return support.active_plan()


@pytest.mark.requirement("R16", "R40")
def test_a_validated_plan_owes_the_team_nothing_more(support, session, plan):
    decided(support, session, plan, dissent="Mme Tacita craint l’employeur.")
    with acting(support.referent):
        plan.refresh_from_db()
        assert plan.regulated_on == TODAY
        assert [kind for kind, _ in open_duties(plan)] == ["support.review"]
        assert Examination.objects.get(plan=plan).dissent.startswith("Mme Tacita")


@pytest.mark.requirement("R40")
def test_to_rework_comes_back_to_the_referent_with_a_date_then_to_the_team(support, session, plan):
    back = TODAY + timedelta(days=10)
    decided(support, session, plan, decision="rework", comments="Le critère est flou.", rework_by=back)
    with acting(support.referent):
        plan.refresh_from_db()
        assert plan.regulated_on is None
        assert plan.regulation.account_id == support.referent.account_id
        assert open_duties(plan)[0] == ("support.regulate", back.isoformat())
        operations.present_again(actor=support.referent, at=NOW, plan=plan.pk, question="Et maintenant ?")
        plan.regulation.refresh_from_db()
        assert plan.regulation.account_id is None


def test_a_refusal_proposes_something_else_and_keeps_an_owner(support, session, plan):
    with pytest.raises(Refused) as refused:
        decided(support, session, plan, decision="refused")
    assert codes(refused) == ["proposal"]
    decided(support, session, plan, decision="refused", proposal="Un groupe budget.")
    with acting(support.referent):
        plan.refresh_from_db()
        assert plan.regulation.account_id == support.referent.account_id


@pytest.mark.requirement("R40")
def test_a_manager_never_decides_on_her_own_plan(support, session):
    with acting(support.manager):
        plan = operations.create_plan(
            actor=support.manager,
            at=NOW,
            person=support.person,
            kind="social_global",
            origin="proposed",
            team=support.service.team.pk,
        )
        with pytest.raises(Refused) as refused:
            operations.decide(actor=support.manager, at=NOW, session=session.pk, plan=plan.pk, decision="validated")
    assert "own_plan" in codes(refused)


def test_a_colleague_does_not_preside(support):
    with acting(support.referent), pytest.raises(Refused) as refused:
        operations.open_session(actor=support.referent, at=NOW, team=support.service.team.pk, held_on=TODAY)
    assert codes(refused) == ["chair"]


@pytest.mark.requirement("R29")
def test_the_session_is_one_and_its_time_is_coordination(support, session):
    with acting(support.manager):
        again = operations.open_session(actor=support.manager, at=NOW, team=support.service.team.pk, held_on=TODAY)
        assert again.pk == session.pk
        operations.close_session(actor=support.manager, at=NOW, session=session.pk, duration_minutes=120)
        act = Act.objects.get(subject=session.pk)
        assert (act.function, act.duration_minutes) == ("coordination", 120)
        with pytest.raises(Refused):
            operations.close_session(actor=support.manager, at=NOW, session=session.pk)
