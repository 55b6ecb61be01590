"""The whole chain, in any order, while colleagues know her, leave, or are late: there is always somebody and a date."""

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.assessment.orientations import PASSED, PLAYERS, WHY, usual_words
from tests.assessment.situations import towards, what_he_says
from tests.reception.scenes import LISTENED, ROSELYNE, arrives, opens, person
from tests.situations import NOW, acting, as_jobs
from tests.support.situations import KEEP_MY_HOME
from tisserand.access import accounts, grants
from tisserand.access import queries as access
from tisserand.access.actors import System
from tisserand.assessment import operations as assessment
from tisserand.assessment.operations import orientation as orientations
from tisserand.deadlines import jobs as clocks
from tisserand.deadlines.models import Obligation
from tisserand.deadlines.rules import FOLLOWS
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people
from tisserand.project.invariants import BREACHES
from tisserand.reception import operations as reception
from tisserand.reception.models import Appointment
from tisserand.reception.operations.leaving import BACK
from tisserand.reception.rules.appointments import Slot
from tisserand.reception.rules.appointments import State as Kept
from tisserand.reception.rules.dangers import Answer
from tisserand.support import operations as support

pytestmark = pytest.mark.django_db
DESK = st.sampled_from(["secretaire", "accueil"])
REFERENTS = st.sampled_from(["referente", "collegue"])
# Managers and the desk stay: where nobody is left, the administrator is asked for somebody (tests/deadlines).
MAY_LEAVE = st.sampled_from(["accueil", "referente", "collegue"])
EVERY_BREACH = "select " + ", ".join(f"({query})" for query in BREACHES.values())  # noqa: S608 — our own sentences
# She wrote from an older page, or had arrived already.
CHANGED = (reception.AlreadyWaiting, reception.DemandChanged, assessment.AssessmentChanged)
MOST_LATE = timedelta(minutes=10)
MEETING = st.sampled_from(
    (
        ("honour_appointment", {}),
        ("miss_appointment", {}),
        ("cancel_appointment", {"by": Kept.CANCELLED_BY_PERSON}),
        ("cancel_appointment", {"by": Kept.CANCELLED_BY_SERVICE}),
        ("postpone_appointment", {"by": Kept.POSTPONED_BY_SERVICE}),
    )
)


@pytest.fixture
def roselyne(service):
    opens(service)
    return person(service, ROSELYNE)


class Hours(RuleBasedStateMachine):
    """Hours given, moved, given to another; whatever somebody tries, in any order; a refusal changes nothing.

    `reached` is what the walks have seen.
    """

    service = roselyne = None
    reached: set[str] = set()

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.at = NOW
        self.meeting = None

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize(days=st.integers(1, 12), absent=st.booleans())
    def it_begins(self, days, absent):
        """Half of the walks with an hour that is to be given: else few would reach what becomes of it."""
        self._expects("referente", days)
        if absent:
            self._stands_in("collegue", starts=0, lasts=days)

    def attempt(self, login: str, operation, **said):
        """As somebody who still works here; what she may not do, or may not see, she does not."""
        account = self.service.account(login)
        if not account.is_active:
            return None
        try:
            with transaction.atomic(), acting(access.actor_for(account, at=self.at)) as actor:
                done = operation(actor=actor, at=self.at, **said)
        except (Refused, ObjectDoesNotExist, *CHANGED):
            return None
        self.reached.add(operation.__name__)
        return done

    def again(self, row):
        with as_jobs():
            return type(row).objects.get(pk=row.pk)

    @rule(days=st.integers(0, 40))
    def time_passes(self, days):
        self.at += timedelta(days=days, minutes=30)
        self.the_night()

    def the_night(self):
        with as_jobs():
            if reception.ask_for_others(actor=System("départs"), at=self.at):
                self.reached.add("ask_for_others")
            people.replace_who_left(actor=System("départs"), at=self.at)
            reception.owe_endings(actor=System("files d’accueil"), at=self.at)
            clocks.escalate_what_is_due(at=self.at)

    @rule(to=MAY_LEAVE, days=st.integers(1, 20))
    def an_hour_is_given(self, to, days):
        self._expects(to, days)

    def _expects(self, to, days):
        said = {"professional": self.service.account(to).pk, "unit": self.service.site.pk}
        said |= {"person": self.roselyne.pk, "slot": Slot(self.at + timedelta(days=days), 45)}
        self.meeting = self.attempt("secretaire", reception.book_appointment, **said) or self.meeting

    @rule(to=MAY_LEAVE)
    def it_is_given_to_a_colleague(self, to):
        self._gives(self.meeting and self.meeting.pk, to)

    def _gives(self, meeting, to):
        if meeting:
            said = {"appointment": meeting, "professional": self.service.account(to).pk}
            self.attempt("cheffe", reception.entrust_appointment, **said)

    @rule(login=st.sampled_from(["secretaire", "referente", "cheffe"]), gesture=MEETING)
    def it_changes(self, login, gesture):
        if self.meeting:
            self.meeting = self._changes(login, gesture, self.meeting.pk) or self.meeting

    def _changes(self, login, gesture, meeting):
        verb, said = gesture
        slot = {"slot": Slot(self.at + timedelta(days=2), 45)} if verb == "postpone_appointment" else {}
        return self.attempt(login, getattr(reception, verb), appointment=meeting, **said, **slot)

    @rule(by=st.sampled_from(["collegue", "cheffe"]), starts=st.integers(0, 4), lasts=st.integers(0, 20))
    def somebody_stands_in(self, by, starts, lasts):
        """From that day, or a later one."""
        self._stands_in(by, starts, lasts)

    def _stands_in(self, by, starts, lasts):
        """For whoever was to receive her; ten minutes later somebody has it in hand."""
        if self.meeting:
            first = self.at.date() + timedelta(days=starts)
            said = {"absent": self.again(self.meeting).professional_id, "covering": self.service.account(by).pk}
            said |= {"starts_on": first, "ends_on": first + timedelta(days=lasts), "reason": "Congés"}
            self.attempt("cheffe", grants.give_cover, **said, today=self.at.date())
        self.at += MOST_LATE
        self.the_night()

    @rule(login=DESK)
    def contact_is_taken_up(self, login):
        if self.meeting:
            self.attempt(login, reception.take_up_contact, appointment=self.meeting.pk)

    @rule(login=MAY_LEAVE)
    def somebody_knows_her(self, login):
        self.attempt(login, people.step_aside, person=self.roselyne.pk)

    @rule(login=MAY_LEAVE)
    def somebody_leaves(self, login):
        """Ten minutes later, nothing is in her hands."""
        account = self.service.account(login)
        self.attempt("admin", accounts.close, account=account.pk, reason="Départ.")
        self.at += MOST_LATE
        self.the_night()

    @invariant()
    def nothing_breaks(self):
        with as_jobs(), connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")
            cursor.execute(EVERY_BREACH)
            found = dict(zip(BREACHES, cursor.fetchone(), strict=True))
        assert not [what for what, number in found.items() if number]

    @invariant()
    def her_hour_is_kept_or_given(self):
        """By the clock of the walk. What was to be given is asked until then, and afterwards until it is told."""
        with as_jobs():
            planned = Appointment.objects.filter(state=Kept.PLANNED)
            assert not planned.filter(obligation__closed_at__isnull=False).exists()
            for row in planned.filter(obligation=None):
                on = max(row.starts_at, self.at).date()
                assert not access.gone({row.professional_id}, on=on)
            hours = dict(Appointment.objects.values_list("pk", "starts_at"))
            for duty in Obligation.objects.filter(outcome=BACK):
                assert duty.closed_at < hours[duty.subject]

    @invariant()
    def somebody_has_it(self):
        with as_jobs():
            owed = list(Obligation.objects.filter(closed_at=None))
            on = self.at.date()
            assert not access.gone({duty.account_id for duty in owed if duty.account_id}, on=on)
            for unit in {duty.unit_id for duty in owed if not duty.account_id}:
                assert access.nearest_holder(capability=FOLLOWS, unit_id=unit, on=on)


class Chain(Hours):
    """The same along her whole way, from the door to a plan that ends."""

    reached: set[str] = set()

    def __init__(self):
        super().__init__()
        self.visit = self.danger = self.assessment = self.orientation = self.plan = None

    @initialize(so_far=st.sampled_from((3, 2, 1, 0)))
    def it_begins(self, so_far):
        """To the door, to the desk, to the pôle, or to a plan that has begun: else no walk would go far."""
        if so_far >= 1:
            self._comes("accueil", known=True)
            self._expects("referente", days=9)
        if so_far >= 2:
            self._is_oriented(steps=7)
        if so_far >= 3:
            self._gives(self.meeting and self.meeting.pk, "collegue")
            self._has_a_plan("referente")

    @rule(login=DESK, known=st.booleans())
    def she_comes(self, login, known):
        self._comes(login, known)

    def _comes(self, login, known=False):
        came = {"known": self.roselyne if known else None, "at": self.at}
        self.visit = self.attempt(login, lambda actor, at: arrives(self.service, actor, **came)) or self.visit

    @rule(by=st.sampled_from(["accueil", "referente"]))
    def she_is_received(self, by):
        if self.visit:
            self.attempt(by, reception.receive_visit, visit=self.visit.pk, by=self.service.account(by).pk)

    @rule()
    def she_says_who_she_is(self):
        if self.visit:
            self.attempt("accueil", reception.attach_person, visit=self.visit.pk, person=self.roselyne.pk, agrees=True)

    @rule()
    def her_demand_is_written(self):
        if self.visit:
            self.attempt("accueil", reception.write_demand, visit=self.visit.pk, said=LISTENED)

    @rule(login=DESK, outcome=st.sampled_from(["reponse-guichet", "entretien", "partie-sans-attendre"]))
    def the_visit_ends(self, login, outcome):
        if self.visit:
            self.attempt(login, reception.close_visit, visit=self.visit.pk, outcome=outcome)

    @rule(login=DESK)
    def there_is_danger(self, login):
        if self.visit is None:
            self._comes(login)
        if self.visit:
            opened = self.attempt(login, reception.open_emergency, visit=self.visit.pk)
            self.danger = opened or self.danger

    @rule()
    def somebody_takes_it(self):
        if self.danger:
            self.attempt("accueil", reception.take_in_hand, emergency=self.danger.pk)

    @rule(outcome=st.sampled_from(["protection-effective", "danger-ecarte", "sans-solution"]))
    def the_danger_is_answered(self, outcome):
        if self.danger:
            later = self.at + timedelta(days=1)
            resumed = {"manager_informed_at": self.at, "resumes_at": later} if outcome == "sans-solution" else {}
            answer = Answer(outcome=outcome, **resumed)
            self.attempt("accueil", reception.answer_emergency, emergency=self.danger.pk, answer=answer)

    @rule()
    def the_danger_outlives_closing(self):
        if self.danger:
            relayed = Answer(relay_name="115", relay_at=self.at, resumes_at=self.at + timedelta(days=1))
            self.attempt("accueil", reception.carry_over, emergency=self.danger.pk, answer=relayed)

    @rule()
    def they_take_stock(self):
        began = self.attempt("accueil", assessment.start, person=self.roselyne.pk, site=self.service.site.pk)
        self.assessment = began or self.assessment

    @rule()
    def they_conclude(self):
        if self.assessment:
            said = {"answers": what_he_says(), "decision": towards(self.service.pole)}
            version = self.again(self.assessment).version
            self.attempt(
                "accueil", assessment.conclude, assessment=self.assessment.pk, expected_version=version, **said
            )

    def _propose(self):
        units = {"from_unit": self.service.site.pk, "to_unit": self.service.pole.pk}
        said = {"person": self.roselyne.pk, "reasons": WHY, "asks": "Un toit.", "passed": PASSED}
        self.orientation = self.attempt("accueil", orientations.propose, **units, **said) or self.orientation

    @rule(gesture=st.sampled_from([(login, verb) for verb, logins in PLAYERS.items() for login in logins]))
    def the_orientation_moves(self, gesture):
        if self.orientation:
            self._move(*gesture)

    @rule(steps=st.integers(0, 7))
    def she_is_oriented(self, steps):
        self._is_oriented(steps)

    def _is_oriented(self, steps):
        if self.orientation is None:
            self._propose()
        way = ("agree", "send", "acknowledge", "admit", "attribute", "schedule_first_meeting", "record_first_meeting")
        for verb in way[:steps] if self.orientation else ():
            self._move(PLAYERS[verb][0], verb)

    def _move(self, login, verb):
        row = self.again(self.orientation)
        said = usual_words(self.service, row, verb, self.at)
        self.attempt(login, getattr(orientations, verb), orientation=row.pk, expected_version=row.version, **said)

    @rule(login=st.sampled_from(["referente", "collegue", "cheffe"]), gesture=MEETING)
    def her_first_appointment_changes(self, login, gesture):
        """From the agenda, whose gestures know nothing of orientations; at its hour, when it has one."""
        row = self.again(self.orientation) if self.orientation else None
        if row and row.first_appointment_id:
            self.at = max(self.at, row.first_appointment_at or self.at)
            self.the_night()
            self._changes(login, gesture, row.first_appointment_id)

    @rule(to=MAY_LEAVE)
    def the_first_one_is_given_to_a_colleague(self, to):
        row = self.again(self.orientation) if self.orientation else None
        self._gives(row and row.first_appointment_id, to)

    @rule(login=REFERENTS)
    def a_plan_is_opened(self, login):
        self._opens(login)

    def _has_a_plan(self, login):
        self._opens(login)
        self._begins(login)

    def _opens(self, login):
        said = {"kind": "social_global", "origin": "proposed", "team": self.service.team.pk}
        self.plan = self.attempt(login, support.create_plan, person=self.roselyne.pk, **said) or self.plan

    @rule(login=REFERENTS)
    def it_is_built_and_begins(self, login):
        self._begins(login)

    def _begins(self, login):
        if self.plan:
            self.attempt(login, support.write_objective, plan=self.plan.pk, goal=KEEP_MY_HOME)
            self.attempt(login, support.record_adhesion, plan=self.plan.pk, on=self.at.date())
            self.attempt(login, support.activate, plan=self.plan.pk)

    @rule(login=st.sampled_from(["referente", "collegue", "cheffe"]), to=REFERENTS)
    def it_is_given_to_another(self, login, to):
        if self.plan:
            self.attempt(login, support.hand_over_plan, plan=self.plan.pk, referent=self.service.account(to).pk)

    @rule(login=REFERENTS, gesture=st.sampled_from(["withdrawn", "term"]))
    def it_ends(self, login, gesture):
        if self.plan:
            said = {"reason": gesture, "result": "unassessable"}
            self.attempt(login, support.close_plan, plan=self.plan.pk, **said)


def walk(machine, service, roselyne, far, **how):
    machine.service, machine.roselyne = service, roselyne
    run_state_machine_as_test(
        machine,
        settings=settings(
            deadline=None,
            derandomize=True,
            # A walk is long to shorten: it is done by hand, when one fails.
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
            **how,
        ),
    )
    # The property would be empty if the walks stayed at the door.
    assert far <= machine.reached, far - machine.reached


@pytest.mark.check(10)
@pytest.mark.requirement("R03")
def test_along_the_whole_chain_there_is_always_somebody_and_a_date(service, roselyne):
    far = {"open_emergency", "admit", "attribute", "record_first_meeting", "activate", "entrust_appointment"}
    walk(Chain, service, roselyne, far, max_examples=16, stateful_step_count=14)


@pytest.mark.check(10)
@pytest.mark.requirement("R03")
def test_an_hour_is_kept_or_given_until_it_is_told(service, roselyne):
    far = {"ask_for_others", "entrust_appointment", "give_cover", "cancel_appointment", "step_aside", "close"}
    walk(Hours, service, roselyne, far, max_examples=16, stateful_step_count=12)
