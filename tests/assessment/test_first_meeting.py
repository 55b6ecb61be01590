"""The first appointment of an orientation stands in the agenda of who meets her, and each follows the other."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.assessment.orientations import at_her_team, attributed, play
from tests.assessment.situations import followed_by, gerard
from tests.reception.scenes import person
from tests.reception.test_leaving import leaves, owed, ten_minutes_later
from tests.situations import NOW, acting, as_jobs
from tisserand.assessment.models import Orientation, OrientationMove
from tisserand.assessment.rules.orientation import State
from tisserand.deadlines.models import Obligation
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people
from tisserand.people.models import Person
from tisserand.reception import operations as reception
from tisserand.reception.models import Appointment
from tisserand.reception.rules.appointments import Slot
from tisserand.reception.rules.appointments import State as Kept
from tisserand.reception.rules.leaving import TO_CALL

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
THURSDAY = NOW + 2 * DAY


@pytest.fixture
def fixed(service):
    """M. Bordelais, Thursday, with Corinne Lollia."""
    return play(service, "referente", "schedule_first_meeting", attributed(service), **at_her_team(service, days=2))


def now_of(row) -> Orientation:
    with as_jobs():
        return Orientation.objects.select_related("obligation").get(pk=row.pk)


def appointment_of(row) -> Appointment:
    with as_jobs():
        return Appointment.objects.get(pk=row.first_appointment_id)


def last_reason(row) -> str:
    with as_jobs():
        return OrientationMove.objects.filter(orientation=row).order_by("-version").first().reason


def at_the_desk(service, verb, row, login="referente", at=NOW, **said):
    with acting(service.actor(login)) as actor:
        return getattr(reception, verb)(actor=actor, at=at, appointment=row.first_appointment_id, **said)


def colleague_of(service):
    return service.account("collegue").pk


def books(service, login, whom):
    """Somebody else, at the same hour."""
    with acting(service.actor("cheffe")) as actor:
        reception.book_appointment(
            actor=actor,
            at=NOW,
            person=whom.pk,
            professional=service.account(login).pk,
            unit=service.team.pk,
            slot=Slot(THURSDAY, 30),
        )


def is_to_call(service, kept, login) -> None:
    """Before she sets out; in the hand of whoever holds the agenda."""
    duty = owed(kept)
    assert (duty.label, duty.unit_id, duty.account and duty.account.login) == (TO_CALL, service.team.pk, login)
    assert NOW < duty.due_at < kept.starts_at


def in_step(row) -> None:
    """Open: what it says is in the agenda, and its date is that of its obligation."""
    assert row.due_at == row.obligation.due_at
    if row.first_appointment_at:
        kept = appointment_of(row)
        assert (kept.state, kept.starts_at, kept.fixed_for) == (Kept.PLANNED, row.first_appointment_at, row.pk)
        assert (kept.person_id, kept.professional_id) == (row.person_id, row.attributed_to_id)


@pytest.mark.requirement("R03")
def test_it_is_an_appointment_of_reception(service, fixed):
    in_step(now_of(fixed))
    kept = appointment_of(fixed)
    assert (kept.starts_at, kept.unit_id, kept.minutes) == (THURSDAY, service.team.pk, 45)
    assert now_of(fixed).due_at.date() == date(2026, 11, 26)


def test_nobody_is_expected_twice_at_the_same_hour(service):
    books(service, "referente", gerard(service))
    row = attributed(service)
    with pytest.raises(Refused, match="busy"), transaction.atomic():
        play(service, "referente", "schedule_first_meeting", row, **at_her_team(service, days=2))
    assert now_of(row).first_appointment_at is None
    assert now_of(row).version == row.version


def test_it_is_fixed_once_and_moved_from_its_page(service, fixed):
    with pytest.raises(Refused, match="fixed"), transaction.atomic():
        play(service, "referente", "schedule_first_meeting", fixed, **at_her_team(service, days=3))


def test_an_hour_and_an_agenda_are_asked(service):
    row = attributed(service)
    with pytest.raises(Refused) as caught, transaction.atomic():
        play(service, "referente", "schedule_first_meeting", row, slot=None, unit=None)
    assert [refusal.field for refusal in caught.value.refusals] == ["day", "unit"]


def test_moved_the_orientation_expects_her_at_the_new_hour(service, fixed):
    following = at_the_desk(
        service, "postpone_appointment", fixed, by=Kept.POSTPONED_BY_PERSON, slot=Slot(NOW + 7 * DAY, 45)
    )
    row = now_of(fixed)
    in_step(row)
    assert row.first_appointment_id == following.pk
    assert row.due_at.date() == date(2026, 12, 1)
    assert (row.state, last_reason(row)) == (State.ATTRIBUTED, "appointment")


def test_cancelled_another_is_to_be_fixed(service, fixed):
    at_the_desk(service, "cancel_appointment", fixed, by=Kept.CANCELLED_BY_PERSON)
    row = now_of(fixed)
    in_step(row)
    assert (row.state, row.first_appointment_at) == (State.ATTRIBUTED, None)
    assert row.owner.login == "referente"
    assert row.due_at > NOW
    assert last_reason(row) == "appointment_cancelled"
    play(service, "referente", "schedule_first_meeting", row, **at_her_team(service, days=3))
    in_step(now_of(fixed))


def test_kept_the_orientation_is_over(service, fixed):
    """Told by the desk of the team's manager, who may know nothing else of it."""
    at_the_desk(service, "honour_appointment", fixed, login="cheffe", at=THURSDAY)
    row = now_of(fixed)
    assert (row.state, row.met_on) == (State.MET, date(2026, 11, 26))
    assert row.obligation.outcome == "met"


def test_whoever_holds_the_agenda_without_reading_orientations_moves_it_too(service):
    row = attributed(service)
    slot = {"unit": service.site.pk, "slot": Slot(THURSDAY, 45)}
    row = play(service, "referente", "schedule_first_meeting", row, **slot)
    at_the_desk(service, "honour_appointment", row, login="secretaire", at=THURSDAY)
    assert now_of(row).state == State.MET


def test_missed_contact_is_made_again_and_the_next_one_takes_its_place(service, fixed):
    at_the_desk(service, "miss_appointment", fixed, at=THURSDAY + DAY)
    row = now_of(fixed)
    assert (row.first_appointment_at, row.first_appointment_id) == (None, fixed.first_appointment_id)
    in_step(row)
    row = play(service, "referente", "schedule_first_meeting", row, at=THURSDAY + DAY, **at_her_team(service, days=9))
    in_step(now_of(row))
    assert appointment_of(row).follows_id == fixed.first_appointment_id
    with as_jobs():
        assert not Obligation.objects.filter(kind="reception.appointment", closed_at=None).exists()


def test_taken_up_from_the_agenda_the_orientation_follows(service, fixed):
    at_the_desk(service, "miss_appointment", fixed, at=THURSDAY)
    with acting(service.actor("referente")) as actor:
        again = reception.book_appointment(
            actor=actor,
            at=THURSDAY,
            person=fixed.person_id,
            professional=service.account("referente").pk,
            unit=service.team.pk,
            slot=Slot(NOW + 9 * DAY, 45),
            follows=fixed.first_appointment_id,
        )
    row = now_of(fixed)
    assert row.first_appointment_id == again.pk
    in_step(row)


def test_met_the_same_day_the_appointment_is_honoured(service, fixed):
    play(service, "referente", "record_first_meeting", fixed, at=THURSDAY + timedelta(hours=1), met_on=THURSDAY.date())
    assert appointment_of(fixed).state == Kept.HONOURED


def test_met_before_its_hour_is_free(service, fixed):
    play(service, "referente", "record_first_meeting", fixed, met_on=NOW.date())
    assert appointment_of(fixed).state == Kept.CANCELLED_BY_SERVICE
    assert owed(appointment_of(fixed)) is None


@pytest.mark.parametrize(
    ("login", "verb", "said", "calls"),
    [
        # Who does not hold that agenda leaves it to the team.
        ("accueil", "withdraw", {"reason": "situation_changed"}, None),
        ("accueil", "contest", {"words": "Je ne suis pas d’accord."}, None),
        ("cheffe", "withdraw", {"reason": "situation_changed"}, "cheffe"),
        ("cheffe", "keep_waiting", {"words": "Relais demandé."}, "cheffe"),
    ],
)
@pytest.mark.parametrize("gone", [False, True])
def test_the_hour_is_free_and_she_is_called_when_she_is_no_longer_expected(
    service, fixed, login, verb, said, calls, gone
):
    if gone:
        leaves(service)
        ten_minutes_later()
    play(service, login, verb, fixed, **said)
    kept = appointment_of(fixed)
    assert kept.state == Kept.CANCELLED_BY_SERVICE
    is_to_call(service, kept, calls)
    row = now_of(fixed)
    assert (row.first_appointment_id, row.first_appointment_at) == (None, None)


@pytest.mark.requirement("R03")
def test_of_a_protected_person_whoever_keeps_her_file_calls(service, fixed):
    with as_jobs():
        whom = Person.objects.get(pk=fixed.person_id)
    followed_by(service, whom, "accueil")
    with acting(service.actor("cheffe")) as keeper:
        guard = {"guard_unit": service.territory.pk, "reason": "agente du service"}
        people.make_restricted(actor=keeper, at=NOW, person=whom.pk, **guard)
    play(service, "accueil", "withdraw", fixed, reason="situation_changed")
    is_to_call(service, appointment_of(fixed), "cheffe")


@pytest.mark.requirement("R03")
@pytest.mark.parametrize("gone", [False, True])
def test_attributed_to_another_colleague_she_keeps_her_hour(service, fixed, gone):
    if gone:
        leaves(service)
        ten_minutes_later()
    play(service, "cheffe", "attribute", fixed, professional=service.account("collegue").pk)
    row = now_of(fixed)
    in_step(row)
    assert (row.first_appointment_id, row.first_appointment_at) == (fixed.first_appointment_id, THURSDAY)
    assert row.due_at.date() == THURSDAY.date()
    assert (last_reason(row), owed(appointment_of(row))) == ("appointment_kept", None)
    at_the_desk(service, "honour_appointment", row, login="collegue", at=THURSDAY)
    assert now_of(row).state == State.MET


def test_attributed_anew_to_the_same_colleague_she_keeps_her_hour(service, fixed):
    play(service, "cheffe", "attribute", fixed, professional=service.account("referente").pk)
    in_step(now_of(fixed))
    assert now_of(fixed).first_appointment_at == THURSDAY


@pytest.mark.requirement("R03")
@pytest.mark.parametrize("gone", [False, True])
def test_when_the_colleague_is_taken_she_is_called_and_another_hour_takes_its_place(service, fixed, gone):
    books(service, "collegue", person(service))
    if gone:
        leaves(service)
        ten_minutes_later()
    play(service, "cheffe", "attribute", fixed, professional=service.account("collegue").pk)
    row, kept = now_of(fixed), appointment_of(fixed)
    assert (kept.state, row.first_appointment_at) == (Kept.CANCELLED_BY_SERVICE, None)
    assert (row.attributed_to.login, last_reason(row)) == ("collegue", "appointment_cancelled")
    is_to_call(service, kept, "cheffe")
    play(service, "collegue", "schedule_first_meeting", row, **at_her_team(service, days=3))
    in_step(now_of(row))
    assert appointment_of(now_of(row)).follows_id == kept.pk
    assert owed(kept) is None


@pytest.mark.requirement("R03")
@pytest.mark.parametrize("to", ["collegue", "referente"])
def test_given_by_the_desk_it_is_followed_again_once_she_is_attributed(service, fixed, to):
    """To whom it was given, or to somebody else, who has it then."""
    given = at_the_desk(service, "entrust_appointment", fixed, login="cheffe", professional=colleague_of(service))
    row = now_of(fixed)
    assert (row.first_appointment_at, last_reason(row)) == (None, "appointment_entrusted")
    play(service, "cheffe", "attribute", row, professional=service.account(to).pk)
    in_step(now_of(row))
    at_the_desk(service, "honour_appointment", now_of(row), login=to, at=THURSDAY)
    assert (now_of(row).first_appointment_id, now_of(row).state) == (given.pk, State.MET)


def test_met_by_whom_she_is_not_attributed_to_the_orientation_waits(service, fixed):
    at_the_desk(service, "entrust_appointment", fixed, login="cheffe", professional=colleague_of(service))
    at_the_desk(service, "honour_appointment", fixed, login="collegue", at=THURSDAY)
    row = now_of(fixed)
    assert (row.state, row.met_on) == (State.ATTRIBUTED, None)
    play(service, "referente", "schedule_first_meeting", row, at=THURSDAY, **at_her_team(service, days=9))
    in_step(now_of(row))


@pytest.mark.requirement("R03")
def test_given_then_moved_it_is_called_off_with_the_orientation(service, fixed):
    at_the_desk(service, "entrust_appointment", fixed, login="cheffe", professional=colleague_of(service))
    moved = at_the_desk(
        service, "postpone_appointment", fixed, "cheffe", by=Kept.POSTPONED_BY_PERSON, slot=Slot(NOW + 7 * DAY, 45)
    )
    row = now_of(fixed)
    assert (row.first_appointment_id, row.first_appointment_at) == (moved.pk, None)
    play(service, "accueil", "withdraw", row, reason="situation_changed")
    is_to_call(service, moved, None)


def test_the_database_keeps_no_hour_out_of_the_agenda(service):
    row = attributed(service)
    with as_jobs(), pytest.raises(IntegrityError), transaction.atomic():
        Orientation.objects.filter(pk=row.pk).update(first_appointment_at=NOW)


def test_its_page_says_what_became_of_it(service, fixed, client):
    client.force_login(service.account("cheffe"))
    page = reverse("assessment:orientation", args=[fixed.pk])
    at_the_desk(service, "entrust_appointment", fixed, login="cheffe", professional=colleague_of(service))
    assert ">Rendez-vous avec Fabrice Tacita</a>" in client.get(page).content.decode()
    at_the_desk(service, "cancel_appointment", fixed, login="cheffe", by=Kept.CANCELLED_BY_PERSON)
    assert ">Rendez-vous annulé (personne)</a>" in client.get(page).content.decode()
