"""Budget measures, case by case: durations that add up, what a judge may order, the commission's three months."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tisserand.support.rules import court, debts, joint, kinds
from tisserand.support.rules.activation import refusals_of_length
from tisserand.support.rules.court import Asked, CourtFacts, Standing
from tisserand.support.rules.debts import DebtFacts, DebtState
from tisserand.support.rules.facts import PlanFacts
from tisserand.support.rules.life import refusals_to_review
from tisserand.support.rules.masp import Span, began_as_if, joined, refusals_to_know
from tisserand.support.rules.running import HIDDEN, Running
from tisserand.support.rules.states import State

GUADELOUPE = "America/Guadeloupe"
TODAY = date(2026, 11, 24)
MASP = kinds()["masp_1"]


def codes(refusals) -> set[str]:
    return {refusal.code for refusal in refusals}


def text(refusals) -> str:
    return " ".join(refusal.message for refusal in refusals).replace("\u00a0", " ")


JANUARY = Span(date(2026, 1, 1), date(2026, 1, 31))


@pytest.mark.parametrize(
    ("earlier", "began_on"),
    [
        ([], date(2026, 6, 1)),
        ([JANUARY], date(2026, 5, 1)),
        # Twice the same days count once; two that follow each other are one.
        ([JANUARY, Span(date(2026, 1, 20), date(2026, 2, 10))], date(2026, 4, 21)),
        ([Span(date(2026, 2, 1), date(2026, 2, 28)), JANUARY], date(2026, 4, 1)),
        # Two years are two years, with a 29 February or without.
        ([Span(date(2023, 3, 1), date(2025, 2, 28))], date(2024, 6, 1)),
        ([Span(date(2021, 3, 1), date(2023, 2, 28))], date(2024, 6, 1)),
        ([Span(date(2026, 5, 22), date(2026, 9, 30))], date(2026, 5, 22)),
    ],
)
def test_what_is_spent_already(earlier, began_on):
    assert began_as_if(date(2026, 6, 1), earlier) == began_on


@given(some.lists(some.tuples(some.dates(date(2009, 1, 1), date(2025, 1, 1)), some.integers(0, 900)), max_size=6))
def test_another_measure_never_gives_time_back(drawn):
    spans = [Span(first, first + timedelta(days=days)) for first, days in drawn]
    began = [began_as_if(TODAY, spans[:end]) for end in range(len(spans) + 1)]
    # A day or two: months are not all as long.
    assert all(after <= before + timedelta(days=3) for before, after in pairwise(began))
    apart = joined(spans)
    assert all(one.ends_on < two.starts_on for one, two in pairwise(apart))
    assert {one.starts_on for one in apart} <= {one.starts_on for one in spans}


def masp(starts_on: date, earlier: list[Span] = ()) -> PlanFacts:
    return PlanFacts(kind=MASP, state=State.ACTIVE, starts_on=starts_on, began_on=began_as_if(starts_on, list(earlier)))


TWO_YEARS = Span(date(2022, 1, 1), date(2023, 12, 31))
ONE_MORE = Span(date(2024, 6, 1), date(2025, 5, 31))


@pytest.mark.parametrize(
    ("starts_on", "earlier", "ends_on", "found"),
    [
        # Six months at least, twenty-four at most (L. 271-2).
        (date(2026, 1, 1), [], date(2026, 6, 30), set()),
        (date(2026, 1, 1), [], date(2026, 6, 29), {"too_short"}),
        (date(2026, 1, 1), [], date(2027, 12, 31), set()),
        (date(2026, 1, 1), [], date(2028, 1, 1), {"too_long"}),
        (date(2026, 8, 31), [], date(2027, 2, 27), set()),
        # Forty-eight in all, wherever the others were.
        (date(2026, 1, 1), [TWO_YEARS], date(2027, 12, 31), set()),
        (date(2026, 1, 1), [TWO_YEARS, ONE_MORE], date(2026, 12, 31), set()),
        (date(2026, 1, 1), [TWO_YEARS, ONE_MORE], date(2027, 1, 31), {"total"}),
        (date(2026, 1, 1), [Span(date(2021, 1, 1), date(2025, 12, 31))], date(2026, 6, 30), {"total"}),
        # One that goes on counts until this one begins.
        (date(2026, 1, 1), [Span(date(2024, 1, 1), date(2027, 6, 30))], date(2027, 12, 31), set()),
        # What comes after does not count.
        (date(2026, 1, 1), [Span(date(2026, 1, 1), date(2028, 1, 1))], date(2027, 12, 31), set()),
    ],
)
def test_how_long_a_masp_may_last(starts_on, earlier, ends_on, found):
    refusals = tuple(refusals_of_length(masp(starts_on, earlier), ends_on))
    assert codes(refusals) == found
    assert all("L. 271-2" in refusal.message for refusal in refusals)


@pytest.mark.parametrize(
    ("evaluated_on", "renewed_on", "found"),
    [
        (None, None, {"evaluation"}),
        (date(2026, 1, 1), None, {"evaluation"}),
        (date(2026, 11, 2), None, set()),
        (date(2026, 5, 2), date(2026, 6, 1), {"evaluation"}),
        (date(2026, 11, 2), date(2026, 6, 1), set()),
    ],
)
def test_each_renewal_follows_an_evaluation(evaluated_on, renewed_on, found):
    plan = replace(masp(date(2026, 1, 1)), ends_on=date(2026, 12, 31), evaluated_on=evaluated_on, renewed_on=renewed_on)
    said = {"held_on": TODAY, "today": TODAY, "words": "Encore un peu.", "decision": "renew"}
    assert codes(refusals_to_review(plan, **said, new_end=date(2027, 12, 31))) == found


def test_a_renewal_lasts_six_months_too():
    plan = replace(masp(date(2026, 1, 1)), ends_on=date(2026, 12, 31), evaluated_on=date(2026, 11, 2))
    said = {"held_on": TODAY, "today": TODAY, "words": "Encore un peu.", "decision": "renew"}
    assert codes(refusals_to_review(plan, **said, new_end=date(2027, 3, 31))) == {"too_short"}


def test_a_masp_of_elsewhere_says_when_it_began():
    said = {"measure": "masp_ailleurs", "exercised_by": "CCAS", "ends_before": None}
    assert codes(refusals_to_know(**said, starts_on=None)) == {"starts_on"}
    assert not refusals_to_know(**said, starts_on=date(2024, 1, 1))


DIRECT = Asked(
    measure="masp_3",
    asked_by="department",
    asked_on=date(2026, 11, 2),
    ground="refused",
    unpaid_months=2,
    subsistence="Il lui reste 310 euros par mois.",
)
MAJ = Asked("maj", "prosecutor", date(2026, 11, 2), "failed", reported_on=date(2026, 10, 1))


@pytest.mark.parametrize(
    ("said", "spans", "running", "found"),
    [
        (DIRECT, [], None, set()),
        (replace(DIRECT, unpaid_months=1), [], None, {"unpaid_months"}),
        (replace(DIRECT, unpaid_months=None), [], None, {"unpaid_months"}),
        (replace(DIRECT, subsistence=""), [], None, {"subsistence"}),
        (replace(DIRECT, asked_by="prosecutor"), [], None, {"asked_by"}),
        (replace(DIRECT, ground="broken"), [], None, {"no_masp"}),
        (replace(DIRECT, ground="broken"), [TWO_YEARS], None, set()),
        (replace(DIRECT, ground="failed"), [TWO_YEARS], None, {"not_failed"}),
        (DIRECT, [], Running(TODAY, "Sainte-Rose"), {"running"}),
        (DIRECT, [], HIDDEN, {"elsewhere"}),
        (MAJ, [TWO_YEARS], None, set()),
        (MAJ, [], None, {"no_masp"}),
        (replace(MAJ, asked_by="department"), [TWO_YEARS], None, {"asked_by"}),
        (replace(MAJ, reported_on=None), [TWO_YEARS], None, {"reported_on"}),
        (replace(MAJ, reported_on=date(2026, 11, 3)), [TWO_YEARS], None, {"ahead"}),
        (replace(MAJ, measure="tutelle"), [TWO_YEARS], None, {"measure"}),
    ],
)
def test_what_is_asked_of_a_judge(said, spans, running, found):
    assert codes(court.refusals_to_ask(said, masp=spans, running=running, today=TODAY, place=GUADELOUPE)) == found


HEARING = CourtFacts("maj", Standing.ASKED, date(2026, 1, 5), TODAY, GUADELOUPE, heard_on=date(2026, 2, 2))


@pytest.mark.parametrize(
    ("measure", "months", "earlier", "found"),
    [
        ("maj", 24, (), set()),
        ("maj", 25, (), {"months"}),
        ("maj", None, (), {"months"}),
        ("maj", 24, (Span(date(2023, 3, 1), date(2025, 2, 28)),), set()),
        ("maj", 24, (Span(date(2023, 2, 1), date(2025, 2, 28)),), {"total"}),
        ("maj", 12, (Span(date(2021, 1, 1), date(2024, 12, 31)),), {"total"}),
        ("masp_3", 24, (), set()),
        ("masp_3", 36, (), {"months"}),
    ],
)
def test_two_years_and_four_in_all(measure, months, earlier, found):
    """L. 271-5 CASF, article 495-8 of the code civil."""
    facts = replace(HEARING, measure=measure, earlier=earlier)
    refusals = court.refusals_to_judge(facts, decision="granted", on=date(2026, 3, 2), months=months)
    assert codes(refusals) == found
    if found & {"total"}:
        assert "495-8" in text(refusals)


def test_a_measure_that_ended_is_only_read():
    ended = replace(HEARING, standing=Standing.ENDED)
    assert codes(court.refusals_to_judge(ended, decision="granted", on=TODAY, months=6)) == {"standing"}
    assert codes(court.refusals_to_end(ended, on=TODAY, reason="term")) == {"standing"}


@pytest.mark.parametrize(
    ("state", "lodged_on", "answered_on", "found"),
    [
        # Three months for the commission; past them, the legal rate for three months more.
        (DebtState.LODGED, date(2026, 9, 1), None, [("SUR-1a", date(2026, 12, 1))]),
        (
            DebtState.LODGED,
            date(2026, 8, 1),
            None,
            [("SUR-1a", date(2026, 11, 1)), ("SUR-1b", date(2027, 2, 1))],
        ),
        (DebtState.LODGED, date(2026, 8, 24), None, [("SUR-1a", date(2026, 11, 24))]),
        # Enforcement stops for two years at most.
        (DebtState.ADMISSIBLE, date(2026, 8, 1), date(2026, 10, 15), [("SUR-1c", date(2028, 10, 15))]),
        (DebtState.CLOSED, date(2026, 8, 1), date(2026, 10, 15), []),
    ],
)
def test_what_an_over_indebtedness_file_starts(state, lodged_on, answered_on, found):
    facts = DebtFacts(state, lodged_on, TODAY, GUADELOUPE, answered_on)
    assert [(one.rule.id, one.on) for one in debts.what_follows(facts)] == found


def test_eviction_is_not_suspended_and_the_page_says_so():
    assert "L. 722-6" in debts.NOT_EVICTION
    facts = DebtFacts(DebtState.ADMISSIBLE, date(2026, 8, 1), TODAY, GUADELOUPE, date(2026, 10, 15))
    [pause] = debts.what_follows(facts)
    assert "L. 722-6" in pause.rule.on_miss


@pytest.mark.parametrize(
    ("state", "answer", "on", "found"),
    [
        (DebtState.LODGED, "admissible", TODAY, set()),
        (DebtState.LODGED, "peut-être", TODAY, {"answer"}),
        (DebtState.LODGED, "admissible", date(2026, 7, 31), {"before"}),
        (DebtState.ADMISSIBLE, "rejected", TODAY, {"state"}),
    ],
)
def test_the_answer_of_the_commission(state, answer, on, found):
    facts = DebtFacts(state, date(2026, 8, 1), TODAY, GUADELOUPE)
    assert codes(debts.refusals_to_answer(facts, on=on, answer=answer)) == found


@pytest.mark.requirement("R63")
def test_a_portfolio_is_the_team_s_beside_the_reference():
    found = joint.portfolio(people=170, pairs=2, on=TODAY, place=GUADELOUPE)
    assert (found.few, found.many, bool(found.doubtful)) == (80, 100, True)
    assert found.words.replace("\u00a0", " ") == "170 personnes, 2 binômes, soit 85 par binôme. Repère : 80 à 100."
    assert "Aucun binôme" in joint.portfolio(people=0, pairs=0, on=TODAY, place=GUADELOUPE).words


@pytest.mark.requirement("R51")
@pytest.mark.parametrize(
    ("kind", "state", "changed", "found"),
    [
        ("global_emploi", State.ACTIVE, {}, set()),
        ("global_emploi", State.DRAFT, {"began_on": None, "adviser": "", "agency": ""}, set()),
        ("global_emploi", State.DRAFT, {}, {"draft"}),
        ("global_emploi", State.ACTIVE, {"adviser": "", "agency": " "}, {"adviser", "agency"}),
        ("global_emploi", State.ACTIVE, {"began_on": date(2026, 9, 30)}, {"before"}),
        ("global_emploi", State.CLOSED, {}, {"state"}),
        ("social_global", State.ACTIVE, {}, {"kind"}),
    ],
)
def test_a_binome_names_both(kind, state, changed, found):
    said = {"adviser": "M. Jalet", "agency": "Basse-Terre", "asked_on": date(2026, 10, 1), "began_on": TODAY}
    plan = PlanFacts(kind=kinds()[kind], state=state)
    assert codes(joint.refusals_to_pair(plan, **said | changed, today=TODAY)) == found
