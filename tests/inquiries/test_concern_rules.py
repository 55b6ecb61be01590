"""What the law wants of an evaluation, without a database: each refusal and its way out."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tisserand.inquiries.rules import coded
from tisserand.inquiries.rules.concern_evaluation import missing, refusals_to_conclude, refusals_to_note
from tisserand.inquiries.rules.concern_facts import ChildFacts, ConcernFacts, ParentFacts, has_under_two
from tisserand.inquiries.rules.concern_figures import APART, HIDDEN, SMALLEST, masked
from tisserand.inquiries.rules.concern_refusals import refusals_to_clash, refusals_to_close, refusals_to_move
from tisserand.inquiries.rules.concern_states import NEXT, Clash, Conclusion, Qualification, Stage
from tisserand.inquiries.rules.framework import domains, framework

LINA = ChildFacts(
    "Lina", agreement="given", heard="alone", heard_on=date(2026, 11, 24), situation="risk", needs="Dormir"
)
MOTHER = ParentFacts("Mère", authority=True, heard_on=date(2026, 11, 24), informed_on=date(2026, 11, 24))
WHOLE = {"home_meetings": 1, "facts": 1, "analysis": "Synthèse."}
FIRST, SECOND = UUID(int=1), UUID(int=2)


def facts(**changes) -> ConcernFacts:
    usual = {"stage": Stage.EVALUATING, "children": (LINA,), "parents": (MOTHER,), **WHOLE}
    return ConcernFacts(**usual | changes)


def codes(refusals) -> set[str]:
    return {refusal.code for refusal in refusals}


def conclude(known: ConcernFacts, conclusion: str, grounds=()) -> set[str]:
    return codes(
        refusals_to_conclude(
            known, conclusion=conclusion, words="Parce que.", grounds=grounds, actions=["aed"], at_home=1
        )
    )


@pytest.mark.requirement("R62")
def test_a_whole_evaluation_concludes():
    assert conclude(facts(), "filed") == set()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"children": (ChildFacts("Noé"),)}, {"child", "situation"}),
        ({"children": (LINA, ChildFacts("Noé", heard="alone", situation="none"))}, {"situation"}),
        ({"home_meetings": 0}, {"home"}),
        ({"parents": (ParentFacts("Père", authority=True),)}, {"parent", "informed"}),
        ({"parents": (ParentFacts("Père", authority=True, unheard="Parti.", uninformed="Violences."),)}, set()),
        ({"parents": (ParentFacts("Oncle", authority=False),)}, set()),
        ({"facts": 0}, {"facts"}),
        ({"analysis": " "}, {"analysis"}),
    ],
)
def test_what_is_missing_is_said_all_at_once(changes, expected):
    assert codes(missing(facts(**changes), at_home=1)) == expected


@pytest.mark.requirement("R62")
@pytest.mark.parametrize("conclusion", ["filed", "action"])
def test_a_child_who_could_not_be_met_leaves_one_conclusion(conclusion):
    away = facts(children=(ChildFacts("Lina", heard="impossible", situation="danger", needs="?"),))
    assert conclude(away, conclusion) == {"impossible"}
    assert conclude(away, "referral", ["impossible"]) == set()


def test_no_meeting_at_home_leads_to_the_procureur_too():
    assert conclude(facts(home_meetings=0), "referral", ["refused"]) == set()


def test_a_referral_says_on_what_ground():
    assert conclude(facts(), "referral") == {"grounds"}
    assert conclude(facts(), "referral", ["inventé"]) == {"grounds"}


def test_a_fact_says_where_it_comes_from():
    said = {"domain": "health", "words": "Elle dort en classe.", "domains": domains()}
    assert codes(refusals_to_note(source="said", who="", **said)) == {"who"}
    assert codes(refusals_to_note(source="verified", who="Elle", **said)) == {"source"}
    assert codes(refusals_to_note(source="confirmed", who="Certificat du 3 mars", **said)) == set()


@pytest.mark.requirement("R62", "R56")
def test_one_evaluator_at_most_knows_the_family():
    named = (FIRST, SECOND)
    one = {FIRST: {Clash.ACCOMPANIES}}
    assert codes(refusals_to_clash(one, named=named, reason="")) == {"clash"}
    assert codes(refusals_to_clash(one, named=named, reason="Seul sur l’île.")) == set()
    both = one | {SECOND: {Clash.TRANSMITTED}}
    assert codes(refusals_to_clash(both, named=named, reason="Seuls sur l’île.")) == {"both_clash"}
    assert codes(refusals_to_clash({}, named=named, reason="")) == set()


def test_it_is_not_closed_while_somebody_waits():
    done = facts(stage=Stage.REFERRED, conclusion=Conclusion.REFERRAL, owed_returns=1)
    assert codes(refusals_to_close(done)) == {"parents", "returns"}
    assert codes(refusals_to_close(facts(stage=Stage.CONCLUDED, conclusion=Conclusion.FILED))) == set()
    assert codes(refusals_to_close(facts())) == {"undecided"}


def test_the_end_is_the_end():
    assert NEXT[Stage.CLOSED] == frozenset()
    assert codes(refusals_to_move(Stage.CLOSED, Stage.EVALUATING)) == {"closed"}
    assert codes(refusals_to_move(Stage.TO_REFER, Stage.CLOSED)) == {"stage"}


def test_what_the_code_branches_on_stands_in_the_lists():
    assert set(coded("ip_qualification")) == set(Qualification)
    assert set(coded("ip_conclusion")) == set(Conclusion)
    assert set(coded("ip_owed")) < set(coded("ip_source"))
    assert not {"family", "neighbour", "anonymous", "child"} & set(coded("ip_owed"))


def test_the_framework_is_dated_and_says_what_to_check():
    told = framework()
    assert told.starts_on == date(2023, 1, 1)
    assert "2022-1728" in told.source
    assert told.doubtful
    assert all(domain.look_at for domain in told.domains)


@pytest.mark.parametrize(
    ("born", "expected"),
    [(date(2024, 11, 24), False), (date(2024, 11, 25), True), (date(2026, 11, 1), True), (None, False)],
)
def test_under_two_the_day_it_came_in(born, expected):
    assert has_under_two([date(2015, 1, 1), born], date(2026, 11, 24)) is expected


def test_a_child_of_leap_day_is_two_on_the_first_of_march():
    assert has_under_two([date(2024, 2, 29)], date(2026, 2, 28))
    assert not has_under_two([date(2024, 2, 29)], date(2026, 3, 1))


@pytest.mark.requirement("R62")
def test_a_small_cell_is_not_found_again_from_the_total():
    said = {cell.label: cell.shown for cell in masked({"École": 40, "119": 12, "Anonyme": 2, "Élu": 0})}
    assert said == {"École": "40", "119": APART, "Anonyme": HIDDEN, "Élu": "0"}


@given(some.dictionaries(some.text(min_size=1, max_size=3), some.integers(0, 30), max_size=6))
def test_no_small_number_is_ever_shown(counts):
    shown = {cell.label: cell.shown for cell in masked(counts)}
    assert {label for label in counts if 0 < counts[label] < SMALLEST} == {
        label for label, said in shown.items() if said == HIDDEN
    }
    hidden = [label for label, said in shown.items() if not said.isdecimal()]
    assert len(hidden) != 1 or not [label for label, count in counts.items() if count >= SMALLEST]
