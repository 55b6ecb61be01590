"""What must never be false, the database keeps; along any sequence of gestures, it never is (invariants 1 and 3)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.situations import NOW, acting, as_jobs
from tests.support.situations import KEEP_MY_HOME, MY_HOURS, TODAY
from tisserand.access import scope
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.support import operations
from tisserand.support.models import Objective, Plan
from tisserand.support.rules import ObjectiveState, State

pytestmark = pytest.mark.django_db


def at_the_commit():
    connection.cursor().execute("set constraints all immediate")


def write_behind_the_operations(sql: str, plan: Plan):
    with transaction.atomic():
        connection.cursor().execute(sql, [plan.pk])
        at_the_commit()


BREACHES = {
    "plan_active_is_agreed_and_ends": "update support_plan set withdrawn_on = adhesion_on where id = %s",
    "plan_open_has_obligation": "update support_plan set obligation_id = null where id = %s",
    "plan_open_has_open_obligation": "update deadlines_obligation set closed_at = now(), outcome = 'x'"
    " where id = (select obligation_id from support_plan where id = %s)",
    "plan_active_awaits_regulation": "update deadlines_obligation set closed_at = now(), outcome = 'x'"
    " where id = (select regulation_id from support_plan where id = %s)",
    "plan_active_has_objectives": "update support_objective set state = 'dropped' where plan_id = %s",
    "plan_active_has_criterion_beforehand": "update support_objective set criterion_on = '2030-01-01'"
    " where plan_id = %s",
}


@pytest.mark.check(9)
@pytest.mark.requirement("R34", "R35", "R36", "R37")
@pytest.mark.parametrize("constraint", BREACHES)
def test_the_database_itself_refuses(support, constraint):
    with acting(support.referent):
        plan = support.active_plan()
        with pytest.raises(IntegrityError, match=constraint):
            write_behind_the_operations(BREACHES[constraint], plan)


def test_a_promise_is_kept_even_when_the_scope_is_gone(support):
    with acting(support.referent):
        plan = support.active_plan()
    scope.leave()
    at_the_commit()
    with as_jobs(), pytest.raises(IntegrityError):
        write_behind_the_operations("delete from support_objective where plan_id = %s", plan)


def criterion_known(objective: Objective) -> bool:
    return bool(objective.criterion) and objective.criterion_on is not None


@pytest.mark.check(10)
@pytest.mark.requirement("R34", "R35", "R36", "R37", "R55")
def test_no_sequence_of_gestures_breaks_a_promise(support):
    class Gestures(RuleBasedStateMachine):
        """Whatever somebody tries, in any order; a refusal changes nothing."""

        def __init__(self):
            super().__init__()
            self.undo = transaction.atomic()
            self.undo.__enter__()
            scope.enter(support.manager)
            self.at, self.session = NOW, None
            self.plan = self.attempt(
                operations.create_plan,
                person=support.person,
                kind="social_global",
                origin="proposed",
                team=support.service.team.pk,
                referent=support.referent.account_id,
            )

        def teardown(self):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

        def attempt(self, operation, actor=None, **said):
            try:
                with transaction.atomic():
                    return operation(actor=actor or support.manager, at=self.at, **said)
            except Refused:
                return None

        @property
        def today(self) -> date:
            return self.at.date()

        @rule(days=st.integers(1, 60))
        def time_passes(self, days):
            self.at += timedelta(days=days)

        @rule(goal=st.sampled_from([KEEP_MY_HOME, MY_HOURS]))
        def she_wants(self, goal):
            self.attempt(operations.write_objective, plan=self.plan.pk, goal=goal)

        @rule(goal=st.sampled_from([KEEP_MY_HOME, MY_HOURS]))
        def she_says_it_otherwise(self, goal):
            row = Objective.objects.filter(plan=self.plan).order_by("rank").first()
            if row:
                said = {"objective": row.pk, "expected_version": row.version, "goal": goal}
                self.attempt(operations.change_objective, **said)

        @rule(state=st.sampled_from(list(ObjectiveState)))
        def an_objective_moves(self, state):
            row = Objective.objects.filter(plan=self.plan).order_by("-rank").first()
            if row:
                self.attempt(operations.assess_objective, objective=row.pk, state=state)

        @rule()
        def she_says_yes(self):
            self.attempt(operations.record_adhesion, plan=self.plan.pk, on=self.today)

        @rule()
        def she_says_no(self):
            self.attempt(operations.withdraw_adhesion, plan=self.plan.pk, on=self.today)

        @rule(origin=st.sampled_from(["imposed", "proposed"]), longer=st.integers(-30, 500))
        def the_frame_moves(self, origin, longer):
            row = Plan.objects.get(pk=self.plan.pk)
            self.attempt(
                operations.change_frame,
                plan=row.pk,
                expected_version=row.version,
                kind=row.kind,
                origin=origin,
                words="",
                starts_on=row.starts_on,
                ends_on=row.starts_on + timedelta(days=longer),
            )

        @rule()
        def a_judge_decides(self):
            said = {"authority": "Juge", "nature": "", "reference": "1", "decided_on": self.today}
            self.attempt(operations.record_mandate, plan=self.plan.pk, document=new_id(), **said)

        @rule()
        def it_begins(self):
            self.attempt(operations.activate, plan=self.plan.pk)

        @rule(decision=st.sampled_from(["continue", "renew", "close", "relay"]))
        def they_hold_a_review(self, decision):
            new_end = self.today + timedelta(days=200)
            said = {"words": "Oui.", "held_on": self.today, "new_end": new_end, "decision": decision}
            self.attempt(operations.hold_review, plan=self.plan.pk, **said)

        @rule(decision=st.sampled_from(["validated", "reserved", "rework", "refused"]))
        def the_team_decides(self, decision):
            said = {"team": support.service.team.pk, "held_on": self.today}
            session = self.attempt(operations.open_session, **said)
            self.attempt(
                operations.decide,
                session=session.pk,
                plan=self.plan.pk,
                decision=decision,
                comments="À revoir.",
                proposal="Un groupe.",
                rework_by=self.today + timedelta(days=5),
            )
            self.attempt(operations.close_session, session=session.pk)

        @rule()
        def it_comes_back(self):
            self.attempt(operations.present_again, plan=self.plan.pk)

        @rule()
        def another_takes_it(self):
            other = support.service.account("collegue").pk
            self.attempt(operations.hand_over_plan, plan=self.plan.pk, referent=other)

        @rule(reason=st.sampled_from(["early", "term", "withdrawn", "relay", "mistake"]))
        def it_ends(self, reason):
            said = {"reason": reason, "result": "unassessable", "relay_to": "CCAS"}
            self.attempt(operations.close_plan, plan=self.plan.pk, **said)

        @invariant()
        def promises_hold(self):
            row = Plan.objects.select_related("obligation", "regulation").get(pk=self.plan.pk)
            at_the_commit()
            connection.cursor().execute("set constraints all deferred")
            if row.state != State.CLOSED:
                assert row.obligation.closed_at is None
                assert row.obligation.account_id == row.referent_id
                assert row.obligation.due_at
            if row.state == State.ACTIVE:
                self.the_four_conditions(row)

        def the_four_conditions(self, row: Plan):
            mandated = row.origin == "imposed" and row.mandate_decided_on and row.mandate_document_id
            assert mandated or (row.adhesion_on and not row.withdrawn_on)
            live = list(Objective.objects.filter(plan=row).exclude(state=ObjectiveState.DROPPED))
            assert live
            assert all(criterion_known(objective) for objective in live)
            beforehand = Objective.objects.filter(plan=row, criterion_on__lte=row.activated_at.date())
            assert beforehand.exists()
            assert row.ends_on > row.starts_on
            assert row.regulated_on or row.regulation.closed_at is None

    run_state_machine_as_test(
        Gestures,
        settings=settings(
            max_examples=25,
            stateful_step_count=14,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_these_gestures_do_reach_an_active_plan(support):
    """The property above would be empty if nothing ever began."""
    with acting(support.referent):
        assert support.active_plan().adhesion_on == TODAY
