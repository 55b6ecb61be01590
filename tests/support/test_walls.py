"""Who sees a plan: its référent, her manager, whoever accompanies the person; nobody who stepped aside."""

import pytest
from django.apps import apps

from tests.situations import NOW, acting, as_jobs
from tests.support.rsa_situations import Rsa
from tests.support.situations import TODAY
from tisserand.access import operations as access
from tisserand.access.queries import visible
from tisserand.kernel.ids import new_id
from tisserand.support import operations
from tisserand.support.models import BudgetEvaluation, JointSupport, Objective, Plan, RsaBreach
from tisserand.support.operations.hold import add
from tisserand.support.rules.court import Asked

pytestmark = pytest.mark.django_db

LOGINS = (
    "secretaire",
    "accueil",
    "referente",
    "collegue",
    "referent.ailleurs",
    "cheffe",
    "pole",
    "crip",
    "direction",
    "admin",
    "dpo",
)
TABLES = list(apps.get_app_config("support").get_models())


@pytest.fixture
def full_plan(support):
    """One row in every table of the room."""
    with acting(support.referent) as actor:
        plan = support.active_plan()
        said = {"actor": actor, "at": NOW, "plan": plan.pk}
        objective = Objective.objects.get(plan=plan)
        operations.plan_step(actor=actor, at=NOW, objective=objective.pk, text="Écrire", owner="together")
        operations.commit(side="person", text="Venir ou prévenir", **said)
        operations.keep_disagreement(words="Pas l’école.", said_on=TODAY, **said)
        operations.hold_review(
            held_on=TODAY,
            words="Oui.",
            decision="continue",
            autonomy=2,
            standings=[operations.Standing(objective.pk, "ongoing")],
            **said,
        )
        operations.write_contact(nature="call", happened_at=NOW, text="Appelée.", **said)
        Objective.objects.filter(pk=objective.pk).update(feasibility="Avec un peu d’aide.")
        operations.add_beneficiary(who=support.person, adhesion_on=TODAY, **said)
        operations.write_continuity(safety="Ne pas laisser de message.", next_steps="Audience le 17.", **said)
        operations.record_measure(actor=actor, at=NOW, person=support.person, measure="curatelle", exercised_by="UDAF")
        add(JointSupport, plan, actor=actor, at=NOW, asked_on=TODAY)
        add(BudgetEvaluation, plan, actor=actor, at=NOW, evaluated_on=TODAY, situation="Stable.", conclusion="end")
    Rsa(support).heard()
    with acting(support.referent) as actor:
        about = {"actor": actor, "at": NOW, "person": support.person, "team": support.service.team.pk, "today": TODAY}
        operations.lodge_debts(on=TODAY, **about)
        operations.ask_judge(said=Asked("masp_3", "department", TODAY, "refused", 3, "310 euros."), **about)
    with acting(support.manager) as actor:
        session = operations.open_session(actor=actor, at=NOW, team=support.service.team.pk, held_on=TODAY)
        operations.decide(actor=actor, at=NOW, session=session.pk, plan=plan.pk, decision="validated")
    return plan


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_the_database_and_the_query_say_the_same(support, full_plan, model):
    with as_jobs():
        assert model.objects.exists(), "a wall proved on an empty table is not proved"
    for login in LOGINS:
        actor = support.service.actor(login)
        with acting(actor):
            behind_the_wall = set(model.objects.values_list("pk", flat=True))
        with as_jobs():
            by_the_query = set(visible(model, actor).values_list("pk", flat=True))
        assert behind_the_wall == by_the_query, login


def test_who_sees_the_plan(support, full_plan):
    seen = {}
    for login in LOGINS:
        with acting(support.service.actor(login)):
            seen[login] = Plan.objects.filter(pk=full_plan.pk).exists()
    assert {login for login, sees in seen.items() if sees} == {"referente", "cheffe"}


def test_who_sees_the_procedure_of_her_rsa(support, full_plan):
    """As the plan: whoever accompanies her, her manager, and nobody else of the team once somebody is named."""
    seen = set()
    for login in LOGINS:
        with acting(support.service.actor(login)):
            seen |= {login} if RsaBreach.objects.exists() else set()
    assert seen == {"referente", "cheffe"}


def test_a_colleague_of_the_care_team_sees_it(support, full_plan):
    """Another référent of the same person reads what she builds there."""
    from tisserand.people import operations as people

    colleague = support.service.actor("referent.ailleurs")
    with acting(support.referent) as actor:
        people.join_care_team(
            actor=actor,
            at=NOW,
            person=support.person,
            unit=support.service.other_team.pk,
            account=colleague.account_id,
            starts_on=TODAY.replace(year=2020),
            reason="logement",
        )
    with acting(colleague):
        assert Plan.objects.filter(pk=full_plan.pk).exists()
        assert Objective.objects.filter(plan=full_plan).exists()


def test_whoever_knows_the_person_steps_aside(support, full_plan):
    with acting(support.manager) as actor:
        access.step_aside(actor=actor, at=NOW, person=support.person)
    with as_jobs():
        stepped_aside = support.service.actor("cheffe")
    with acting(stepped_aside):
        assert not Plan.objects.filter(pk=full_plan.pk).exists()
        assert not Objective.objects.filter(plan=full_plan).exists()


def test_an_unknown_plan_and_a_walled_one_are_the_same(support, full_plan):
    with acting(support.service.actor("pole")):
        for plan in (full_plan.pk, new_id()):
            with pytest.raises(Plan.DoesNotExist):
                operations.activate(actor=support.service.actor("pole"), at=NOW, plan=plan)
