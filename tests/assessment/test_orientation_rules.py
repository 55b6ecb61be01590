"""The table of an orientation holds: no state without owner, no refusal without a proposal, no way without an end."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tisserand.assessment.rules import orientation_lists as lists
from tisserand.assessment.rules import orientation_refusals as why
from tisserand.assessment.rules.orientation import (
    AT_THE_POLE,
    ENDED,
    NEXT,
    STATE_LABELS,
    STEPS,
    Desk,
    Owner,
    State,
    after_refusal,
    link,
    refusals_of_turn,
    refusals_to_move,
)
from tisserand.assessment.rules.orientation_refusals import Answer, Decision
from tisserand.kernel.ids import new_id

ZONE = "America/Guadeloupe"
NOW = datetime(2026, 11, 24, 14, 42, tzinfo=UTC)
TODAY = date(2026, 11, 24)
POLE, OTHER = new_id(), new_id()


def codes(refusals):
    return [refusal.code for refusal in refusals]


def test_every_state_has_words_and_every_open_one_an_owner():
    assert set(STATE_LABELS) == set(NEXT) == set(State)
    assert set(STEPS) == set(State) - ENDED


@pytest.mark.parametrize("state", sorted(set(State) - ENDED))
def test_every_open_state_can_end_and_can_be_withdrawn(state):
    assert State.WITHDRAWN in NEXT[state]
    reached, waiting = set(), [state]
    while waiting:
        one = waiting.pop()
        waiting.extend(NEXT[one] - reached)
        reached |= NEXT[one]
    assert State.MET in reached


@pytest.mark.parametrize("state", sorted(ENDED))
def test_nothing_follows_an_end(state):
    assert NEXT[state] == set()
    assert codes(refusals_to_move(state, State.SENT)) == ["state"]


def test_a_pole_declines_only_what_it_was_sent():
    assert {state for state in State if State.DECLINED in NEXT[state]} == AT_THE_POLE


def test_waiting_for_attribution_is_no_refusal():
    assert State.DECLINED not in NEXT[State.ADMISSIBLE] | NEXT[State.WAITING]
    assert "charge" not in " ".join(reason.label for reason in lists.refusal_reasons(TODAY).values())


@given(
    state=st.sampled_from(sorted(STEPS)),
    at=st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2035, 1, 1), timezones=st.just(UTC)),
    urgency=st.sampled_from([*lists.urgencies(TODAY), ""]),
)
@pytest.mark.requirement("R03")
def test_an_open_link_always_has_somebody_and_a_date_to_come(state, at, urgency):
    owed = link(state, Desk(POLE), at=at, on=at.date(), zone=ZONE, urgency=urgency)
    assert owed.desk.unit == POLE
    assert owed.due_at > at
    assert owed.label


@pytest.mark.parametrize(
    ("state", "due"),
    [
        (State.PROPOSED, date(2026, 12, 1)),
        (State.SENT, date(2026, 11, 26)),
        (State.RECEIVED, date(2026, 12, 1)),
        (State.WAITING, date(2026, 12, 15)),
        (State.ARBITRATION, date(2026, 12, 1)),
    ],
)
def test_delays_are_working_days_of_the_territory(state, due):
    assert link(state, Desk(POLE), at=NOW, on=TODAY, zone=ZONE).due_at.astimezone().date() == due


def test_a_pressing_situation_shortens_the_answer_of_the_pole_only():
    usual = link(State.RECEIVED, Desk(POLE), at=NOW, on=TODAY, zone=ZONE)
    pressing = link(State.RECEIVED, Desk(POLE), at=NOW, on=TODAY, zone=ZONE, urgency="tomorrow")
    assert pressing.due_at < usual.due_at
    same = link(State.ATTRIBUTED, Desk(POLE), at=NOW, on=TODAY, zone=ZONE, urgency="tomorrow")
    assert same == link(State.ATTRIBUTED, Desk(POLE), at=NOW, on=TODAY, zone=ZONE)


def test_the_second_refusal_goes_to_the_manager():
    assert after_refusal(1) is State.DECLINED
    assert after_refusal(2) is State.ARBITRATION


@given(
    reason=st.sampled_from(sorted(lists.refusal_reasons(TODAY))),
    words=st.text(max_size=5),
    article=st.text(max_size=5),
    other=st.sampled_from([None, POLE, OTHER]),
    advice=st.text(max_size=5),
)
@pytest.mark.requirement("R03")
def test_a_refusal_that_passes_always_proposes_something(reason, words, article, other, advice):
    answer = Answer(reason, words, article, other, advice)
    if not why.refusals_to_decline(answer, unit=POLE, on=TODAY):
        assert other == OTHER or (other is None and advice.strip())


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        (Answer(""), ["reason", "proposal"]),
        (Answer("out_of_mission"), ["proposal"]),
        (Answer("out_of_mission", advice="Voir la CAF avec elle."), []),
        (Answer("other_pole", advice="Voir ailleurs."), ["other_unit"]),
        (Answer("other_pole", other_unit=OTHER), []),
        (Answer("other_pole", other_unit=POLE), ["same_unit"]),
        (Answer("legal_condition"), ["article", "proposal"]),
        (Answer("legal_condition", article="CASF L271-1", other_unit=OTHER), []),
        (Answer("other", other_unit=OTHER), ["words"]),
    ],
)
def test_a_refusal_says_all_it_lacks_at_once(answer, refused):
    assert codes(why.refusals_to_decline(answer, unit=POLE, on=TODAY)) == refused


def test_a_proposal_says_all_it_lacks_at_once():
    assert codes(why.refusals_to_propose(reasons=" ", to_unit=None, from_unit=None)) == [
        "from_unit",
        "to_unit",
        "reasons",
    ]
    assert codes(why.refusals_to_propose(reasons="Parce que", to_unit=POLE, from_unit=POLE)) == ["same_unit"]
    assert why.refusals_to_propose(reasons="Parce que", to_unit=POLE, from_unit=OTHER) == ()


def test_an_agreement_is_dated_and_has_happened():
    assert codes(why.refusals_to_agree(agreed_on=None, how="", today=TODAY)) == ["agreed_on", "how"]
    assert codes(why.refusals_to_agree(agreed_on=date(2026, 11, 25), how="said", today=TODAY)) == ["future"]
    assert why.refusals_to_agree(agreed_on=TODAY, how="written", today=TODAY) == ()


def test_a_complement_goes_with_an_answer_and_an_agreement():
    assert codes(why.refusals_to_ask(" ")) == ["question"]
    assert codes(why.refusals_to_reply("", agreed=False)) == ["reply", "agreed"]
    assert why.refusals_to_reply("Voici.", agreed=True) == ()


@pytest.mark.parametrize(
    ("until", "words", "refused"),
    [
        (None, "Deux départs en décembre, relais demandé.", []),
        (date(2027, 1, 7), "Relais demandé.", []),
        (date(2027, 1, 8), "Relais demandé.", ["until"]),
        (TODAY, "", ["words", "until"]),
    ],
)
def test_waiting_has_words_and_an_end(until, words, refused):
    assert codes(why.refusals_to_wait(until=until, words=words, today=TODAY, zone=ZONE)) == refused


def test_the_first_appointment_is_after_the_attribution():
    assert codes(why.refusals_to_meet(None, attributed_on=TODAY, today=TODAY)) == ["met_on"]
    assert codes(why.refusals_to_meet(date(2026, 11, 23), attributed_on=TODAY, today=TODAY)) == ["before"]
    assert why.refusals_to_meet(TODAY, attributed_on=TODAY, today=TODAY) == ()
    unit = new_id()
    assert codes(why.refusals_to_schedule(date(2026, 11, 23), today=TODAY, unit=unit)) == ["past"]
    assert codes(why.refusals_to_schedule(None, today=TODAY)) == ["day", "unit"]
    assert codes(why.refusals_to_schedule(TODAY, today=TODAY, fixed=True, unit=unit)) == ["fixed"]
    assert codes(why.refusals_to_schedule(TODAY, today=TODAY, unit=unit)) == []


@pytest.mark.parametrize(
    ("decision", "unit", "words", "agreed_on", "refused"),
    [
        (None, None, "", None, ["decision", "words"]),
        (Decision.POLE, None, "Le pôle accompagne.", TODAY, ["unit"]),
        (Decision.POLE, POLE, "Le pôle accompagne.", None, ["agreed_on"]),
        (Decision.POLE, POLE, "Le pôle accompagne.", TODAY, []),
        (Decision.OWN_TEAM, None, "Notre équipe.", TODAY, []),
        (Decision.CLOSE, None, "", None, ["words"]),
        (Decision.CLOSE, None, "Il a trouvé seul.", None, []),
    ],
)
def test_a_decision_is_written_and_the_person_agrees(decision, unit, words, agreed_on, refused):
    found = why.refusals_to_arbitrate(decision=decision, unit=unit, words=words, agreed_on=agreed_on, today=TODAY)
    assert codes(found) == refused


def test_other_gestures_say_what_they_lack():
    assert codes(why.refusals_to_withdraw("", on=TODAY)) == ["reason"]
    assert why.refusals_to_withdraw("unreachable", on=TODAY) == ()
    assert codes(why.refusals_to_contest("")) == ["words"]
    assert codes(why.refusals_to_attribute(POLE, {OTHER})) == ["professional"]
    assert why.refusals_to_attribute(POLE, {POLE}) == ()


@pytest.mark.parametrize("owner", Owner)
def test_a_move_out_of_turn_says_whose_turn_it_is(owner):
    assert refusals_of_turn(owner, allowed=True) == ()
    (refusal,) = refusals_of_turn(owner, allowed=False)
    assert refusal.message.endswith(".")
