"""A colleague will not be there: each appointment given with her is somebody’s to see to, before a date (R03)."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.conftest import counted
from tests.reception.scenes import GERARD, opens, person
from tests.situations import NOW, ZONE, acting, as_jobs
from tisserand.access import accounts, grants
from tisserand.access import operations as access
from tisserand.access.actors import System
from tisserand.access.models import Membership
from tisserand.activity.models import Act
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as dues
from tisserand.deadlines.models import Obligation
from tisserand.desk import duties
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people
from tisserand.people.models import CareTeam
from tisserand.project.invariants import breaches
from tisserand.reception import operations, queries
from tisserand.reception.models import Appointment, OnCall
from tisserand.reception.queries.messages import Recipient
from tisserand.reception.rules import leaving as rules
from tisserand.reception.rules.appointments import Place, Slot, State
from tisserand.reception.rules.on_call import Shift

pytestmark = pytest.mark.requirement("R03")
NIGHT = System("départs")
TODAY = NOW.date()
# In Guadeloupe: Wednesday 25 November 2026 and Tuesday 8 December, 9:00.
TOMORROW_9 = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
IN_TWO_WEEKS = datetime(2026, 12, 8, 13, 0, tzinfo=UTC)


def fixed(service, whom, *, starts_at=IN_TWO_WEEKS, place=Place.OFFICE, by="referente", **said) -> Appointment:
    with acting(service.actor("secretaire")) as actor:
        return operations.book_appointment(
            actor=actor,
            at=said.pop("at", NOW),
            person=whom.pk,
            professional=service.account(by).pk,
            unit=service.site.pk,
            slot=Slot(starts_at, 45, place),
            **said,
        )


def leaves(service, login="referente"):
    with acting(service.actor("admin")) as administrator:
        accounts.close(actor=administrator, at=NOW, account=service.account(login).pk, reason="Départ.")


def rises(service, login="referente", ends_before=TODAY):
    with as_jobs():
        seat = Membership.objects.get(account__login=login)
        access.end_membership(actor=NIGHT, at=NOW, membership=seat.pk, ends_before=ends_before)


def sits_again(service, starts_on=TODAY, login="referente"):
    with as_jobs():
        access.give_membership(
            actor=NIGHT,
            at=NOW,
            account=service.account(login).pk,
            unit=service.team.pk,
            role="support_worker",
            starts_on=starts_on,
        )


def stood_in(service, by="collegue", starts_on=TODAY, days=6):
    with acting(service.actor("cheffe")) as manager:
        return grants.give_cover(
            actor=manager,
            at=NOW,
            absent=service.account("referente").pk,
            covering=service.account(by).pk,
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=days),
            reason="Congés",
            today=TODAY,
        )


def back(service, cover):
    with acting(service.actor("cheffe")) as manager:
        grants.end_cover(actor=manager, at=NOW, cover=cover.pk, today=TODAY)


def ten_minutes_later(at=NOW) -> int:
    with as_jobs():
        return operations.ask_for_others(actor=NIGHT, at=at)


def owed(row) -> Obligation | None:
    with as_jobs():
        return Obligation.objects.filter(subject=row.pk, closed_at=None).select_related("account").first()


def outcome(row) -> str:
    with as_jobs():
        return Obligation.objects.get(subject=row.pk).outcome


def broken() -> int:
    with as_jobs():
        return dict(breaches())["rendez-vous prévu avec quelqu’un qui n’est plus là, que personne n’a à confier"]


def seen_by(service, login):
    """With those she stepped aside from, or stands in for."""
    with as_jobs():
        return service.actor(login)


def entrusts(service, row, to="collegue", by="secretaire"):
    with acting(seen_by(service, by)) as actor:
        return operations.entrust_appointment(
            actor=actor, at=NOW, appointment=row.pk, professional=service.account(to).pk
        )


@pytest.mark.parametrize(
    ("starts_at", "due_at"),
    [
        # Three working days before, at 18:00 there.
        (IN_TWO_WEEKS, datetime(2026, 12, 3, 22, 0, tzinfo=UTC)),
        # No such time left: the next working day, and before she sets out.
        (NOW + timedelta(days=2), datetime(2026, 11, 25, 22, 0, tzinfo=UTC)),
        (TOMORROW_9, TOMORROW_9 - timedelta(hours=2)),
        (NOW + timedelta(minutes=30), NOW),
        # Its hour is past: it remains to be told.
        (NOW - timedelta(days=3), datetime(2026, 11, 25, 22, 0, tzinfo=UTC)),
    ],
)
def test_the_date_leaves_time_to_warn_her(starts_at, due_at):
    assert rules.due(starts_at, at=NOW, zone=ZONE) == due_at


@pytest.mark.check(10)
@given(st.lists(st.integers(1, 60 * 24 * 40), min_size=2, max_size=2))
def test_the_first_to_take_place_is_the_first_due(minutes):
    first, last = (NOW + timedelta(minutes=some) for some in sorted(minutes))
    assert NOW <= rules.due(first, at=NOW, zone=ZONE) <= rules.due(last, at=NOW, zone=ZONE) < last


@pytest.mark.django_db
class TestBehindTheWalls:
    @pytest.mark.parametrize("goes", [leaves, rises])
    @pytest.mark.parametrize("place", [Place.OFFICE, Place.HOME])
    def test_each_is_owed_by_the_desk_that_gave_it_the_first_one_first(self, service, goes, place):
        whom = person(service)
        later = fixed(service, whom, place=place)
        sooner = fixed(service, whom, starts_at=TOMORROW_9, place=place)
        goes(service)
        assert broken() == 2
        assert ten_minutes_later() == 2
        assert broken() == 0
        for login in ("secretaire", "accueil", "cheffe"):
            with acting(service.actor(login)) as actor:
                mine = list(duties.of(actor, duties.Whose.UNASSIGNED))
                assert [duty.subject for duty in mine] == [sooner.pk, later.pk], login
                assert {duty.label for duty in mine} == {rules.TO_ENTRUST}
                assert all(duty.due_at < row.starts_at for duty, row in zip(mine, (sooner, later), strict=True))
        with acting(service.actor("secretaire.ailleurs")) as actor:
            assert not dues.open_obligations(actor).exists()
        assert ten_minutes_later() == 0

    @pytest.mark.parametrize("goes", [leaves, rises])
    def test_at_once_before_the_ten_minutes(self, service, goes, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: NOW)
        row = fixed(service, person(service))
        goes(service)
        with as_jobs():
            assert ProcrastinateJob.objects.filter(task_name="reception.ask_at_once").exists()
            app.tasks["reception.ask_at_once"]()
        assert owed(row).label == rules.TO_ENTRUST
        assert ten_minutes_later() == broken() == 0

    def test_a_seat_that_ends_later_leaves_what_is_fixed_for_after_it(self, service):
        before, after = fixed(service, person(service), starts_at=TOMORROW_9), fixed(service, person(service))
        rises(service, ends_before=TODAY + timedelta(days=7))
        assert ten_minutes_later() == 1
        assert (owed(before), owed(after).label) == (None, rules.TO_ENTRUST)

    def test_one_whose_hour_is_past_remains_to_be_told(self, service):
        earlier = NOW - timedelta(days=3)
        row = fixed(service, person(service), starts_at=earlier + timedelta(hours=1), at=earlier)
        leaves(service)
        ten_minutes_later()
        assert owed(row).label == rules.TO_TELL
        with acting(service.actor("secretaire")) as actor:
            operations.miss_appointment(actor=actor, at=NOW, appointment=row.pk)
        again = owed(row)
        assert (again.label, again.account_id, again.unit_id) == ("Reprendre contact", None, service.site.pk)

    def test_given_to_a_colleague_at_the_same_hour_nothing_is_owed_any_more(self, service):
        row = fixed(service, person(service))
        leaves(service)
        ten_minutes_later()
        given = entrusts(service, row)
        assert (given.pk, given.starts_at, given.state) == (row.pk, IN_TWO_WEEKS, State.PLANNED)
        assert (given.professional.name, given.obligation_id) == ("Fabrice Tacita", None)
        assert (owed(row), outcome(row)) == (None, "confie")
        with acting(service.actor("collegue")) as colleague:
            assert [one.pk for one in queries.appointments(colleague)] == [row.pk]
        assert ten_minutes_later() == broken() == 0

    def test_not_to_somebody_who_is_taken_gone_too_or_who_knows_her(self, service):
        whom = person(service)
        row = fixed(service, whom)
        fixed(service, person(service, GERARD), by="accueil")
        with acting(service.actor("collegue")) as colleague:
            people.step_aside(actor=colleague, at=NOW, person=whom.pk)
        leaves(service)
        ten_minutes_later()
        for to, why in (("accueil", "busy"), ("collegue", "unavailable"), ("referente", "same")):
            with pytest.raises(Refused, match=why):
                entrusts(service, row, to)
        with pytest.raises(Refused, match="professional"):
            entrusts(service, row, "referent.ailleurs")
        assert owed(row).label == rules.TO_ENTRUST

    def test_one_whose_hour_has_come_is_no_longer_given(self, service):
        row = fixed(service, person(service), starts_at=TOMORROW_9)
        to = service.account("collegue").pk
        with acting(service.actor("secretaire")) as actor, pytest.raises(Refused, match="begun"):
            operations.entrust_appointment(actor=actor, at=TOMORROW_9, appointment=row.pk, professional=to)

    def test_the_time_of_the_meeting_is_that_of_whoever_was_there(self, service):
        row = fixed(service, person(service), starts_at=TOMORROW_9)
        leaves(service)
        ten_minutes_later()
        with acting(service.actor("secretaire")) as actor:
            said = {"actor": actor, "at": TOMORROW_9 + timedelta(hours=1), "appointment": row.pk}
            with pytest.raises(Refused, match="by_another"):
                operations.honour_appointment(**said)
            operations.entrust_appointment(**said, professional=service.account("collegue").pk)
            operations.honour_appointment(**said)
        with as_jobs():
            assert Act.objects.get().author.name == "Fabrice Tacita"

    def test_who_was_there_and_left_afterwards_has_the_time_of_the_meeting(self, service):
        earlier = NOW - timedelta(days=3)
        row = fixed(service, person(service), starts_at=earlier + timedelta(hours=1), at=earlier)
        leaves(service)
        ten_minutes_later()
        with acting(service.actor("secretaire")) as actor:
            operations.honour_appointment(actor=actor, at=NOW, appointment=row.pk)
        with as_jobs():
            assert Act.objects.get().author.name == "Corinne Lollia"

    def test_moved_with_another_professional(self, service):
        row = fixed(service, person(service))
        leaves(service)
        ten_minutes_later()
        with acting(service.actor("secretaire")) as actor:
            said = {"actor": actor, "at": NOW, "appointment": row.pk, "by": State.POSTPONED_BY_SERVICE}
            slot = Slot(IN_TWO_WEEKS + timedelta(days=1), 45)
            with pytest.raises(Refused, match="professional"):
                operations.postpone_appointment(**said, slot=slot)
            moved = operations.postpone_appointment(**said, slot=slot, professional=service.account("collegue").pk)
        assert (moved.professional.name, moved.obligation_id) == ("Fabrice Tacita", None)
        assert (owed(row), outcome(row)) == (None, "postponed_by_service")

    def test_cancelled_by_the_service_she_is_called_before_she_comes_for_nothing(self, service):
        whom = person(service)
        row = fixed(service, whom)
        leaves(service)
        ten_minutes_later()
        with acting(service.actor("secretaire")) as actor:
            operations.cancel_appointment(actor=actor, at=NOW, appointment=row.pk, by=State.CANCELLED_BY_SERVICE)
            duty = owed(row)
            assert (duty.label, duty.account.name) == (rules.TO_CALL, "Sandra Nérin")
            assert NOW < duty.due_at < row.starts_at
            operations.take_up_contact(actor=actor, at=NOW, appointment=row.pk)
        assert (owed(row), outcome(row)) == (None, "contact-repris")

    def test_of_an_hour_that_is_past_nobody_is_called(self, service):
        row = fixed(service, person(service), starts_at=TOMORROW_9)
        leaves(service)
        ten_minutes_later()
        with acting(service.actor("secretaire")) as actor:
            said = {"actor": actor, "at": TOMORROW_9, "appointment": row.pk}
            operations.cancel_appointment(**said, by=State.CANCELLED_BY_SERVICE)
        assert (owed(row), outcome(row)) == (None, "cancelled_by_service")

    def test_she_cancels_herself_and_nobody_is_to_be_called(self, service):
        row = fixed(service, person(service))
        leaves(service)
        ten_minutes_later()
        with acting(service.actor("secretaire")) as actor:
            operations.cancel_appointment(actor=actor, at=NOW, appointment=row.pk, by=State.CANCELLED_BY_PERSON)
        assert outcome(row) == "cancelled_by_person"

    def test_the_colleague_is_back(self, service):
        row = fixed(service, person(service))
        rises(service)
        ten_minutes_later()
        sits_again(service)
        assert ten_minutes_later() == 1
        assert (owed(row), outcome(row)) == (None, "recoit-de-nouveau")
        assert ten_minutes_later() == broken() == 0

    def test_who_stands_in_for_an_absent_colleague_is_asked_for_those_days(self, service):
        whom = person(service)
        within, after = fixed(service, whom, starts_at=TOMORROW_9), fixed(service, whom)
        again = fixed(service, whom, starts_at=TOMORROW_9 + timedelta(hours=2))
        cover = stood_in(service)
        assert ten_minutes_later() == 2
        assert (owed(within).account.name, owed(after)) == ("Fabrice Tacita", None)
        assert entrusts(service, within, to="collegue", by="collegue").professional.name == "Fabrice Tacita"
        back(service, cover)
        assert ten_minutes_later() == 1
        assert owed(again) is None

    @pytest.mark.parametrize("returns", [False, True])
    def test_once_its_hour_has_come_it_remains_to_be_told_whoever_is_back(self, service, returns):
        row = fixed(service, person(service), starts_at=TOMORROW_9)
        if returns:
            rises(service)
        else:
            stood_in(service)
        assert ten_minutes_later() == 1
        if returns:
            sits_again(service, starts_on=TODAY + timedelta(days=5))
        late = TOMORROW_9 + timedelta(days=6 if returns else 0, minutes=10)
        assert ten_minutes_later(at=late) == 0
        assert owed(row).label == rules.TO_ENTRUST
        with acting(service.actor("secretaire")) as actor, pytest.raises(Refused, match="by_another"):
            operations.honour_appointment(actor=actor, at=late, appointment=row.pk)

    def test_untold_when_the_cover_ends_the_unit_has_it(self, service):
        row = fixed(service, person(service), starts_at=TOMORROW_9)
        stood_in(service)
        ten_minutes_later()
        over = NOW + timedelta(days=7)
        assert ten_minutes_later(at=over) == 1
        assert (owed(row).label, owed(row).account) == (rules.TO_ENTRUST, None)
        assert ten_minutes_later(at=over) == 0

    def test_whoever_will_stand_in_has_it_from_the_day_she_may_read_it(self, service):
        row = fixed(service, person(service))
        stood_in(service, starts_on=IN_TWO_WEEKS.date())
        assert ten_minutes_later() == 1
        assert owed(row).account is None
        with acting(service.actor("secretaire")) as actor:
            assert duties.of(actor, duties.Whose.UNASSIGNED).get().subject == row.pk
        begun = IN_TWO_WEEKS - timedelta(hours=3)
        assert ten_minutes_later(at=begun) == 1
        assert owed(row).account.name == "Fabrice Tacita"
        assert ten_minutes_later(at=begun) == 0

    def test_another_colleague_stands_in(self, service):
        row = fixed(service, person(service), starts_at=TOMORROW_9)
        cover = stood_in(service)
        ten_minutes_later()
        back(service, cover)
        stood_in(service, by="cheffe")
        assert ten_minutes_later() == 1
        assert owed(row).account.name == "Ghislaine Ozier"
        assert ten_minutes_later() == 0

    def test_who_stands_in_and_knows_her_is_not_asked(self, service):
        whom = person(service)
        row = fixed(service, whom, starts_at=TOMORROW_9)
        stood_in(service)
        ten_minutes_later()
        with acting(service.actor("collegue")) as colleague:
            people.step_aside(actor=colleague, at=NOW, person=whom.pk)
        assert ten_minutes_later() == 0
        assert owed(row).account.name == "Ghislaine Ozier"

    def test_taken_by_hand_it_stays_in_that_hand(self, service):
        row = fixed(service, person(service), starts_at=TOMORROW_9)
        back(service, stood_in(service, by="cheffe"))
        leaves(service)
        later = NOW + timedelta(hours=14)
        ten_minutes_later(at=later)
        with acting(service.actor("cheffe")) as manager:
            deadlines.give(actor=manager, at=later, obligation=owed(row).pk, to=manager.account_id)
        assert ten_minutes_later(at=later) == 0
        assert owed(row).account.name == "Ghislaine Ozier"

    def test_contact_is_not_taken_up_of_what_is_planned(self, service):
        row = fixed(service, person(service))
        leaves(service)
        ten_minutes_later()
        with acting(service.actor("secretaire")) as actor, pytest.raises(Refused, match="state"):
            operations.take_up_contact(actor=actor, at=NOW, appointment=row.pk)
        assert owed(row).label == rules.TO_ENTRUST

    def test_nobody_is_received_by_who_is_away_that_day(self, service):
        whom = person(service)
        theirs = fixed(service, whom, starts_at=TOMORROW_9, by="collegue")
        stood_in(service)
        said = {"service": service, "whom": whom, "starts_at": TOMORROW_9 + timedelta(hours=2)}
        with pytest.raises(Refused, match="away") as refused:
            fixed(**said)
        assert refused.value.refusals[0].message == (
            "Corinne Lollia ne reçoit pas jusqu’au 30 novembre. "
            "Choisissez Fabrice Tacita, qui assure le remplacement, ou une date ultérieure."
        )
        with pytest.raises(Refused, match="away"):
            entrusts(service, theirs, to="referente")
        with acting(service.actor("secretaire")) as actor, pytest.raises(Refused, match="away"):
            operations.postpone_appointment(
                actor=actor,
                at=NOW,
                appointment=theirs.pk,
                by=State.POSTPONED_BY_PERSON,
                slot=Slot(TOMORROW_9 + timedelta(days=1), 45),
                professional=service.account("referente").pk,
            )
        # The day after her last day away.
        assert fixed(**said | {"starts_at": TOMORROW_9 + timedelta(days=6)}).professional.name == "Corinne Lollia"

    def test_who_steps_aside_meets_her_no_more_from_that_instant(self, service):
        whom = person(service)
        row, other = fixed(service, whom), fixed(service, person(service, GERARD), starts_at=TOMORROW_9)
        with acting(service.actor("referente")) as referent:
            people.step_aside(actor=referent, at=NOW, person=whom.pk)
        assert (owed(row).label, owed(row).account_id, owed(other)) == (rules.TO_ENTRUST, None, None)
        with acting(seen_by(service, "referente")) as referent:
            assert not dues.open_obligations(referent).filter(subject=row.pk).exists()

    def is_protected(self, service, whom, by="cheffe"):
        with acting(seen_by(service, by)) as keeper:
            guard = {"guard_unit": service.territory.pk, "reason": "agente du service"}
            people.make_restricted(actor=keeper, at=NOW, person=whom.pk, **guard)

    @pytest.mark.parametrize("first", [True, False])
    def test_of_a_protected_person_whoever_keeps_her_file_is_asked(self, service, first):
        whom = person(service)
        row = fixed(service, whom)
        if first:
            self.is_protected(service, whom)
        leaves(service)
        ten_minutes_later()
        if not first:
            self.is_protected(service, whom)
        assert owed(row).account.name == "Ghislaine Ozier"
        with acting(service.actor("secretaire")) as actor:
            assert not duties.of(actor, duties.Whose.UNASSIGNED).exists()
        assert entrusts(service, row, by="cheffe").professional.name == "Fabrice Tacita"

    @pytest.mark.parametrize("first", [True, False])
    def test_a_keeper_who_knows_her_is_not_asked(self, service, first):
        with as_jobs():
            said = {"login": "cadre", "name": "Inès Marival", "fictitious": True}
            other = access.create_account(actor=NIGHT, at=NOW, **said)
            seat = {"unit": service.direction.pk, "role": "team_manager", "starts_on": TODAY}
            access.give_membership(actor=NIGHT, at=NOW, account=other.pk, **seat)
        whom = person(service)
        row = fixed(service, whom)
        with acting(service.actor("cheffe")) as keeper:
            people.step_aside(actor=keeper, at=NOW, person=whom.pk)
        if first:
            self.is_protected(service, whom, by="cadre")
        leaves(service)
        ten_minutes_later()
        if not first:
            self.is_protected(service, whom, by="cadre")
        assert owed(row).account.name == "Inès Marival"

    def test_her_file_is_closed_and_its_keeper_calls_her(self, service):
        whom = person(service)
        row = fixed(service, whom)
        leaves(service)
        ten_minutes_later()
        with acting(service.actor("secretaire")) as actor:
            operations.cancel_appointment(actor=actor, at=NOW, appointment=row.pk, by=State.CANCELLED_BY_SERVICE)
        self.is_protected(service, whom)
        assert (owed(row).label, owed(row).account.name) == (rules.TO_CALL, "Ghislaine Ozier")

    def test_her_file_is_closed_and_whoever_missed_her_still_takes_up_contact(self, service):
        whom = person(service)
        row = fixed(service, whom, starts_at=NOW + timedelta(hours=1))
        with acting(service.actor("secretaire")) as actor:
            operations.miss_appointment(actor=actor, at=row.starts_at, appointment=row.pk)
        self.is_protected(service, whom)
        assert owed(row).account.name == "Corinne Lollia"

    def test_of_what_is_called_off_above_she_is_told(self, service):
        row = fixed(service, person(service))
        leaves(service)
        ten_minutes_later()
        with acting(service.actor("secretaire")) as actor:
            operations.call_off_appointment(actor=actor, at=NOW, appointment=row.pk)
        assert (owed(row).label, owed(row).account.login) == (rules.TO_CALL, "secretaire")

    def test_a_message_left_for_who_left_is_answered_by_her_manager(self, service):
        whom = person(service)
        with acting(service.actor("secretaire")) as actor:
            to = Recipient(service.account("referente").pk, service.team.pk, "sa référente")
            said = {"actor": actor, "at": NOW, "person": whom.pk}
            message = operations.leave_message(**said, to=to, codes=("est-passee",))
        leaves(service)
        with as_jobs():
            people.replace_who_left(actor=NIGHT, at=NOW)
            assert not CareTeam.objects.filter(account__login="referente", ends_before=None).exists()
        assert owed(message).account.name == "Ghislaine Ozier"
        with acting(service.actor("cheffe")) as manager:
            operations.answer_message(actor=manager, at=NOW, message=message.pk)
        assert outcome(message) == "fait"


def on_call(service, login="cheffe", starts_at=NOW - timedelta(hours=1), hours=48) -> OnCall:
    account = service.account(login)
    with acting(service.actor("admin")) as actor:
        shift = Shift(starts_at, starts_at + timedelta(hours=hours), account.name, "0690123456")
        return operations.put_on_call(actor=actor, at=NOW, shift=shift, account=account.pk)


@pytest.mark.django_db
@pytest.mark.requirement("R24")
class TestOnCall:
    def settled(self) -> int:
        with as_jobs():
            return operations.ask_for_holders(actor=NIGHT, at=NOW)

    def test_a_shift_of_who_left_is_a_hole_and_asked_of_who_keeps_the_list(self, service):
        opens(service)
        row = on_call(service)
        leaves(service, "cheffe")
        with acting(service.actor("accueil")) as reader:
            assert queries.on_call_at(reader, NOW) is None
            assert queries.holes_ahead(reader, NOW)[0][0] < row.ends_at
        assert self.settled() == 1
        duty = owed(row)
        assert (duty.label, duty.account.name, duty.due_at) == (
            rules.TO_HOLD,
            "Anne Dambas",
            rules.due(row.starts_at, at=NOW, zone=ZONE),
        )
        assert self.settled() == 0
        with acting(service.actor("admin")) as actor:
            shift = Shift(row.starts_at, row.ends_at, "Joël Pierrot", "0690123456")
            said = {"actor": actor, "at": NOW, "on_call": row.pk, "expected_version": row.version, "shift": shift}
            operations.change_on_call(**said, account=service.account("accueil").pk)
        assert owed(row) is None
        assert self.settled() == 0
        with acting(service.actor("accueil")) as reader:
            assert queries.on_call_at(reader, NOW).pk == row.pk

    def test_cancelled_or_over_it_is_asked_of_nobody(self, service):
        now, soon = on_call(service), on_call(service, starts_at=NOW + timedelta(days=5))
        leaves(service, "cheffe")
        assert self.settled() == 2
        with acting(service.actor("admin")) as actor:
            operations.cancel_on_call(actor=actor, at=NOW, on_call=soon.pk)
        assert owed(soon) is None
        with as_jobs():
            operations.ask_for_holders(actor=NIGHT, at=now.ends_at)
        assert outcome(now) == "passe"

    def test_she_is_back_and_holds_it(self, service):
        row = on_call(service, "referente")
        rises(service)
        assert self.settled() == 1
        sits_again(service)
        assert self.settled() == 1
        assert (owed(row), outcome(row)) == (None, "tient-de-nouveau")

    def test_another_sweep_was_first(self, service, monkeypatch):
        row = on_call(service)
        leaves(service, "cheffe")
        with as_jobs():
            alone = queries.shifts_of_nobody(NOW)
        with as_jobs(), monkeypatch.context() as seen:
            # What this one had read before the other wrote.
            seen.setattr(dues, "open_obligations", lambda actor: Obligation.objects.none())
            seen.setattr(queries, "shifts_of_nobody", lambda at: alone)
            assert [operations.ask_for_holders(actor=NIGHT, at=NOW) for _ in range(2)] == [1, 0]
        with as_jobs():
            assert Obligation.objects.filter(subject=row.pk, closed_at=None).count() == 1


def said(answer) -> str:
    return answer.content.decode().replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture
def left(service):
    """Her appointment, given with somebody who left since; how she may be called."""
    whom = person(service)
    with acting(service.actor("accueil")) as desk:
        people.set_contact(
            actor=desk,
            at=NOW,
            person=whom.pk,
            channel="phone",
            value="0690 12 34 51",
            starts_on=TODAY,
            voicemail_allowed=False,
            safe_hours="le matin",
        )
    row = fixed(service, whom)
    leaves(service)
    ten_minutes_later()
    return row


@pytest.mark.django_db
class TestOnScreen:
    def test_from_my_day_to_the_colleague_who_receives_her(self, service, at_the_desk, left):
        client = at_the_desk()
        address = reverse("reception:appointment", args=[left.pk])
        day = said(client.get("/"))
        assert rules.TO_ENTRUST in day
        assert address in day
        agenda = {"agenda": service.site.pk, "jour": "2026-12-08"}
        assert "À confier" in said(client.get(reverse("reception:appointments"), agenda))
        with counted(most=21):
            page = said(client.get(address))
        assert "Corinne Lollia ne recevra pas la personne ce jour-là" in page
        assert "Le matin · <b>Pas de message vocal" in page
        assert '<option value="" selected>Choisissez</option>' in page
        entrust = reverse("reception:entrust", args=[left.pk])
        assert "Choisissez dans la liste" in said(client.post(entrust, {"professional": ""}, follow=True))
        chosen = {"professional": service.account("collegue").pk}
        given = said(client.post(entrust, chosen, follow=True))
        assert "confié à Fabrice Tacita, à la même heure" in given
        assert "ne recevra pas" not in given
        assert rules.TO_ENTRUST not in said(client.get("/"))

    def test_one_that_is_only_to_be_told_is_not_to_entrust(self, service, at_the_desk):
        earlier = NOW - timedelta(days=3)
        row = fixed(service, person(service), starts_at=earlier + timedelta(hours=1), at=earlier)
        leaves(service)
        ten_minutes_later()
        agenda = {"agenda": service.site.pk, "jour": "2026-11-21"}
        page = said(at_the_desk().get(reverse("reception:appointments"), agenda))
        assert reverse("reception:appointment", args=[row.pk]) in page
        assert "À confier" not in page

    def test_nobody_is_proposed_by_mistake(self, service, at_the_desk):
        row = fixed(service, person(service), starts_at=TOMORROW_9)
        stood_in(service)
        ten_minutes_later()
        client = at_the_desk("cheffe")
        for page in ("appointment", "postpone"):
            shown = said(client.get(reverse(f"reception:{page}", args=[row.pk])))
            assert re.findall("selected>([^<]*)", shown) == ["Choisissez"], page
        there = fixed(service, person(service, GERARD), by="collegue")
        assert "selected>Fabrice Tacita" in said(client.get(reverse("reception:postpone", args=[there.pk])))

    def test_who_is_away_is_not_offered_and_who_stands_in_is_offered_first(self, service, at_the_desk):
        whom = person(service)
        row = fixed(service, whom, starts_at=TOMORROW_9)
        hers = {"account": service.account("referente").pk, "unit": service.team.pk, "reason": "plan"}
        with as_jobs():
            people.join_care_team(actor=NIGHT, at=NOW, person=whom.pk, starts_on=TODAY, **hers)
        stood_in(service, by="cheffe")
        client = at_the_desk()

        def offered(name, key):
            form = client.get(reverse(f"reception:{name}", args=[key])).context
            field = (form.get("entrust_form") or form.get("form"))["professional"]
            return [label for _, label in field.field.choices], field.value()

        named = "Corinne Lollia, Sainte-Rose – Deshaies, équipe, ne reçoit pas jusqu’au 30 novembre"
        stands = "Ghislaine Ozier, Nord Basse-Terre"
        assert offered("appointment", row.pk)[0][:2] == ["Choisissez", stands]
        assert not any("Lollia" in label for label in offered("appointment", row.pk)[0])
        assert offered("book", whom.pk)[0][:3] == ["Choisissez", stands, named]
        assert offered("postpone", row.pk)[0][:2] == ["Choisissez", stands]
        assert [offered(name, key)[1] for name, key in (("book", whom.pk), ("postpone", row.pk))] == ["", ""]

    def test_the_agenda_of_who_stands_in_holds_those_of_the_absent_one_until_she_is_back(self, service, at_the_desk):
        whom = person(service)
        within, after = fixed(service, whom, starts_at=TOMORROW_9), fixed(service, whom)
        stood_in(service)
        client, agenda = at_the_desk("collegue"), reverse("reception:appointments")
        shown = said(client.get(agenda, {"agenda": "moi", "jour": "2026-11-25"}))
        assert reverse("reception:appointment", args=[within.pk]) in shown
        assert "pour Corinne Lollia, au bureau" in shown
        shown = said(client.get(agenda, {"agenda": "moi", "jour": "2026-12-08"}))
        assert reverse("reception:appointment", args=[after.pk]) not in shown

    def test_a_duty_says_when_it_is_and_is_not_given_to_who_is_away(self, service, at_the_desk, left):
        with acting(service.actor("cheffe")) as manager:
            grants.give_cover(
                actor=manager,
                at=NOW,
                absent=service.account("accueil").pk,
                covering=service.account("collegue").pk,
                starts_on=TODAY,
                ends_on=TODAY,
                reason="Formation",
                today=TODAY,
            )
        page = said(at_the_desk().get(reverse("deadlines:why", args=[owed(left).pk])))
        assert "Rendez-vous du mardi 8 décembre, 9 h, avec Corinne Lollia : à confier à quelqu’un d’autre." in page
        assert "Date fixée par le service" not in page
        assert "Transmettre cette tâche à" in page
        assert "Sandra Nérin, Sainte-Rose" in page
        assert "Joël Pierrot, Sainte-Rose" not in page

    def test_a_taken_hour_is_said(self, service, at_the_desk, left):
        fixed(service, person(service, GERARD), by="collegue")
        chosen = {"professional": service.account("collegue").pk}
        answer = said(at_the_desk().post(reverse("reception:entrust", args=[left.pk]), chosen, follow=True))
        assert "Fabrice Tacita a déjà un rendez-vous à cette heure" in answer
        assert owed(left)

    def test_moved_with_somebody_who_is_there(self, service, at_the_desk, left):
        client, address = at_the_desk(), reverse("reception:postpone", args=[left.pk])
        page = said(client.get(address))
        assert "0690 12 34 51" in page
        typed = {"by": "postponed_by_service", "day": "09/12/2026", "hour": "9 h", "minutes": "45 min"}
        typed |= {"place": "bureau", "key": left.pk, "professional": service.account("collegue").pk}
        assert client.post(address, typed | {"professional": ""}).status_code == 422
        assert "le nouveau est fixé" in said(client.post(address, typed, follow=True))
        assert owed(left) is None

    def test_cancelled_and_she_is_called(self, service, at_the_desk, left):
        client = at_the_desk()
        page = said(
            client.post(reverse("reception:cancel_appointment", args=[left.pk]), {"by": "service"}, follow=True)
        )
        assert "Il reste à rappeler la personne." in page
        assert "Son rendez-vous du mardi 8 décembre" in page
        assert "0690 12 34 51" in page
        assert "Rappeler la personne : son rendez-vous est annulé" in said(client.get("/"))
        page = said(client.post(reverse("reception:take_up_contact", args=[left.pk]), follow=True))
        assert "C’est noté : la personne est prévenue." in page
        assert "Rappeler la personne" not in page
        assert owed(left) is None

    def test_of_somebody_who_is_there_it_may_be_given_too(self, service, at_the_desk):
        row = fixed(service, person(service), by="collegue")
        page = said(at_the_desk().get(reverse("reception:appointment", args=[row.pk])))
        assert "Confier à un autre professionnel" in page
        assert "ne recevra pas" not in page
        assert "Pour joindre la personne" not in page

    def test_the_shifts_of_who_left_say_so(self, service, at_the_desk):
        on_call(service)
        leaves(service, "cheffe")
        with as_jobs():
            operations.ask_for_holders(actor=NIGHT, at=NOW)
        client = at_the_desk("admin")
        page = said(client.get(reverse("reception:on_call")))
        assert "Ne travaille plus ici : à confier" in page
        assert "Personne n’est d’astreinte maintenant" in page
        assert rules.TO_HOLD in said(client.get("/"))
