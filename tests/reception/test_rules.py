"""Reception's rules, without a database: every reason at once, in sentences."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tisserand.reception.rules import dangers, demands, lists, visits
from tisserand.reception.rules.dangers import Answer
from tisserand.reception.rules.demands import DemandFacts
from tisserand.reception.rules.visits import BACK, NEXT, Alone, Arrival, Company, State

DAY = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 14, 42, tzinfo=UTC)
HEARD = DemandFacts(words="…", main_theme="isolement", answers=("ecoute-seule",))


def codes(refusals) -> set[str]:
    return {refusal.code for refusal in refusals}


@pytest.mark.parametrize(
    ("name", "size"),
    [
        # Seven at the counter, and the « mise à disposition » of a third party's contact.
        ("purposes", 8),
        ("authors", 8),
        ("themes", 27),
        ("answers", 14),
        ("instead_reasons", 5),
        ("outcomes", 6),
        ("dangers", 14),
        ("danger_outcomes", 7),
        ("demand_closures", 6),
    ],
)
def test_the_coded_lists_of_the_trade_are_whole(name, size):
    rows = lists.choices(name, on=DAY)
    assert len(rows) == len({row.code for row in rows}) == size


def test_the_first_object_is_to_see_a_social_worker():
    assert lists.choices("purposes", on=DAY)[0].code == visits.FIRST_PURPOSE
    assert lists.choices("purposes", on=DAY)[0].label == "Souhaite voir un travailleur social"


def test_a_list_is_dated():
    assert not lists.known("themes", "isolement", on=date(2019, 12, 31))


def test_every_state_is_reached_and_left():
    assert set(NEXT) == set(BACK) == set(State)
    assert {to for table in (NEXT, BACK) for following in table.values() for to in following} == set(State)
    assert all(to in NEXT[back] or back in BACK[to] for to, before in BACK.items() for back in before)


def test_an_arrival_is_refused_for_all_its_reasons_at_once():
    wrong = Arrival(
        arrived_at=AT + timedelta(hours=1), channel="fax", purpose="autre", called_as="x" * 61, has_person=True,
        recording_refused=True,
    )  # fmt: skip
    assert codes(visits.refusals_to_register(wrong, at=AT, today=DAY)) == {
        "future",
        "unknown",
        "text",
        "long",
        "refused",
    }
    assert not visits.refusals_to_register(Arrival(arrived_at=AT), at=AT, today=DAY)


def test_a_child_never_interprets():
    child = Company(kinds=("proche-interprete",), interpreter_is_adult=False)
    assert codes(visits.refusals_to_attend(child, today=DAY)) == {"child"}


def test_a_legal_representative_has_a_measure():
    assert codes(visits.refusals_to_attend(Company(kinds=("representant-legal",)), today=DAY)) == {"scope"}
    assert not visits.refusals_to_attend(Company(("representant-legal",), "curatelle, biens"), today=DAY)


def test_a_minor_alone_is_explained():
    assert codes(visits.refusals_to_be_alone(Alone(minor_alone=True))) == {"parents", "why"}
    assert not visits.refusals_to_be_alone(Alone(True, False, "elle ne veut pas rentrer"))


@pytest.mark.requirement("R31")
def test_listening_alone_is_an_answer():
    assert not demands.refusals_to_write(HEARD, today=DAY)


@pytest.mark.requirement("R22")
def test_doing_it_in_her_place_needs_a_reason_and_says_the_mandate():
    instead = DemandFacts(main_theme="numerique-ecrit", answers=("a-sa-place",))
    assert codes(demands.refusals_to_write(instead, today=DAY)) == {"reason", "mandate"}
    said = DemandFacts(
        main_theme="numerique-ecrit", answers=("a-sa-place",), instead_reason="lecture-langue", has_mandate=False
    )
    assert not demands.refusals_to_write(said, today=DAY)


@pytest.mark.requirement("R20")
def test_a_demand_has_one_theme_two_beside_it_and_an_answer():
    blank = demands.refusals_to_write(DemandFacts(), today=DAY)
    assert codes(blank) == {"theme", "answers"}
    crowded = DemandFacts(
        main_theme="isolement", other_themes=("isolement", "handicap", "mobilite"), answers=("mediation",)
    )
    assert codes(demands.refusals_to_write(crowded, today=DAY)) == {"themes", "twice", "unknown"}


def test_a_need_without_answer_is_said():
    silent = DemandFacts(main_theme="isolement", answers=("sans-reponse",))
    assert codes(demands.refusals_to_write(silent, today=DAY)) == {"need"}


@given(
    at=st.datetimes(timezones=st.just(UTC)),
    hours=st.integers(min_value=-10, max_value=10),
    midnight=st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(hours=24)),
)
def test_a_danger_is_always_due_later_today(at, hours, midnight):
    if not datetime(2000, 1, 1, tzinfo=UTC) < at < datetime(2100, 1, 1, tzinfo=UTC):
        return
    due = dangers.due_at(at=at, closing=at + timedelta(hours=hours), midnight=at + midnight)
    assert at < due
    assert due == at + timedelta(hours=hours) or due <= at + dangers.WHEN_SHUT
    assert at <= dangers.warns_at(at=at, due=due) <= due


@pytest.mark.requirement("R23")
def test_without_solution_the_manager_knows_and_a_day_is_named():
    alone = Answer(outcome="sans-solution")
    refused = dangers.refusals_to_answer(dangers.State.OPEN, alone, at=AT, today=DAY)
    assert codes(refused) == {"manager", "resumes"}
    known = Answer(outcome="sans-solution", manager_informed_at=AT, resumes_at=AT + timedelta(hours=18))
    assert not dangers.refusals_to_answer(dangers.State.OPEN, known, at=AT, today=DAY)
    too_far = Answer(outcome="sans-solution", manager_informed_at=AT, resumes_at=AT + timedelta(days=8))
    assert codes(dangers.refusals_to_answer(dangers.State.OPEN, too_far, at=AT, today=DAY)) == {"far"}


def test_a_relay_has_a_name_and_an_hour():
    assert codes(dangers.refusals_to_answer(dangers.State.OPEN, Answer("relais"), at=AT, today=DAY)) == {"relay"}
    tomorrow = AT + timedelta(hours=18)
    assert codes(dangers.refusals_to_outlive_closing(dangers.State.OPEN, Answer(resumes_at=tomorrow), at=AT)) == {
        "relay"
    }
    named = Answer(relay_name="115", relay_at=AT, resumes_at=tomorrow)
    assert not dangers.refusals_to_outlive_closing(dangers.State.OPEN, named, at=AT)


def test_what_is_closed_is_closed():
    again = dangers.refusals_to_answer(dangers.State.CLOSED, Answer("danger-ecarte"), at=AT, today=DAY)
    assert codes(again) == {"closed"}
