"""The RSA, case by case, from the texts: dates of a path, steps of a breach, bounds of a sanction (RSA-1 to RSA-8)."""

from dataclasses import replace
from datetime import date

import pytest

from tisserand.kernel.refusals import Refusal
from tisserand.support.rules import breach, rsa
from tisserand.support.rules.breach import BreachFacts, Step
from tisserand.support.rules.rsa import Hours, PathFacts, Stage
from tisserand.support.rules.sanction import Left, Sanction, bounds, refusals_of_scale

GUADELOUPE, REUNION, PARIS = "America/Guadeloupe", "Indian/Reunion", "Europe/Paris"
TODAY = date(2026, 11, 24)
FULL = Hours("full", 15)
INFORMED = PathFacts(Stage.INFORMED, date(2026, 11, 2), TODAY, GUADELOUPE)
ORIENTED = replace(INFORMED, stage=Stage.ORIENTED, pathway="social", oriented_on=date(2026, 11, 10))
ENGAGED = replace(ORIENTED, stage=Stage.ENGAGED, engaged_on=date(2026, 11, 16))


def codes(refusals: tuple[Refusal, ...]) -> set[str]:
    return {refusal.code for refusal in refusals}


def words(refusals: tuple[Refusal, ...]) -> str:
    return " ".join(refusal.message for refusal in refusals).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("entry", "informed_on", "pathway", "running", "found"),
    [
        ("opened", date(2026, 11, 2), "", False, set()),
        ("transferred", date(2025, 1, 1), "", False, set()),
        ("opened", date(2024, 12, 31), "", False, {"before_reform"}),
        ("opened", date(2026, 11, 25), "", False, {"informed_on"}),
        ("stock", date(2023, 5, 4), "social", False, set()),
        ("stock", date(2025, 1, 1), "social", False, set()),
        ("stock", date(2025, 1, 2), "social", False, {"not_stock"}),
        ("stock", date(2023, 5, 4), "", False, {"pathway"}),
        ("opened", date(2026, 11, 2), "", True, {"running"}),
        ("voisin", date(2026, 11, 2), "", False, {"entry"}),
    ],
)
def test_opening_a_path(entry, informed_on, pathway, running, found):
    said = {"entry": entry, "informed_on": informed_on, "pathway": pathway, "running": running}
    assert codes(rsa.refusals_to_open(**said, today=TODAY)) == found


ORIENTATION = {
    "pathway": "social",
    "by": "department",
    "body": "department",
    "on": date(2026, 11, 12),
    "missing_data": False,
    "reason": "",
}


@pytest.mark.parametrize(
    ("facts", "changed", "found"),
    [
        (INFORMED, {}, set()),
        (INFORMED, {"on": date(2026, 11, 1)}, {"before"}),
        (INFORMED, {"on": date(2026, 11, 25)}, {"ahead"}),
        (INFORMED, {"pathway": "autre"}, {"pathway"}),
        (INFORMED, {"missing_data": True}, set()),
        (INFORMED, {"missing_data": True, "body": "accompanying"}, set()),
        (INFORMED, {"missing_data": True, "body": "mission_locale"}, {"body"}),
        (ORIENTED, {}, {"reason"}),
        (ORIENTED, {"reason": "Elle a déménagé."}, set()),
        (ENGAGED, {"reason": "Le diagnostic le demande."}, set()),
        (replace(INFORMED, place=REUNION), {}, {"by"}),
        (replace(INFORMED, place=REUNION), {"by": "france_travail"}, set()),
        (replace(INFORMED, stage=Stage.LEFT), {}, {"left"}),
    ],
)
def test_an_orientation(facts, changed, found):
    assert codes(rsa.refusals_to_orient(facts, **ORIENTATION | changed)) == found


@pytest.mark.parametrize(
    ("hours", "found"),
    [
        (FULL, set()),
        (Hours("full", 20), set()),
        (Hours("full", 14), {"weekly"}),
        (Hours("full"), {"weekly"}),
        (Hours("adapted", 6, "health"), set()),
        (Hours("adapted", 6), {"hours_reason"}),
        (Hours("adapted", 15, "health"), {"weekly"}),
        (Hours("adapted", None, "health"), {"weekly"}),
        (Hours("exempt", None, "alone_with_child"), set()),
        (Hours("exempt", 4, "alone_with_child"), {"weekly"}),
        (Hours("exempt"), {"hours_reason"}),
        (Hours("plus tard"), {"regime"}),
    ],
)
def test_fifteen_hours_unless_adapted_or_exempted(hours, found):
    """RSA-6."""
    assert codes(rsa.refusals_to_engage(ORIENTED, on=TODAY, hours=hours, obstacle="")) == found


@pytest.mark.parametrize(
    ("facts", "obstacle", "found"),
    [
        (ORIENTED, "health", set()),
        (replace(ORIENTED, pathway="emploi"), "health", {"not_social"}),
        (replace(ORIENTED, pathway="emploi"), "", set()),
        (ORIENTED, "paresse", {"obstacle"}),
        (INFORMED, "", {"stage"}),
    ],
)
def test_twelve_months_are_for_an_obstacle_in_the_social_pathway(facts, obstacle, found):
    """RSA-4."""
    assert codes(rsa.refusals_to_engage(facts, on=TODAY, hours=FULL, obstacle=obstacle)) == found


def test_the_joint_diagnosis_names_who_was_there():
    said = {"on": TODAY, "with_whom": " ", "decision": ""}
    assert codes(rsa.refusals_to_diagnose(ENGAGED, **said)) == {"with_whom", "decision"}
    assert codes(rsa.refusals_to_diagnose(replace(ENGAGED, pathway="emploi"), **said)) == {"not_social"}
    assert not rsa.refusals_to_diagnose(ENGAGED, on=TODAY, with_whom="M. Jalet", decision="revise")


def test_a_radiation_follows_a_whole_suppression():
    assert codes(rsa.refusals_to_leave(ENGAGED, on=TODAY, reason="radiation", sanctioned=False)) == {"radiation"}
    assert not rsa.refusals_to_leave(ENGAGED, on=TODAY, reason="radiation", sanctioned=True)


def test_where_the_state_runs_the_rsa():
    assert [rsa.is_recentralised(place) for place in (GUADELOUPE, REUNION, "America/Cayenne", PARIS, "976")] == [
        *(False, True, True, False, True)
    ]
    assert [rsa.france_travail_orients(TODAY, place) for place in (GUADELOUPE, REUNION, PARIS)] == [False, True, False]


NOTED = BreachFacts(Step.NOTED, date(2026, 9, 1), TODAY, GUADELOUPE)
TOLD = replace(NOTED, step=Step.INFORMED, informed_on=date(2026, 9, 7), until=date(2026, 9, 21))
HEARD = replace(TOLD, step=Step.HEARD)
FIRST = Sanction(
    kind="suspend",
    share=30,
    months=1,
    household="several",
    repeated=False,
    decided_on=date(2026, 9, 22),
    effective_on=date(2026, 10, 1),
    reasons="Trois rendez-vous manqués, sans motif ; ses observations ne les expliquent pas.",
)
AGAIN = replace(FIRST, repeated=True)
WITH_OPINION = replace(HEARD, earlier=True, opinion_on=date(2026, 9, 18))


@pytest.mark.parametrize(
    ("informed_on", "place", "until"),
    [
        (date(2026, 9, 7), GUADELOUPE, date(2026, 9, 21)),
        # 22 and 27 May are free in Martinique and in Guadeloupe; 25 May is Whit Monday.
        (date(2026, 5, 11), GUADELOUPE, date(2026, 5, 28)),
        (date(2026, 5, 11), PARIS, date(2026, 5, 27)),
    ],
)
def test_ten_working_days_for_observations_said_to_be_doubtful(informed_on, place, until):
    found = breach.observations_until(informed_on, place)
    assert (found.on, bool(found.rule.doubtful)) == (until, True)
    # The département may set them.
    assert breach.observations_until(informed_on, place, offset=15).on > until


@pytest.mark.parametrize(
    ("household", "repeated", "found"),
    [
        ("alone", False, (30, 100, 1, 2)),
        ("several", False, (30, 50, 1, 2)),
        ("increased", False, (30, 50, 1, 2)),
        ("alone", True, (30, 100, 1, 4)),
        ("several", True, (30, 50, 1, 4)),
    ],
)
def test_the_bounds_of_the_decret(household, repeated, found):
    """R. 262-68 CASF, décret 2025-478."""
    allowed = bounds(date(2026, 9, 22), GUADELOUPE, household=household, repeated=repeated)
    assert (allowed.least_share, allowed.most_share, allowed.least_months, allowed.most_months) == found


@pytest.mark.parametrize(
    ("said", "earlier", "found"),
    [
        (FIRST, False, {}),
        (replace(FIRST, share=50, months=2), False, {}),
        (replace(FIRST, share=29), False, {"share": "30 % au moins"}),
        (replace(FIRST, share=51), False, {"share": "50 % au plus pour ce foyer"}),
        (replace(FIRST, household="alone", share=100), False, {}),
        (replace(FIRST, household="increased", share=60), False, {"share": "50 % au plus"}),
        (replace(FIRST, months=3), False, {"months": "De 1 à 2 mois pour un premier manquement"}),
        (replace(FIRST, months=0), False, {"months": "De 1 à 2 mois"}),
        (replace(AGAIN, months=4), True, {}),
        (replace(AGAIN, months=5), True, {"months": "De 1 à 4 mois après répétition"}),
        (AGAIN, False, {"repeated": "Aucune sanction antérieure"}),
        (replace(FIRST, kind="suppress"), False, {"kind": "ne peut qu’être suspendu"}),
        (replace(AGAIN, kind="suppress"), True, {}),
        (replace(FIRST, household=""), False, {"household": "composition du foyer"}),
        (replace(FIRST, decided_on=date(2025, 5, 31)), False, {"decided_on": "1er juin 2025"}),
    ],
)
def test_a_sanction_within_its_bounds(said, earlier, found):
    refusals = refusals_of_scale(said, place=GUADELOUPE, earlier=earlier)
    assert {refusal.field for refusal in refusals} == set(found)
    assert all(expected in words(refusals) for expected in found.values())


@pytest.mark.requirement("R54")
@pytest.mark.parametrize(
    ("facts", "said", "noted_it", "found"),
    [
        (HEARD, FIRST, False, set()),
        (NOTED, FIRST, False, {"step"}),
        (TOLD, FIRST, False, {"step"}),
        (HEARD, replace(FIRST, decided_on=date(2026, 9, 21)), False, {"too_early"}),
        (HEARD, replace(FIRST, decided_on=date(2026, 11, 25)), False, {"ahead", "effective_on"}),
        (HEARD, replace(FIRST, effective_on=date(2026, 9, 21)), False, {"effective_on"}),
        (HEARD, replace(FIRST, reasons=" "), False, {"reasons"}),
        (HEARD, FIRST, True, {"own_notice"}),
        (replace(HEARD, earlier=True), replace(AGAIN, kind="suppress"), False, {"opinion"}),
        (WITH_OPINION, replace(AGAIN, kind="suppress"), False, set()),
        (replace(HEARD, step=Step.SANCTIONED), FIRST, False, {"decided"}),
        (replace(HEARD, step=Step.DROPPED), FIRST, False, {"over"}),
    ],
)
def test_no_sanction_without_every_step(facts, said, noted_it, found):
    assert codes(breach.refusals_to_sanction(facts, said, noted_it=noted_it)) == found


def test_what_is_missing_is_said_all_at_once():
    said = replace(FIRST, share=80, months=6, reasons="")
    assert codes(breach.refusals_to_sanction(TOLD, said, noted_it=True)) == {
        *("step", "own_notice", "reasons", "share", "months")
    }


def test_nobody_is_said_silent_before_the_end_of_her_time():
    assert not breach.refusals_to_say_silent(replace(TOLD, today=date(2026, 9, 22)))
    refusals = breach.refusals_to_say_silent(replace(TOLD, today=date(2026, 9, 21)))
    assert "jusqu’au 21 septembre 2026" in words(refusals)
    assert codes(breach.refusals_to_say_silent(NOTED)) == {"step"}


def test_a_breach_is_noted_with_its_facts():
    said = {"kind": "not_kept", "noted_by": "referent", "on": TODAY, "words": "Absente le 3.", "today": TODAY}
    assert not breach.refusals_to_note(Stage.ENGAGED, **said)
    assert codes(breach.refusals_to_note(Stage.INFORMED, **said | {"words": ""})) == {"stage", "words"}
    assert codes(breach.refusals_to_note(Stage.ENGAGED, **said | {"on": date(2025, 5, 31)})) == {"scale"}


def test_she_is_told_with_a_proof_and_what_is_considered():
    said = {"on": date(2026, 9, 7), "channel": "registered", "proof": "", "envisaged": ""}
    assert codes(breach.refusals_to_inform(NOTED, **said)) == {"proof", "envisaged"}
    assert codes(breach.refusals_to_inform(TOLD, **said | {"proof": "2C", "envisaged": "30 %"})) == {"step"}


def test_a_sanction_is_lifted_and_never_twice():
    sanctioned = replace(HEARD, step=Step.SANCTIONED, effective_on=date(2026, 10, 1))
    assert not breach.refusals_to_lift(sanctioned, on=TODAY, reason="complied")
    assert codes(breach.refusals_to_lift(sanctioned, on=date(2026, 9, 30), reason="")) == {"before", "reason"}
    assert codes(breach.refusals_to_lift(replace(HEARD, step=Step.LIFTED), on=TODAY, reason="term")) == {"over"}


def test_an_appeal_follows_a_notified_decision():
    decided = replace(HEARD, step=Step.SANCTIONED, decided_on=date(2026, 9, 22))
    notified = replace(decided, notified_on=date(2026, 9, 28))
    assert codes(breach.refusals_to_appeal(decided, on=TODAY, commission_on=None)) == {"not_notified"}
    # Out of time, it is kept all the same: the département answers.
    assert not breach.refusals_to_appeal(
        replace(notified, today=date(2027, 3, 1)), on=date(2027, 2, 1), commission_on=None
    )
    assert codes(breach.refusals_to_appeal(notified, on=TODAY, commission_on=date(2026, 11, 2))) == {"commission_on"}
    assert answered(notified, "kept") == {"no_appeal"}


DECIDED = Sanction("suspend", 50, 2, "several", False, date(2026, 9, 22), date(2026, 10, 1), "Absente.")
APPEALED = replace(HEARD, step=Step.SANCTIONED, decided_on=date(2026, 9, 22), appeal_on=date(2026, 10, 5))


def answered(facts, outcome, decided=DECIDED, **left) -> set[str]:
    return codes(breach.refusals_to_answer_appeal(facts, decided, on=TODAY, outcome=outcome, left=Left(**left)))


@pytest.mark.requirement("R54")
@pytest.mark.parametrize(
    ("outcome", "left", "found"),
    [
        ("kept", {}, set()),
        ("annulled", {}, set()),
        ("kept", {"share": 30}, {"not_changed"}),
        ("annulled", {"months": 1}, {"not_changed"}),
        ("", {}, {"outcome"}),
        ("changed", {}, {"left"}),
        ("changed", {"share": 30}, {"left"}),
        ("changed", {"share": 30, "months": 0}, {"left"}),
        ("changed", {"share": 30, "months": 1}, set()),
        ("changed", {"share": 50, "months": 1}, set()),
        ("changed", {"share": 50, "months": 2}, {"same"}),
        ("changed", {"share": 20, "months": 1}, {"share"}),
        ("changed", {"share": 40, "months": 3}, {"heavier", "months"}),
        ("changed", {"share": 60, "months": 1}, {"heavier", "share"}),
        ("changed", {"share": 50, "months": 2, "kind": "suppress"}, {"heavier", "first_breach"}),
    ],
)
def test_what_an_appeal_leaves_stays_within_the_law_and_is_never_heavier(outcome, left, found):
    assert answered(APPEALED, outcome, **left) == found


def test_a_suppression_may_become_a_suspension_and_an_appeal_is_answered_once():
    suppressed = replace(DECIDED, kind="suppress", share=100, months=4, household="alone", repeated=True)
    assert answered(APPEALED, "changed", suppressed, kind="suspend", share=100, months=4) == set()
    assert answered(replace(APPEALED, answered_on=TODAY), "kept") == {"known"}
