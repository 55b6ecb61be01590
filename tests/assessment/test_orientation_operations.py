"""An orientation from the proposal to the first appointment, behind the walls."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.assessment.orientations import (
    PLAYERS,
    TODAY,
    WHY,
    admissible,
    agreed,
    at_her_team,
    attributed,
    declined,
    declined_twice,
    play,
    proposed,
    sent,
    sent_again,
    turned_down,
    usual_words,
)
from tests.assessment.situations import gerard, started, towards, what_he_says
from tests.situations import NOW, SEATS, acting, as_jobs
from tisserand.access.queries import visible
from tisserand.activity.models import Act
from tisserand.assessment import operations as first
from tisserand.assessment.models import Orientation, OrientationMove
from tisserand.assessment.operations import orientation as operations
from tisserand.assessment.queries import orientation as queries
from tisserand.assessment.queries import orientation_places as places
from tisserand.assessment.rules.orientation import ENDED, State
from tisserand.assessment.rules.orientation_refusals import Answer, Decision
from tisserand.deadlines.models import Obligation
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people
from tisserand.people.models import CareTeam

pytestmark = pytest.mark.django_db
EVERYONE = [login for login, *_ in SEATS]


def seen_by(service, login):
    with acting(service.actor(login)):
        return set(Orientation.objects.values_list("id", flat=True))


def owed(row) -> Obligation:
    with as_jobs():
        return Obligation.objects.get(pk=row.obligation_id)


def thread(row):
    with as_jobs():
        return list(
            OrientationMove.objects.filter(orientation=row).order_by("version").values_list("to_state", flat=True)
        )


def refused(service, login, verb, row, **details):
    with pytest.raises(Refused) as caught, transaction.atomic():
        play(service, login, verb, row, **details)
    return [refusal.code for refusal in caught.value.refusals]


@pytest.mark.requirement("R03", "R21")
def test_from_the_proposal_to_the_first_appointment(service):
    row = attributed(service)
    assert row.attributed_to.login == "referente"
    assert owed(row).account_id == row.attributed_to_id
    row = play(service, "referente", "schedule_first_meeting", row, **at_her_team(service, days=2))
    assert owed(row).due_at.date() == date(2026, 11, 26)
    later = NOW + timedelta(days=2)
    row = play(service, "referente", "record_first_meeting", row, at=later, met_on=later.date())
    assert (row.state, row.closed_at, row.owner_unit_id) == (State.MET, later, service.territory.pk)
    assert owed(row).outcome == "met"
    assert thread(row) == ["proposed", "agreed", "sent", "admissible", "attributed", "attributed", "met"]


def test_the_pole_sees_nothing_before_it_is_sent(service):
    row = agreed(service)
    assert seen_by(service, "pole") == set()
    row = play(service, "accueil", "send", row)
    assert seen_by(service, "pole") == {row.pk}
    assert seen_by(service, "pole.autre") == set()


@pytest.mark.requirement("R25")
def test_the_pole_reads_only_what_was_passed(service):
    row = sent(service)
    with acting(service.actor("pole")) as actor:
        seen = queries.orientation(actor, row.pk)
        assert seen.passed == [{"label": "Logement, hébergement", "text": "La facture a triplé.", "source": "dit"}]
        assert [move.to_state for move in queries.moves(actor, row.pk)] == ["sent"]


@pytest.mark.parametrize("stage", [proposed, sent, declined, sent_again, declined_twice, admissible, attributed])
def test_the_database_and_the_query_say_the_same(service, stage):
    stage(service)
    for login in EVERYONE:
        actor = service.actor(login)
        for model in (Orientation, OrientationMove):
            with acting(actor):
                behind_the_wall = set(model.objects.values_list("id", flat=True))
            with as_jobs():
                by_the_query = set(visible(model, actor).values_list("id", flat=True))
            assert behind_the_wall == by_the_query, (login, model)


@pytest.mark.parametrize(
    ("stage", "unit", "login", "days"),
    [
        (proposed, "site", "accueil", date(2026, 12, 1)),
        (agreed, "site", "accueil", date(2026, 11, 26)),
        (sent, "pole", None, date(2026, 11, 26)),
        (declined, "site", "accueil", date(2026, 11, 26)),
        (declined_twice, "territory", "cheffe", date(2026, 12, 1)),
        (admissible, "territory", "cheffe", date(2026, 12, 1)),
        (attributed, "territory", "referente", date(2026, 12, 8)),
    ],
)
def test_each_stage_has_its_owner_and_its_date(service, stage, unit, login, days):
    row = stage(service)
    obligation = owed(row)
    assert obligation.unit_id == row.owner_unit_id == getattr(service, unit).pk
    assert obligation.account_id == row.owner_id == (service.account(login).pk if login else None)
    assert obligation.due_at == row.due_at == obligation.escalates_at
    assert row.due_at.date() == days


def test_a_refusal_comes_back_to_the_sender_with_another_proposal(service):
    row = declined(service, reason="other_pole", other_unit=service.other_pole.pk, advice="")
    assert seen_by(service, "pole") == set()
    with acting(service.actor("accueil")) as actor:
        seen = queries.orientation(actor, row.pk)
        assert seen.suggested_unit.name == "Pôle Autonomie"
        assert seen in queries.to_answer(actor)
    with acting(service.actor("pole")) as actor:
        assert [move.to_state for move in queries.moves(actor, row.pk)] == ["sent", "declined"]


def test_a_pole_does_not_read_the_refusal_of_another(service):
    row = sent_again(service)
    with acting(service.actor("pole.autre")) as actor:
        assert [move.to_state for move in queries.moves(actor, row.pk)] == ["sent"]


def test_the_person_agrees_again_before_another_pole_reads_her(service):
    row = play(service, "accueil", "propose_again", declined(service), to_unit=service.other_pole.pk, reasons=WHY)
    assert (row.agreed_on, row.sent_at, row.addressed_to_id) == (None, None, None)
    assert refused(service, "accueil", "send", row) == ["state"]


@pytest.mark.parametrize(
    ("decision", "details", "unit"),
    [
        (Decision.POLE, {"unit": "pole"}, "pole"),
        (Decision.OWN_TEAM, {}, "territory"),
    ],
)
def test_after_a_second_refusal_the_manager_decides(service, decision, details, unit):
    row = declined_twice(service)
    assert (row.state, row.refusals) == (State.ARBITRATION, 2)
    details = {key: getattr(service, name).pk for key, name in details.items()}
    row = play(
        service, "cheffe", "arbitrate", row, decision=decision, words="Décidé en équipe.", agreed_on=TODAY, **details
    )
    assert (row.state, row.to_unit_id) == (State.ADMISSIBLE, getattr(service, unit).pk)


def test_the_pole_that_was_decided_can_no_longer_refuse(service):
    row = play(
        service,
        "cheffe",
        "arbitrate",
        declined_twice(service),
        decision=Decision.POLE,
        unit=service.pole.pk,
        words="Le pôle accompagne.",
        agreed_on=TODAY,
    )
    assert refused(service, "pole", "decline", row, answer=Answer("out_of_mission", advice="Non.")) == ["state"]


def test_the_manager_may_close_with_a_reason(service):
    row = declined_twice(service)
    assert refused(service, "cheffe", "arbitrate", row, decision=Decision.CLOSE, words="") == ["words"]
    row = play(service, "cheffe", "arbitrate", row, decision=Decision.CLOSE, words="Il a trouvé seul une solution.")
    assert (row.state, owed(row).outcome) == (State.CLOSED, "closed")


def test_the_person_contests_and_gets_a_human_answer_with_a_date(service):
    row = play(service, "accueil", "contest", sent(service), words="Je ne veux pas de ce pôle.")
    assert (row.state, row.owner.login) == (State.ARBITRATION, "cheffe")
    assert row.due_at.date() == date(2026, 12, 1)
    assert seen_by(service, "pole") == set()


def test_a_complement_is_asked_and_passed_with_her_agreement(service):
    row = play(service, "pole", "ask_complement", sent(service), words="Le montant de la dette ?")
    assert (row.state, row.owner.login) == (State.COMPLEMENT, "accueil")
    assert refused(service, "accueil", "reply", row, words="2 340 €", agreed=False) == ["agreed"]
    row = play(service, "accueil", "reply", row, words="2 340 €", agreed=True)
    assert (row.state, row.passed[-1]["text"]) == (State.RECEIVED, "2 340 €")


def test_waiting_for_attribution_is_looked_at_again(service):
    row = play(service, "cheffe", "keep_waiting", admissible(service), words="Deux arrivées en décembre.")
    assert (row.state, row.due_at.date()) == (State.WAITING, date(2026, 12, 15))
    row = play(service, "cheffe", "keep_waiting", row, words="Encore une semaine.", until=date(2026, 12, 3))
    assert (row.state, row.state_since, row.due_at.date()) == (State.WAITING, NOW, date(2026, 12, 3))


def test_the_professional_joins_the_care_team_and_leaves_it_when_another_is_named(service):
    row = attributed(service)
    row = play(service, "cheffe", "attribute", row, professional=service.account("collegue").pk)
    with as_jobs():
        team = {member.account.login: member.ends_before for member in CareTeam.objects.select_related("account")}
    assert team == {"referente": TODAY, "collegue": None}
    assert seen_by(service, "referente") == set()
    assert seen_by(service, "collegue") == {row.pk}


def test_it_is_attributed_inside_the_team_only(service):
    stranger = service.account("referent.ailleurs").pk
    assert refused(service, "cheffe", "attribute", admissible(service), professional=stranger) == ["professional"]


def test_a_withdrawal_discharges_the_pole(service):
    row = play(service, "accueil", "withdraw", sent(service), reason="unreachable")
    assert (row.state, owed(row).outcome) == (State.WITHDRAWN, "withdrawn")
    assert seen_by(service, "pole") == {row.pk}
    assert refused(service, "pole", "acknowledge", row) == ["state"]


def test_the_manager_withdraws_in_the_place_of_the_sender(service):
    row = play(service, "cheffe", "withdraw", sent(service), reason="mistake")
    assert owed(row).outcome == "withdrawn"


@pytest.mark.parametrize(
    ("login", "verb", "details"),
    [
        ("cheffe", "acknowledge", {}),
        ("accueil", "admit", {}),
        ("pole", "withdraw", {"reason": "mistake"}),
    ],
)
def test_a_move_out_of_turn_is_refused(service, login, verb, details):
    assert refused(service, login, verb, sent(service), **details) == ["turn"]


def test_two_answers_at_once_the_second_learns_what_happened(service):
    row = sent(service)
    play(service, "pole", "acknowledge", row)
    with pytest.raises(operations.OrientationChanged) as caught, transaction.atomic():
        play(service, "pole", "admit", row, expected_version=row.version)
    assert caught.value.current.state == State.RECEIVED
    assert caught.value.last.by.name == "Odile Isidore"


def test_the_same_request_twice_gives_one_orientation(service):
    key, person = new_id(), gerard(service)
    assert proposed(service, person, request_key=key) == proposed(service, person, request_key=key)
    with as_jobs():
        assert (Orientation.objects.count(), Obligation.objects.count(), Act.objects.count()) == (1, 1, 1)


def test_a_pole_is_asked_once_for_the_same_person(service):
    person = gerard(service)
    proposed(service, person)
    with pytest.raises(Refused, match="already_open"):
        proposed(service, person)
    row = turned_down(service, sent(service, person=person, to_unit=service.other_pole.pk), "pole.autre")
    assert refused(service, "accueil", "propose_again", row, to_unit=service.pole.pk, reasons=WHY) == ["already_open"]


def test_one_orients_from_where_one_works_and_towards_a_pole(service):
    with pytest.raises(Refused, match="from_unit"):
        proposed(service, from_unit=service.other_site.pk)
    with pytest.raises(Refused, match="pole"):
        proposed(service, to_unit=service.other_site.pk)


def test_a_first_assessment_that_awaited_it_is_taken_up(service):
    person = gerard(service)
    with acting(service.actor("accueil")) as actor:
        row = started(service, actor, person)
        row = first.conclude(
            actor=actor,
            at=NOW,
            assessment=row.pk,
            expected_version=row.version,
            answers=what_he_says(),
            decision=towards(service.pole),
        )
    proposed(service, person, assessment=row.pk)
    with as_jobs():
        still_open = Obligation.objects.filter(closed_at=None).values_list("kind", flat=True)
        assert list(still_open) == [operations.KIND]


def test_lists_say_what_is_mine_and_what_waits_elsewhere(service):
    row = sent(service)
    with acting(service.actor("pole")) as actor:
        assert list(queries.to_answer(actor)) == [row]
        assert list(queries.waiting_elsewhere(actor)) == []
    with acting(service.actor("accueil")) as actor:
        assert list(queries.to_answer(actor)) == []
        assert list(queries.waiting_elsewhere(actor)) == [row]
        assert list(queries.orientations_of_person(actor, row.person_id)) == [row]


def test_what_is_attributed_to_me(service):
    row = attributed(service)
    with acting(service.actor("referente")) as actor:
        assert list(queries.attributed_to_me(actor)) == [row]
    with acting(service.actor("cheffe")) as actor:
        assert list(queries.attributed_to_me(actor)) == []
        assert places.attributed_counts(actor, [row.attributed_to_id]) == {row.attributed_to_id: 1}


def test_colleagues_come_by_name_and_never_by_load(service):
    names = [seat.account.name for seat in places.professionals(service.territory.pk, on=TODAY)]
    assert names == ["Corinne Lollia", "Fabrice Tacita"]


@pytest.mark.parametrize(
    "lie",
    [
        {"owner_unit": None},
        {"obligation": None},
        {"due_at": None},
        {"addressed_to": None},
        {"agreed_on": None},
        {"state": "met"},
        {"state": "attributed"},
        {"state": "withdrawn", "closed_at": NOW},
        {"state": "nowhere"},
    ],
)
def test_the_database_refuses_a_link_without_somebody(service, lie):
    row = sent(service)
    with as_jobs(), pytest.raises(IntegrityError), transaction.atomic():
        Orientation.objects.filter(pk=row.pk).update(**lie)


GESTURES = st.sampled_from(
    [(login, verb) for verb, logins in PLAYERS.items() for login in logins if verb != "withdraw"]
)


@pytest.mark.requirement("R03")
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(gestures=st.lists(GESTURES, min_size=4, max_size=30))
def test_along_any_way_the_person_never_loses_an_owner(service, gestures):
    with transaction.atomic():
        row = sent(service)
        for login, verb in gestures:
            _try(service, login, verb, row)
            row = _holds(row)
        transaction.set_rollback(True)


def _try(service, login, verb, row):
    try:
        with transaction.atomic():
            play(service, login, verb, row, **usual_words(service, row, verb))
    except (Refused, Orientation.DoesNotExist):
        # Not her turn, or not hers to see: nothing has moved.
        with as_jobs():
            assert Orientation.objects.get(pk=row.pk).version == row.version


def _holds(row):
    with as_jobs():
        row = Orientation.objects.select_related("obligation").get(pk=row.pk)
        last = OrientationMove.objects.filter(orientation=row).order_by("-version").first()
    if row.state in ENDED:
        assert row.obligation.closed_at is not None
        return row
    assert row.obligation.closed_at is None
    assert (row.obligation.unit_id, row.obligation.account_id) == (row.owner_unit_id, row.owner_id)
    assert row.due_at == row.obligation.due_at > row.proposed_at
    if last.to_state == State.DECLINED:
        assert last.suggested_unit_id or last.words
    return row


def test_a_professional_who_steps_aside_leaves_it_to_the_manager(service):
    row = attributed(service)
    with acting(service.actor("referente")) as actor:
        people.step_aside(actor=actor, at=NOW, person=row.person_id)
    with as_jobs():
        row.refresh_from_db()
    manager = service.account("cheffe").pk
    assert (owed(row).account_id, row.owner_id) == (manager, manager)
    assert refused(service, "cheffe", "attribute", row, professional=service.account("referente").pk) == ["unavailable"]
    row = play(service, "cheffe", "attribute", row, professional=service.account("collegue").pk)
    assert owed(row).account_id == service.account("collegue").pk
