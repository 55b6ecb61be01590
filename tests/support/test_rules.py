"""When a plan may begin, live and end: sentences, all at once."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from tisserand.support import rules
from tisserand.support.rules import Closure, Examination, ObjectiveFacts, PlanFacts, State, kinds
from tisserand.support.rules.calendar import last_review, months_after, next_review, usual_end

TODAY = date(2026, 11, 24)
MEASURABLE = ObjectiveFacts(rank=1, has_criterion=True, criterion_on=TODAY)
READY = PlanFacts(
    kind=kinds()["social_global"],
    asked_of="Mme Mirval",
    starts_on=TODAY,
    ends_on=date(2027, 5, 23),
    adhesion_on=TODAY,
    objectives=(MEASURABLE,),
)
ACTIVE = replace(READY, state=State.ACTIVE)


def codes(refusals) -> list[str]:
    return [refusal.code for refusal in refusals]


def to_activate(plan) -> list[str]:
    return codes(rules.refusals_to_activate(plan, on=TODAY))


def test_a_plan_that_says_everything_may_begin():
    assert to_activate(READY) == []


@pytest.mark.requirement("R34", "R35", "R36", "R37")
def test_an_empty_plan_gives_all_its_reasons_at_once_with_their_place():
    refusals = rules.refusals_to_activate(PlanFacts(kind=READY.kind), on=TODAY)
    assert [(refusal.code, refusal.field) for refusal in refusals] == [
        ("adhesion", "adhesion"),
        ("objective", "objectifs"),
        ("duration", "cadre"),
    ]


@pytest.mark.requirement("R37")
def test_each_objective_needs_its_own_criterion_set_beforehand():
    plan = replace(
        READY,
        objectives=(
            MEASURABLE,
            ObjectiveFacts(rank=2),
            ObjectiveFacts(rank=3, has_criterion=True, criterion_on=TODAY + timedelta(days=1)),
        ),
    )
    refusals = rules.refusals_to_activate(plan, on=TODAY)
    assert [(r.code, r.field) for r in refusals] == [("criterion", "objectif-2"), ("criterion_late", "objectif-3")]
    assert "avec Mme Mirval" in refusals[0].message


def test_a_dropped_objective_counts_for_nothing():
    dropped = ObjectiveFacts(rank=1, dropped=True)
    assert to_activate(replace(READY, objectives=(dropped,))) == ["objective"]
    assert to_activate(replace(READY, objectives=(MEASURABLE, dropped))) == []


@pytest.mark.requirement("R34")
def test_a_withdrawn_adhesion_is_none():
    assert to_activate(replace(READY, withdrawn_on=TODAY)) == ["adhesion"]
    assert to_activate(replace(READY, adhesion_on=TODAY + timedelta(days=1))) == ["adhesion_ahead"]


@pytest.mark.requirement("R55")
def test_an_imposed_plan_needs_its_mandate_and_no_adhesion():
    imposed = replace(READY, origin="imposed", adhesion_on=None)
    assert to_activate(imposed) == ["mandate"]
    assert to_activate(replace(imposed, mandate=True)) == []


@pytest.mark.requirement("R54")
def test_a_contract_needs_both_sides():
    masp = replace(READY, kind=kinds()["masp_1"])
    assert to_activate(masp) == ["commitments"]
    assert to_activate(replace(masp, person_commits=True)) == ["commitments"]
    assert to_activate(replace(masp, person_commits=True, service_commits=True)) == []


def test_adhesion_is_individual():
    refusals = rules.refusals_to_activate(replace(READY, unagreed=("M. Mirval",)), on=TODAY)
    assert codes(refusals) == ["beneficiary"]
    assert "M. Mirval" in refusals[0].message


@pytest.mark.requirement("R54")
@pytest.mark.parametrize(
    ("kind", "profession", "refused"),
    [
        ("masp_1", "Éducatrice spécialisée", True),
        ("masp_1", "Conseillère en économie sociale familiale", False),
        ("masp_1", "", False),
        ("referent_parcours", "Éducateur spécialisé", False),
    ],
)
def test_who_may_conduct_it(kind, profession, refused):
    plan = replace(READY, kind=kinds()[kind], profession=profession, person_commits=True, service_commits=True)
    assert ("habilitation" in to_activate(plan)) is refused


@pytest.mark.check(9)
@pytest.mark.parametrize(
    ("ends_on", "expected"),
    [
        (date(2027, 11, 23), []),
        (date(2027, 11, 24), ["too_long"]),
        (TODAY, ["dates"]),
        (date(2026, 11, 20), ["dates"]),
    ],
)
@pytest.mark.requirement("R36")
def test_how_long(ends_on, expected):
    assert to_activate(replace(READY, ends_on=ends_on)) == expected


def test_an_end_already_past_is_chosen_again():
    past = replace(READY, starts_on=date(2026, 5, 1), ends_on=date(2026, 10, 31))
    assert to_activate(past) == ["ended"]


def test_a_closed_plan_never_moves_again():
    assert rules.NEXT[State.CLOSED] == frozenset()
    assert "state" in to_activate(replace(READY, state=State.CLOSED))
    assert set(rules.NEXT) == set(State)


def test_months_end_as_people_count_them():
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert usual_end(date(2026, 10, 12), 6) == date(2027, 4, 11)
    assert last_review(date(2027, 4, 11)) == date(2027, 3, 11)


@pytest.mark.requirement("R36")
def test_the_end_is_prepared_one_month_before_whatever_was_wished():
    end = date(2027, 4, 11)
    assert next_review(on=TODAY, ends_on=end) == date(2027, 2, 24)
    assert next_review(on=TODAY, ends_on=end, wished=date(2027, 1, 5)) == date(2027, 1, 5)
    assert next_review(on=TODAY, ends_on=end, wished=date(2027, 4, 1)) == date(2027, 3, 11)
    assert next_review(on=date(2027, 3, 15), ends_on=end) == end


def review(**said):
    said = {"held_on": TODAY, "today": TODAY, "decision": "continue", "new_end": None, "words": "Ça avance."} | said
    return codes(rules.refusals_to_review(ACTIVE, **said))


def test_a_review_is_held_before_it_is_written_and_carries_her_words():
    assert review() == []
    assert review(words=" ", held_on=TODAY + timedelta(days=1)) == ["ahead", "words"]
    assert review(decision="") == ["decision"]
    assert review(held_on=date(2026, 1, 1)) == ["before"]


def test_renewing_is_ending_later_within_what_the_kind_allows():
    assert review(decision="renew") == ["new_end"]
    assert review(decision="renew", new_end=ACTIVE.ends_on) == ["new_end"]
    assert review(decision="renew", new_end=date(2027, 12, 1)) == []
    masp = replace(ACTIVE, kind=kinds()["masp_1"], starts_on=date(2023, 1, 1), evaluated_on=TODAY)
    said = {"held_on": TODAY, "today": TODAY, "decision": "renew", "words": "Oui."}
    refusals = rules.refusals_to_review(masp, new_end=date(2028, 1, 1), **said)
    assert codes(refusals) == ["total"]
    assert "48 mois" in refusals[0].message


CHAIR, REFERENT = uuid4(), uuid4()


def decide(decision: str, **said):
    examined = Examination(**({"referent": REFERENT, "chair": CHAIR, "decision": decision} | said))
    return codes(rules.refusals_to_decide(ACTIVE, examined, on=TODAY))


@pytest.mark.requirement("R40")
def test_what_the_team_may_decide():
    assert decide("validated") == []
    assert decide("reserved") == ["comments"]
    assert decide("rework") == ["comments", "rework_by"]
    assert decide("rework", comments="Le critère.", rework_by=TODAY) == []
    assert decide("refused") == ["proposal"]
    assert decide("refused", proposal="Une action collective.") == []
    assert decide("?") == ["decision"]


@pytest.mark.requirement("R40")
def test_nobody_validates_her_own_plan():
    assert decide("validated", chair=REFERENT) == ["own_plan"]


def close(plan=ACTIVE, **said):
    said = {"reason": "early", "result": "reached", "on": TODAY} | said
    return codes(rules.refusals_to_close(plan, Closure(**said), on=TODAY))


def test_an_ending_has_a_reason_and_a_result():
    assert close() == []
    assert close(reason="", result="") == ["reason", "result"]
    assert close(reason="relay") == ["relay"]
    assert close(reason="relay", relay_to="CCAS") == []
    assert close(reason="withdrawn") == ["withdrawn"]
    assert close(replace(ACTIVE, state=State.STOPPED), reason="withdrawn") == []
    assert close(reason="authority") == ["authority"]
    assert close(reason="service") == ["motive", "manager"]
    assert close(reason="service", words="Menaces répétées.", by_manager=True) == []
    assert close(replace(ACTIVE, state=State.CLOSED)) == ["state"]
    assert close(replace(ACTIVE, state=State.DRAFT, ends_on=TODAY), reason="term") == ["reason"]


def test_the_term_is_not_reached_before_its_day():
    ends = replace(ACTIVE, starts_on=TODAY - timedelta(days=30), ends_on=TODAY)
    assert close(ends, reason="term") == []
    assert close(replace(ends, ends_on=TODAY + timedelta(days=1)), reason="term") == ["term"]
    assert close(ends, reason="term", on=TODAY - timedelta(days=1)) == ["term"]
    assert close(replace(ends, ends_on=TODAY + timedelta(days=1)), reason="early") == []


def test_she_may_withdraw_when_she_wants_unless_an_authority_decided():
    said = {"withdrawn_on": TODAY, "today": TODAY}
    assert rules.refusals_to_withdraw(ACTIVE, **said) == ()
    assert codes(rules.refusals_to_withdraw(replace(ACTIVE, adhesion_on=None), **said)) == ["state"]
    imposed = replace(ACTIVE, origin="imposed", mandate=True)
    assert codes(rules.refusals_to_withdraw(imposed, **said)) == ["imposed"]


def test_every_kind_has_a_label_dates_and_a_source():
    for kind in kinds().values():
        assert kind.label
        assert kind.source
        assert 0 < kind.months <= (kind.longest or kind.months)
    assert "masp_3" not in kinds()
    assert "masp_3" in rules.coded("measure")


def test_it_does_not_end_before_it_began():
    before = ACTIVE.starts_on - timedelta(days=1)
    assert close(on=before) == ["closed_before"]
    assert close(replace(ACTIVE, state=State.STOPPED), reason="withdrawn", on=before) == ["closed_before"]
    assert close(on=ACTIVE.starts_on) == []
    # Agreed for a day to come, it may be given up today.
    assert close(replace(ACTIVE, starts_on=TODAY + timedelta(days=9))) == []


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("social_global", "Accompagnement social global\u00a0: 12 mois au plus (règle du département)."),
        ("masp_1", "MASP 1\u00a0: 24 mois au plus (CASF, art. L. 271-2)."),
    ],
)
def test_a_length_says_who_decided_it(kind, message):
    plan = replace(READY, kind=kinds()[kind], ends_on=date(2029, 1, 1), person_commits=True, service_commits=True)
    assert [refusal.message for refusal in rules.refusals_to_activate(plan, on=TODAY)] == [message]
