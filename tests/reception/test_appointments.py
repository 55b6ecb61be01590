"""Appointments, from the hour that is fixed to what became of it, behind the walls."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
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
from tisserand.reception.models import Appointment
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


@pytest.mark.check(10)
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
        for login, seen in (
            ("secretaire", 1),
            ("referente", 1),
            ("cheffe", 1),
            ("collegue", 0),
            ("accueil.ailleurs", 0),
        ):
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
        with acting(service.actor("secretaire")) as actor, pytest.raises(Refused) as refused:
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
                operations.cancel_appointment(actor=actor, at=NOW, appointment=row.pk, by=State.CANCELLED_BY_SERVICE)

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
            assert [one.name for one in queries.appointments_today(actor, service.site, TOMORROW_9.date())] == [
                "Mme\u00a0Roselyne Mirval"
            ]
            visit = arrives(service, actor, known=whom, at=TOMORROW_9 - timedelta(minutes=10))
            other = arrives(service, actor, known=person(service, GERARD), at=TOMORROW_9)
        assert (visit.purpose, visit.meant_for.name) == ("rendez-vous", "Corinne Lollia")
        assert other.purpose == "travailleur-social"

    def test_who_was_received_for_her_appointment_leaves_the_line(self, service):
        whom = person(service)
        row = fixed(service, whom)
        with acting(service.actor("secretaire")) as actor:
            visit = arrives(service, actor, known=whom, at=TOMORROW_9)
            operations.honour_appointment(actor=actor, at=LATER, appointment=row.pk)
            assert not queries.line(actor, service.site.pk, TOMORROW_9.date()).waiting
        with as_jobs():
            visit.refresh_from_db()
        assert (visit.outcome, visit.received_by.name, visit.ended_at) == ("entretien", "Corinne Lollia", LATER)

    def test_a_confidential_tie_shows_nothing_of_one_in_the_other_s_file(self, service):
        roselyne, gerard = person(service), person(service, GERARD)
        with as_jobs():
            people.declare_tie(
                actor=SystemAt, at=NOW, person=roselyne.pk, other=gerard.pk, kind="partner", confidential=True
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


def said(answer) -> str:
    return answer.content.decode()


def form(service, **typed):
    fields = {
        "key": new_id(),
        "professional": service.account("referente").pk,
        "unit": service.site.pk,
        "day": "25/11/2026",
        "hour": "9 h",
        "minutes": "45 min",
        "place": "bureau",
    }
    return fields | typed


@pytest.mark.django_db
class TestOnScreen:
    def test_the_desk_fixes_moves_and_cancels(self, service, at_the_desk):
        client, whom = at_the_desk(), person(service)
        address = reverse("reception:book", args=[whom.pk])
        with counted(most=19):
            page = said(client.get(address))
        assert "Corinne Lollia" in page
        assert "Alex Virapin" not in page
        fixed = said(client.post(address, form(service), follow=True))
        assert "Le rendez-vous est fixé" in fixed
        with as_jobs():
            row = Appointment.objects.get()
        assert (row.starts_at, row.minutes, row.professional.name) == (TOMORROW_9, 45, "Corinne Lollia")
        moved = client.post(
            reverse("reception:postpone", args=[row.pk]),
            form(service, by="postponed_by_person", day="26/11/2026"),
            follow=True,
        )
        assert "le nouveau est fixé" in said(moved)
        with as_jobs():
            following = Appointment.objects.get(follows=row)
        cancelled = client.post(
            reverse("reception:cancel_appointment", args=[following.pk]), {"by": "service"}, follow=True
        )
        assert "annulé (service)" in said(cancelled)

    def test_it_is_fixed_from_her_page(self, service, at_the_desk):
        whom = person(service)
        page, address = reverse("people:contact", args=[whom.pk]), reverse("reception:book", args=[whom.pk])
        client = at_the_desk()
        assert address in said(client.get(page))
        fixing = client.get(address, headers={"referer": f"http://testserver{page}"})
        assert fixing.context["next"] == page
        assert address not in said(at_the_desk("pole").get(page))

    def test_nobody_is_chosen_in_her_place(self, service, at_the_desk):
        field = at_the_desk().get(reverse("reception:book", args=[person(service).pk])).context["form"]["professional"]
        labels = [label for _, label in field.field.choices]
        assert field.value() == ""
        assert labels[0] == "Choisissez"
        assert "Corinne Lollia, Sainte-Rose – Deshaies, équipe" in labels

    @pytest.mark.parametrize(("login", "seat"), [("referente", "team"), ("secretaire", "site")])
    def test_the_agenda_that_is_offered_is_ones_own(self, service, at_the_desk, login, seat):
        page = at_the_desk(login).get(reverse("reception:book", args=[person(service).pk]))
        assert page.context["form"].initial["unit"] == str(getattr(service, seat).pk)

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"day": "24/11/2026"}, "Ce moment est passé"),
            ({"day": "31/02/2027"}, "n’existe pas"),
            ({"hour": "25 h"}, "Une journée va de 0 h à 23 h 59"),
            ({"professional": "x" * 10_000}, "Ce choix n’est plus proposé"),
            ({"minutes": "🙂"}, "Écrivez une durée"),
            ({"day": "25/11/2029"}, "à plus d’un an"),
            ({"hour": "3 h 30"}, "Un rendez-vous au bureau se fixe entre 6 h et 21 h. Vouliez-vous dire 15 h 30 ?"),
            ({"hour": "22 h"}, "Un rendez-vous au bureau se fixe entre 6 h et 21 h.<"),
        ],
    )
    def test_what_is_refused_is_said_beside_the_field_and_kept(self, service, at_the_desk, typed, words):
        whom = person(service)
        answer = at_the_desk().post(reverse("reception:book", args=[whom.pk]), form(service, **typed))
        assert answer.status_code == 422
        assert words in said(answer).replace("\u202f", " ").replace("\u00a0", " ")
        with as_jobs():
            assert not Appointment.objects.exists()

    def test_elsewhere_than_at_the_office_any_hour_is_hers(self, service, at_the_desk):
        address = reverse("reception:book", args=[person(service).pk])
        typed = form(service, hour="22 h", place="telephone")
        assert at_the_desk().post(address, typed).status_code == 302

    def test_a_taken_hour_is_refused_beside_the_hour(self, service, at_the_desk):
        fixed(service, person(service, GERARD))
        whom = person(service)
        answer = at_the_desk().post(reverse("reception:book", args=[whom.pk]), form(service))
        assert answer.status_code == 422
        assert "Corinne Lollia a déjà un rendez-vous à cette heure" in said(answer)
        assert "Bordelais" not in said(answer)

    def test_the_same_form_sent_twice_fixes_one(self, service, at_the_desk):
        client, whom, sent = at_the_desk(), person(service), form(service)
        for _ in range(2):
            assert client.post(reverse("reception:book", args=[whom.pk]), sent).status_code == 302
        with as_jobs():
            assert Appointment.objects.count() == 1

    def test_what_waits_to_be_told_comes_first_at_the_same_cost_for_any_number(self, service, at_the_desk):
        whom, gerard = person(service), person(service, GERARD)
        for hours in range(12):
            fixed(service, whom, starts_at=TOMORROW_9 + timedelta(hours=hours / 4), minutes=15)
        yesterday = NOW - timedelta(days=1)
        fixed(service, gerard, starts_at=yesterday + timedelta(hours=1), at=yesterday)
        client = at_the_desk()
        with counted(most=15):
            page = said(client.get(reverse("reception:appointments"), {"jour": "2026-11-25"}))
        assert page.index("Dire comment ça s’est passé") < page.index("Mercredi 25 novembre")
        assert "Gérard Bordelais" in page
        assert page.count("Roselyne Mirval") == 12

    def test_a_long_week_goes_on_after_the_last_row_shown(self, service, at_the_desk):
        whom = person(service)
        for quarter in range(33):
            fixed(service, whom, starts_at=TOMORROW_9 + timedelta(minutes=15 * quarter), minutes=15)
        client = at_the_desk()
        first = client.get(reverse("reception:appointments"), {"jour": "2026-11-24", "periode": "semaine"})
        assert said(first).count("Roselyne Mirval") == 30
        rest = client.get(first.context["next_url"])
        assert said(rest).count("Roselyne Mirval") == 3
        wrong = client.get(reverse("reception:appointments"), {"jour": "2026-11-25", "apres": "hier~moi"})
        assert wrong.status_code == 200

    def test_a_missed_one_from_the_list_to_the_contact_made_again(self, service, at_the_desk):
        yesterday = NOW - timedelta(days=1)
        row = fixed(service, person(service), starts_at=yesterday + timedelta(hours=1), at=yesterday)
        client = at_the_desk("referente")
        page = client.post(
            reverse("reception:miss", args=[row.pk]), {"next": reverse("reception:appointments")}, follow=True
        )
        assert "Reprendre contact" in said(page)
        shown = said(client.get(reverse("reception:appointment", args=[row.pk])))
        assert "Fixer un autre rendez-vous" in shown
        client.post(reverse("reception:take_up_contact", args=[row.pk]))
        with as_jobs():
            assert Obligation.objects.get().outcome == "contact-repris"

    def test_the_card_says_when_and_where_and_never_why(self, service, at_the_desk):
        row = fixed(service, person(service))
        answer = at_the_desk().get(reverse("reception:appointment_card", args=[row.pk]))
        assert answer["Content-Type"] == "application/pdf"
        assert "mirval" not in answer["Content-Disposition"].lower()
        words = text_of(answer.content)
        assert "mercredi 25 novembre 2026" in words
        assert "9 h" in words
        assert "social" not in words.lower()

    def test_what_was_moved_or_cancelled_has_no_card_and_is_not_counted(self, service, at_the_desk):
        whom = person(service)
        moved, cancelled = fixed(service, whom), fixed(service, whom, starts_at=LATER)
        fixed(service, whom, starts_at=LATER + timedelta(hours=1))
        with acting(service.actor("secretaire")) as actor:
            slot = Slot(TOMORROW_9 + timedelta(days=1), 45)
            said_by = {"actor": actor, "at": NOW}
            operations.postpone_appointment(**said_by, appointment=moved.pk, by=State.POSTPONED_BY_PERSON, slot=slot)
            operations.cancel_appointment(**said_by, appointment=cancelled.pk, by=State.CANCELLED_BY_PERSON)
        client = at_the_desk()
        for row in (moved, cancelled):
            card = reverse("reception:appointment_card", args=[row.pk])
            assert card not in said(client.get(reverse("reception:appointment", args=[row.pk])))
            assert client.get(card).status_code == 404
        agenda = {"agenda": service.site.pk, "jour": "2026-11-25"}
        page = said(client.get(reverse("reception:appointments"), agenda))
        assert "<p>1 rendez-vous</p>" in page
        assert page.count("Roselyne Mirval") == 3

    def test_honoured_is_offered_when_she_may_have_come(self, service, at_the_desk):
        soon, later = (
            fixed(service, person(service), starts_at=NOW + timedelta(hours=1)),
            fixed(service, person(service, GERARD)),
        )
        client = at_the_desk()
        for row, offered in ((soon, True), (later, False)):
            page = said(client.get(reverse("reception:appointment", args=[row.pk])))
            assert (reverse("reception:honour", args=[row.pk]) in page) is offered

    def test_another_site_and_a_stranger_to_the_agenda_find_nothing(self, service, at_the_desk):
        row = fixed(service, person(service))
        for login in ("secretaire.ailleurs", "collegue", "pole"):
            client = at_the_desk(login)
            for name in ("appointment", "appointment_card", "postpone"):
                assert client.get(reverse(f"reception:{name}", args=[row.pk])).status_code == 404
            assert client.post(reverse("reception:cancel_appointment", args=[row.pk])).status_code == 404
