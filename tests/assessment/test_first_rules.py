"""What a first assessment proposes, and why; what stops it from being concluded."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assessment.situations import domain, housing, what_he_says
from tisserand.assessment.rules import lists
from tisserand.assessment.rules.distance import distance
from tisserand.assessment.rules.extract import extract, items
from tisserand.assessment.rules.first_assessment import (
    NEXT,
    Answers,
    Decision,
    NextStep,
    State,
    View,
    refusals_to_conclude,
)
from tisserand.assessment.rules.growth import carried, dated
from tisserand.assessment.rules.isolation import Reply, Ties, isolation
from tisserand.assessment.rules.proposal import Pole, proposal
from tisserand.assessment.rules.sheet import answers_of, label_of, merge, sheet_of
from tisserand.assessment.rules.situation import DomainState, Fact, Urgency

TODAY = date(2026, 11, 24)
HOUSING, AUTONOMY = Pole(UUID(int=1), "Pôle Logement"), Pole(UUID(int=2), "Pôle Autonomie")
POLES = (AUTONOMY, HOUSING)
CODES = tuple(one.code for one in lists.domains(TODAY))


def proposed(answers):
    return proposal(answers, POLES, on=TODAY)


def test_the_twelve_domains_of_the_trade():
    assert len(CODES) == 12
    assert lists.domains(date(2025, 1, 1)) == ()


def test_a_promise_is_never_due_on_a_sunday():
    delay = lists.delay("send_orientation", TODAY)
    thursday = datetime(2026, 11, 26, 14, tzinfo=UTC)
    assert [delay.after(thursday + timedelta(days=day)).strftime("%a %d") for day in range(4)] == [
        "Mon 30",
        "Mon 30",
        "Mon 30",
        "Tue 01",
    ]


@pytest.mark.requirement("R21")
def test_what_presses_goes_to_the_pole_that_answers_for_it_with_reasons_that_quote():
    first = proposed(what_he_says()).suggested
    assert (first.step, first.pole) == (NextStep.ORIENTATION, HOUSING.id)
    assert first.reasons == (
        "Logement, hébergement\u00a0: «\u00a0La facture a triplé. Il y a une fuite sous l’évier\u00a0», le plus pressé,"
        " confirmé par courrier de la régie des eaux.",
    )


def test_what_is_set_aside_says_why():
    found = proposed(what_he_says(housing(), domain("health", "Santé, soins", DomainState.UNSPOKEN)))
    assert found.options[-1].reasons == ("Rien de ce qui a été dit ne l’indique.",)
    assert found.set_aside == (
        "Santé, soins\u00a0: la personne ne souhaite pas en parler, rien n’en est déduit.",
        "Écoute seule\u00a0: écartée, Logement, hébergement presse.",
    )


def test_three_domains_ask_for_one_person_who_holds_them_together():
    facts = (housing(), domain("budget", "Ressources et budget"), domain("health", "Santé, soins"))
    assert proposed(what_he_says(*facts)).suggested.step is NextStep.SUPPORT


def test_who_cannot_manage_any_more_is_not_sent_alone_to_a_pole():
    first = proposed(what_he_says(autonomy=1)).suggested
    assert first.step is NextStep.SUPPORT
    assert "Je n’y arrive plus." in first.reasons[0]


def test_a_domain_that_no_pole_answers_for_stays_with_the_team():
    assert proposed(what_he_says(domain("health", "Santé, soins"))).suggested.step is NextStep.SUPPORT


def test_rights_are_settled_at_the_desk_unless_they_press():
    rights = domain("rights", "Droits et démarches")
    found = proposed(what_he_says(rights)).suggested
    assert (found.step, len(found.reasons)) == (NextStep.ANSWERED, 1)
    assert proposed(what_he_says(replace(rights, urgency=Urgency.MOST))).suggested.step is NextStep.SUPPORT


def test_nothing_to_work_on_is_answered_here():
    fine = what_he_says(domain("health", "Santé, soins", DomainState.NO_NEED))
    assert proposed(fine).suggested.step is NextStep.ANSWERED
    light = what_he_says(housing(urgency=Urgency.BEARABLE), autonomy=5)
    assert proposed(light).suggested.step is NextStep.ANSWERED


def test_opening_words_alone_propose_nothing():
    found = proposed(Answers(opening_words="Une attestation"))
    assert found.suggested is None
    assert not [reason for option in found.options if option.pole is None for reason in option.reasons]


def test_who_keeps_everything_to_herself_is_listened_to():
    answers = Answers(facts=(domain("family", "Couple, famille", DomainState.UNSPOKEN),))
    assert proposed(answers).suggested.step is NextStep.LISTENING


def test_violence_asks_the_question_of_danger_first():
    found = proposed(what_he_says(domain("safety", "Sécurité, violences")))
    assert found.attention[0].startswith("Sécurité à travailler")


@pytest.mark.requirement("R58")
@pytest.mark.parametrize(
    ("replies", "ties"),
    [
        ({}, Ties.NOT_ASKED),
        ({"talked": Reply.UNSAID}, Ties.NOT_ASKED),
        ({"talked": Reply.YES, "to_call": Reply.YES}, Ties.SURROUNDED),
        ({"talked": Reply.YES, "to_call": Reply.NO}, Ties.FRAGILE),
        ({"talked": Reply.NO, "to_call": Reply.NO}, Ties.ISOLATED),
        ({"talked": Reply.YES, "rupture": Reply.YES, "visits": Reply.NO}, Ties.ISOLATED),
    ],
)
def test_isolation_is_read_in_words(replies, ties):
    found = isolation(lists.questions(TODAY), replies)
    assert found.ties is ties
    assert not any(figure in found.sentence for figure in "0123456789")


@pytest.mark.requirement("R59", "R103")
@given(st.lists(st.sampled_from(list(lists.labels("vulnerability", TODAY))), unique=True))
def test_fragility_never_takes_a_way_on_away(flags):
    plain, fragile = what_he_says(), what_he_says(vulnerabilities=tuple(flags))
    assert proposed(fragile).options == proposed(plain).options
    assert len(proposed(fragile).attention) == len(flags)


facts = st.builds(
    Fact,
    code=st.sampled_from(CODES),
    label=st.just("Domaine"),
    state=st.sampled_from(DomainState),
    urgency=st.none() | st.sampled_from(Urgency),
    said=st.text(max_size=200),
)
situations = st.builds(
    Answers,
    opening_words=st.text(max_size=50),
    facts=st.lists(facts, unique_by=lambda fact: fact.code, max_size=12).map(tuple),
    autonomy=st.none() | st.integers(1, 5),
    replies=st.dictionaries(st.sampled_from(["talked", "to_call", "visits", "rupture"]), st.sampled_from(Reply)),
)


@given(situations, st.sets(st.sampled_from(POLES)))
def test_every_way_on_is_always_offered_once_and_the_first_can_be_chosen(answers, poles):
    found = proposal(answers, poles, on=TODAY)
    keys = [option.key for option in found.options]
    assert len(keys) == len(set(keys)) == 4 + len(poles)
    assert {option.step for option in found.options} >= {NextStep.SUPPORT, NextStep.ANSWERED, NextStep.LISTENING}
    if answers.to_work_on and found.suggested.step in (NextStep.ORIENTATION, NextStep.SUPPORT):
        assert found.suggested.reasons


def codes_of(answers, decision, state=State.OPEN, may_write=True):
    return [refusal.code for refusal in refusals_to_conclude(state, answers, decision, may_write=may_write)]


def test_all_reasons_at_once():
    undecided = housing(state=DomainState.NOT_RAISED, confirmed_by="")
    assert codes_of(what_he_says(undecided), Decision(step=None)) == ["step", "state", "source"]


def test_an_orientation_names_its_pole_and_is_not_against_her_will():
    decision = Decision(step=NextStep.ORIENTATION, view=View.DISAGREES)
    assert codes_of(what_he_says(), decision) == ["pole", "disagrees"]
    assert codes_of(what_he_says(), Decision(step=NextStep.LISTENING, view=View.DISAGREES)) == []


def test_what_is_concluded_does_not_change_and_elsewhere_is_read_only():
    assert codes_of(what_he_says(), Decision(NextStep.LISTENING), state=State.CONCLUDED) == ["concluded"]
    assert codes_of(what_he_says(), Decision(NextStep.LISTENING), may_write=False) == ["elsewhere"]
    assert NEXT[State.CONCLUDED] == set()


@pytest.mark.requirement("R48")
def test_only_what_she_agreed_to_passes_on():
    answers = what_he_says(
        housing(), domain("health", "Santé, soins", DomainState.UNSPOKEN, said="Ne le dites à personne"), autonomy=3
    )
    assert [item.key for item in items(answers, on=TODAY)] == ["opening", "domain:housing", "autonomy"]
    assert [item.key for item in extract(answers, {"domain:housing", "domain:health"}, on=TODAY)] == ["domain:housing"]
    assert extract(answers, (), on=TODAY) == ()


@given(situations, st.sets(st.sampled_from([f"domain:{code}" for code in CODES])))
def test_an_extract_holds_nothing_that_was_not_agreed(answers, agreed):
    assert {item.key for item in extract(answers, agreed, on=TODAY)} <= agreed


def test_three_facts_stay_three_in_the_extract():
    lines = dict(extract(what_he_says(), {"domain:housing"}, on=TODAY)[0].lines)
    assert lines["dit"].startswith("La facture")
    assert lines["observé"].startswith("Il a gardé")
    assert lines["confirmé"].endswith("(par courrier de la régie des eaux)")


def test_the_next_one_takes_up_the_former_one_with_its_date():
    former = what_he_says(housing(as_of=None), inner_strengths="Tient ses papiers", autonomy=2)
    grown = carried(former, since=date(2026, 10, 12))
    assert (grown.facts[0].as_of, grown.facts[0].carried) == (date(2026, 10, 12), True)
    assert (grown.inner_strengths, grown.autonomy, grown.opening_words) == ("Tient ses papiers", None, "")


def test_a_fact_keeps_its_date_until_somebody_writes_anew():
    known = housing(as_of=date(2026, 10, 12), carried=True)
    assert dated(housing(), known, on=TODAY) == known
    changed = dated(housing(said="La fuite est réparée."), known, on=TODAY)
    assert (changed.as_of, changed.carried) == (TODAY, False)


@pytest.mark.requirement("R50")
def test_the_way_gone_is_said_in_words():
    before = what_he_says(housing(), domain("health", "Santé, soins"), domain("work", "Emploi, formation"))
    now = what_he_says(
        replace(housing(), state=DomainState.STRENGTH),
        domain("health", "Santé, soins", urgency=Urgency.BEARABLE),
        domain("budget", "Ressources et budget"),
    )
    assert [(step.label, step.moved) for step in distance(before, now)] == [
        ("Logement, hébergement", "devient un point d’appui"),
        ("Santé, soins", "pour la personne\u00a0: non dit, puis supportable"),
        ("Emploi, formation", "pas abordé cette fois"),
        ("Ressources et budget", "abordé pour la première fois"),
    ]


def test_a_sheet_reads_back_what_it_holds():
    answers = what_he_says(housing(), autonomy=4, replies={"talked": Reply.NO}, vulnerabilities=("carer",))
    kept = answers_of(sheet_of(answers), on=TODAY)
    assert [fact for fact in kept.facts if fact.is_raised] == list(answers.facts)
    assert replace(kept, facts=()) == replace(answers, facts=())


def test_a_sheet_of_nonsense_reads_as_no_answer():
    nonsense = {"autonomy": "9", "housing__state": "?", "housing__urgency": "?", "reply_talked": "?"}
    assert answers_of(nonsense, on=TODAY) == answers_of({}, on=TODAY)


@pytest.mark.requirement("R48")
def test_two_who_write_elsewhere_do_not_clash():
    found = merge({"a": "1", "b": "1"}, {"a": "2", "b": "1"}, {"a": "1", "b": "3"})
    assert (found.sheet, found.clashes) == ({"a": "2", "b": "3"}, ())


def test_two_who_write_the_same_field_clash_and_lose_nothing():
    base, theirs, mine = {}, {"housing__said": "Le sien"}, {"housing__said": "Le mien", "health__seen": "Pâle"}
    found = merge(base, theirs, mine)
    assert found.clashes == ("housing__said",)
    assert found.keeping(theirs) == {"housing__said": "Le sien", "health__seen": "Pâle"}
    assert found.both()["housing__said"] == "Le sien\nLe mien"
    assert label_of("housing__said", on=TODAY) == "Logement, hébergement, ce qui est dit"


names = st.sampled_from(["opening_words", "housing__said", "health__seen"])
sheets = st.dictionaries(names, st.sampled_from(["", "un", "deux"]))


@given(sheets, sheets, sheets)
def test_no_written_word_disappears_when_both_are_joined(base, theirs, mine):
    joined = merge(base, theirs, mine).both()
    for side, other in ((theirs, mine), (mine, theirs)):
        for name, text in side.items():
            erased = other.get(name, "") != base.get(name, "") and text == base.get(name, "")
            assert erased or text in joined[name]
