"""Appointments, from the hour that is fixed to what became of it, behind the walls."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import counted
from tests.documents.reading import text_of
from tests.reception.scenes import GERARD, arrives, opens, person
from tests.situations import NOW, SystemAt, acting, as_jobs
from tisserand.activity.models import Act
from tisserand.deadlines.models import Obligation
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people
from tisserand.reception import operations, queries
from tisserand.reception.models import Appointment, Visit
from tisserand.reception.rules import appointments as rules
from tisserand.reception.rules.appointments import Place, Slot, State

TODAY = NOW.date()
# Wednesday 25 November 2026, 9:00 in Guadeloupe.
TOMORROW_9 = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
LATER = TOMORROW_9 + timedelta(hours=2)


def books(service, actor, whom, *, starts_at=TOMORROW_9, minutes=45, place=Place.OFFICE, by="referente", **said):
    """Call while acting."""
    return operations.book_appointment(
        actor=actor,
        at=said.pop("at", NOW),
        person=whom.pk,
        professional=service.account(by).pk,
        unit=service.site.pk,
        slot=Slot(starts_at, minutes, place),
        **said,
    )


def fixed(service, whom, **said) -> Appointment:
    with acting(service.actor("secretaire")) as actor:
        return books(service, actor, whom, **said)


@given(st.lists(st.sampled_from(sorted(State)), max_size=6))
def test_no_sequence_leaves_a_state_that_nobody_told(states):
    state = State.PLANNED
    for to in states:
        if not rules.refusals_to_move(state, State(to), starts_at=NOW, at=NOW + timedelta(days=1)):
            assert state in (State.PLANNED, State.MISSED)
            state = State(to)
    assert set(rules.NEXT) == set(rules.STATE_LABELS) == set(State)


def test_what_is_past_far_or_endless_is_refused():
    def codes(slot):
        return {refusal.code for refusal in rules.refusals_to_book(slot, at=NOW)}

    assert codes(Slot(NOW - timedelta(minutes=1), 30)) == {"past"}
    assert codes(Slot(NOW + timedelta(days=400), 30)) == {"far"}
    assert codes(Slot(TOMORROW_9, 3)) == {"minutes"}
    assert codes(Slot(TOMORROW_9, 30, "ailleurs")) == {"place"}
    assert codes(Slot(TOMORROW_9, 30, Place.HOME)) == set()


@pytest.mark.django_db
class TestBehindTheWalls:
    def test_the_desk_fixes_an_hour_and_both_find_it(self, service):
        row = fixed(service, person(service))
        for login, seen in (("secretaire", 1), ("referente", 1), ("cheffe", 1), ("collegue", 0), ("accueil.ailleurs", 0)):
            with acting(service.actor(login)) as actor:
                assert queries.appointments(actor).filter(pk=row.pk).count() == seen, login

    def test_the_database_and_the_query_say_the_same(self, service):
        fixed(service, person(service))
        for login in ("secretaire", "referente", "collegue", "cheffe", "pole", "direction", "secretaire.ailleurs"):
            actor = service.actor(login)
            with acting(actor):
                behind = set(Appointment.objects.values_list("id", flat=True))
            with as_jobs():
                asked = set(queries.appointments(actor).values_list("id", flat=True))
            assert behind == asked, login

    def test_nobody_is_booked_twice_even_where_the_desk_cannot_look(self, service):
        with acting(service.actor("referente")) as actor:
            operations.book_appointment(
                actor=actor,
                at=NOW,
                person=person(service).pk,
                professional=actor.account_id,
                unit=service.team.pk,
                slot=Slot(TOMORROW_9, 45),
            )
        with acting(service.actor("secretaire")) as actor:
            assert not queries.appointments(actor).exists()
            with pytest.raises(Refused) as refused:
                books(service, actor, person(service, GERARD), starts_at=TOMORROW_9 + timedelta(minutes=44))
            assert refused.value.refusals[0].message.startswith("Corinne Lollia a déjà un rendez-vous à cette heure")
            books(service, actor, person(service, GERARD), starts_at=TOMORROW_9 + timedelta(minutes=45))

    def test_a_closed_day_and_a_colleague_from_elsewhere_are_refused(self, service):
        opens(service)
        from tisserand.territories.models import ClosedDay

        with as_jobs():
            ClosedDay.objects.create(day=TOMORROW_9.date(), reason="Journée de service")
        with acting(service.actor("secretaire")) as actor:
            with pytest.raises(Refused) as refused:
                books(service, actor, person(service), by="referent.ailleurs")
        assert {refusal.code for refusal in refused.value.refusals} == {"closed", "professional"}
        assert "Sainte-Rose est fermé le mercredi 25 novembre" in refused.value.refusals[0].message

    def test_a_double_press_makes_one_appointment(self, service):
        key, whom = new_id(), person(service)
        with acting(service.actor("secretaire")) as actor:
            pressed = {books(service, actor, whom, request_key=key).pk for _ in range(2)}
        assert len(pressed) == 1

    def test_postponing_frees_the_hour_and_gives_the_next_one(self, service):
        row = fixed(service, person(service))
        with acting(service.actor("secretaire")) as actor:
            following = operations.postpone_appointment(
                actor=actor,
                at=NOW,
                appointment=row.pk,
                by=State.POSTPONED_BY_PERSON,
                slot=Slot(TOMORROW_9 + timedelta(minutes=15), 45),
            )
            assert following.follows_id == row.pk
            assert queries.next_of(actor, row.pk).pk == following.pk
            with pytest.raises(Refused, match="state"):
                operations.cancel_appointment(
                    actor=actor, at=NOW, appointment=row.pk, by=State.CANCELLED_BY_SERVICE
                )

    def test_a_postponement_that_is_refused_changes_nothing(self, service):
        row = fixed(service, person(service))
        with acting(service.actor("secretaire")) as actor, pytest.raises(Refused, match="past"):
            operations.postpone_appointment(
                actor=actor, at=NOW, appointment=row.pk, by=State.POSTPONED_BY_SERVICE, slot=Slot(NOW, 45)
            )
        with as_jobs():
            assert Appointment.objects.get().state == State.PLANNED

    def test_a_missed_one_always_has_somebody_who_takes_up_contact(self, service):
        row = fixed(service, person(service))
        with acting(service.actor("secretaire")) as actor:
            with pytest.raises(Refused, match="early"):
                operations.miss_appointment(actor=actor, at=NOW, appointment=row.pk)
            operations.miss_appointment(actor=actor, at=LATER, appointment=row.pk)
        with as_jobs():
            owed = Obligation.objects.get()
        assert (owed.label, owed.account.name, owed.person_id) == ("Reprendre contact", "Corinne Lollia", row.person_id)
        assert owed.due_at == datetime(2026, 11, 30, 22, 0, tzinfo=UTC), "three working days later, at 18:00 there"

    def test_a_new_hour_after_a_missed_one_keeps_the_promise(self, service):
        whom = person(service)
        row = fixed(service, whom)
        with acting(service.actor("referente")) as actor:
            operations.miss_appointment(actor=actor, at=LATER, appointment=row.pk)
            books(service, actor, whom, at=LATER, starts_at=LATER + timedelta(days=1), follows=row.pk)
        with as_jobs():
            assert Obligation.objects.get().outcome == "rendez-vous-fixe"

    def test_she_came_in_the_end(self, service):
        row = fixed(service, person(service))
        with acting(service.actor("referente")) as actor:
            operations.miss_appointment(actor=actor, at=LATER, appointment=row.pk)
            operations.honour_appointment(actor=actor, at=LATER, appointment=row.pk)
        with as_jobs():
            assert Obligation.objects.get().outcome == "honore"

    @pytest.mark.requirement("R30")
    def test_a_home_visit_counts_for_who_made_it_whoever_tells(self, service):
        row = fixed(service, person(service), place=Place.HOME)
        with acting(service.actor("secretaire")) as actor:
            operations.honour_appointment(actor=actor, at=LATER, appointment=row.pk)
        with as_jobs():
            act = Act.objects.get()
        assert (act.nature, act.duration_minutes, act.function) == ("home_visit", 75, "accompagnement")
        assert (act.author.name, act.happened_at) == ("Corinne Lollia", TOMORROW_9)

    @pytest.mark.requirement("R30")
    def test_a_meeting_already_written_down_counts_once(self, service):
        from tests.reception.scenes import LISTENED

        whom = person(service)
        row = fixed(service, whom, by="accueil")
        with acting(service.actor("accueil")) as actor:
            visit = arrives(service, actor, known=whom, at=TOMORROW_9)
            operations.receive_visit(actor=actor, at=TOMORROW_9, visit=visit.pk, by=actor.account_id)
            operations.write_demand(actor=actor, at=LATER, visit=visit.pk, said=LISTENED)
            operations.honour_appointment(actor=actor, at=LATER, appointment=row.pk)
        with as_jobs():
            assert Act.objects.filter(nature="interview").count() == 1

    @pytest.mark.requirement("R17")
    def test_who_comes_for_her_appointment_is_known_at_the_door(self, service):
        whom = person(service)
        fixed(service, whom)
        with acting(service.actor("secretaire")) as actor:
            assert [one.name for one in queries.appointments_today(actor, service.site.pk, TOMORROW_9.date())] == [
                "Mme\u00a0Roselyne Mirval"
            ]
            visit = arrives(service, actor, known=whom, at=TOMORROW_9 - timedelta(minutes=10))
            other = arrives(service, actor, known=person(service, GERARD), at=TOMORROW_9)
        assert (visit.purpose, visit.meant_for.name) == ("rendez-vous", "Corinne Lollia")
        assert other.purpose == "travailleur-social"

    def test_a_confidential_tie_shows_nothing_of_one_in_the_other_s_file(self, service):
        roselyne, gerard = person(service), person(service, GERARD)
        with as_jobs():
            people.declare_tie(
                actor=SystemAt, at=NOW, person=roselyne.pk, other=gerard.pk, kind="conjoint", confidential=True
            )
        hers = fixed(service, roselyne)
        with acting(service.actor("cheffe")) as actor:
            assert not queries.appointments_of_person(actor, gerard.pk).exists()
            assert queries.appointments_of_person(actor, roselyne.pk).get().pk == hers.pk

    def test_a_protected_person_leaves_no_hole_in_the_agenda(self, service):
        roselyne = person(service)
        fixed(service, roselyne)
        keeper = service.actor("cheffe")
        with acting(keeper):
            people.make_restricted(
                actor=keeper, at=NOW, person=roselyne.pk, guard_unit=service.territory.pk, reason="agente du service"
            )
            operations.follow_visibility(actor=keeper, at=NOW, person=roselyne.pk, visibility="restricted")
        for login, seen in (("secretaire", 0), ("referente", 1), ("cheffe", 1)):
            with acting(service.actor(login)) as actor:
                assert queries.appointments(actor).count() == seen, login
