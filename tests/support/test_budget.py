"""Budget measures and the binôme: what a plan starts and ends, what a judge orders, who waits."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.situations import NOW, acting, as_jobs
from tests.support.rsa_situations import owed
from tests.support.situations import KEEP_MY_HOME, TODAY, a_person
from tisserand.deadlines.models import Obligation
from tisserand.kernel.refusals import Refused
from tisserand.support import operations, queries
from tisserand.support.models import CourtMeasure, KnownMeasure, Plan
from tisserand.support.queries import joint, running
from tisserand.support.queries.masp import budget_of
from tisserand.support.rules.court import Asked

pytestmark = pytest.mark.django_db
DIRECT = Asked("masp_3", "department", TODAY, "refused", 3, "Il lui reste 310 euros.")
ZONE = "America/Guadeloupe"


def codes(caught) -> set[str]:
    return {refusal.code for refusal in caught.value.refusals}


def begun(scene, kind: str, *, ends_on: date | None = None, person=None) -> Plan:
    """A contract of both sides, active."""
    with acting(scene.referent) as actor:
        said = {"actor": actor, "at": NOW}
        about = {"person": person or scene.person, "team": scene.service.team.pk, "ends_on": ends_on}
        plan = operations.create_plan(kind=kind, origin="proposed", words="Souffler.", **about, **said)
        said["plan"] = plan.pk
        operations.write_objective(goal=KEEP_MY_HOME, **said)
        operations.record_adhesion(on=TODAY, **said)
        for side in ("person", "service"):
            operations.commit(side=side, text="Venir ou prévenir", **said)
        return operations.activate(**said)


def elsewhere(scene, starts_on: date, ends_before: date | None) -> None:
    with acting(scene.referent) as actor:
        dates = {"starts_on": starts_on, "ends_before": ends_before}
        known = {"measure": "masp_ailleurs", "exercised_by": "CCAS de Pointe-à-Pitre", **dates}
        operations.record_measure(actor=actor, at=NOW, person=scene.person, **known)


def review(scene, plan: Plan, new_end: date, *, at=NOW) -> None:
    with acting(scene.referent) as actor:
        said = {"words": "Encore un peu.", "decision": "renew", "new_end": new_end}
        operations.hold_review(actor=actor, at=at, plan=plan.pk, held_on=at.date(), **said)


def test_a_masp_has_its_clocks_and_a_renewal_its_evaluation(support):
    plan = begun(support, "masp_1", ends_on=date(2027, 5, 23))
    clocks = owed(plan.pk)
    assert (clocks["MASP-1a"], clocks["MASP-1c"]) == (date(2028, 11, 24), date(2030, 11, 24))
    later = NOW + timedelta(days=150)
    with pytest.raises(Refused) as caught:
        review(support, plan, date(2027, 12, 31), at=later)
    assert codes(caught) == {"evaluation"}
    with acting(support.referent) as actor:
        said = {"situation": "Le loyer est payé, une dette reste.", "conclusion": "continue", "on": later.date()}
        operations.evaluate_budget(actor=actor, at=later, plan=plan.pk, **said)
    review(support, plan, date(2027, 12, 31), at=later)
    # A renewal is a new contract, from the day after the former one.
    assert owed(plan.pk)["MASP-1a"] == date(2029, 5, 24)
    with acting(support.referent) as actor:
        said = {"reason": "early", "result": "reached"}
        operations.close_plan(actor=actor, at=later, plan=plan.pk, **said)
    assert not {"MASP-1a", "MASP-1c"} & set(owed(plan.pk))


def test_a_masp_of_elsewhere_counts_in_the_forty_eight_months(support):
    elsewhere(support, date(2021, 1, 1), date(2024, 7, 1))
    with acting(support.referent) as actor:
        spent = budget_of(actor, support.person, today=TODAY)
    assert (spent.months, spent.allowed) == (42, 48)
    with pytest.raises(Refused) as caught:
        begun(support, "masp_2", ends_on=date(2027, 11, 23))
    assert codes(caught) == {"total"}
    plan = begun(support, "masp_1", ends_on=date(2027, 5, 23))
    with as_jobs():
        duty = Obligation.objects.get(subject=plan.pk, kind="support.masp_in_all")
    assert duty.due_at.date() == date(2027, 5, 24)
    assert "48 mois en tout" in duty.why


def test_another_referent_owes_the_clocks_of_the_plan(support):
    plan = begun(support, "masp_1", ends_on=date(2027, 5, 23))
    other = support.service.account("collegue").pk
    with acting(support.manager) as actor:
        operations.hand_over_plan(actor=actor, at=NOW, plan=plan.pk, referent=other)
    with as_jobs():
        rows = Obligation.objects.filter(subject=plan.pk, kind="support.masp", closed_at=None)
        assert set(rows.values_list("account_id", flat=True)) == {other}


def asked(scene, said: Asked = DIRECT) -> CourtMeasure:
    with acting(scene.referent) as actor:
        about = {"person": scene.person, "team": scene.service.team.pk, "referent": actor.account_id}
        return operations.ask_judge(actor=actor, at=NOW, said=said, today=TODAY, **about)


def test_a_hearing_held_another_day_gives_the_judge_another_month(support):
    row = asked(support, replace(DIRECT, asked_on=TODAY - timedelta(days=10)))
    with acting(support.referent) as actor:
        said = {"actor": actor, "at": NOW, "measure": row.pk}
        operations.hear_measure(on=TODAY - timedelta(days=9), **said)
        operations.hear_measure(on=TODAY, **said)
    assert owed(row.pk) == {"MASP-2d": date(2026, 12, 24)}


def test_a_judge_orders_direct_payment_for_two_years_then_two_more_and_no_longer(support):
    row = asked(support)
    with acting(support.referent) as actor:
        said = {"actor": actor, "at": NOW, "measure": row.pk}
        operations.hear_measure(on=TODAY, **said)
        assert owed(row.pk) == {"MASP-2d": date(2026, 12, 24)}
        granted = {"decision": "granted", "exercised_by": "Le département"}
        operations.judge_measure(on=TODAY, months=24, **granted, **said)
        assert owed(row.pk) == {"MASP-2b": date(2028, 11, 24), "MASP-2c": date(2030, 11, 24)}
        said["at"] = later = NOW.replace(year=2028, month=11, day=20)
        operations.judge_measure(on=later.date(), months=12, **granted, **said)
        clocks = owed(row.pk)
        assert (clocks["end"], clocks["MASP-2c"]) == (date(2029, 11, 19), date(2030, 11, 24))
        with pytest.raises(Refused) as caught:
            operations.judge_measure(on=later.date(), months=25, **granted, **said)
        assert codes(caught) == {"months", "total"}
        operations.end_court_measure(on=later.date(), reason="lifted", **said)
    assert owed(row.pk) == {}
    with as_jobs():
        assert KnownMeasure.objects.get(measure="masp_3").ends_before == date(2028, 11, 20)


def test_less_than_the_law_allows_ends_on_the_judge_s_day(support):
    row = asked(support)
    with acting(support.referent) as actor:
        said = {"actor": actor, "at": NOW, "measure": row.pk, "on": TODAY}
        with pytest.raises(Refused) as caught:
            operations.judge_measure(decision="granted", months=6, **said)
        assert codes(caught) == {"exercised_by"}
        operations.judge_measure(decision="granted", months=6, exercised_by="UDAF", **said)
    assert owed(row.pk)["end"] == date(2027, 5, 23)


def test_an_over_indebtedness_file(support):
    with acting(support.referent) as actor:
        said = {"actor": actor, "at": NOW}
        about = {"person": support.person, "team": support.service.team.pk, "today": TODAY}
        row = operations.lodge_debts(on=date(2026, 9, 1), **about, **said)
        assert owed(row.pk) == {"SUR-1a": date(2026, 12, 1)}
        with pytest.raises(Refused) as caught:
            operations.lodge_debts(on=TODAY, **about, **said)
        assert codes(caught) == {"running"}
        assert "déjà déposé, le 1er septembre 2026 (Sainte-Rose – Deshaies)" in caught.value.refusals[0].message
        operations.answer_debts(file=row.pk, on=TODAY, answer="admissible", **said)
        assert owed(row.pk) == {"SUR-1c": date(2028, 11, 24)}
        operations.close_debts(file=row.pk, on=TODAY, outcome="plan", **said)
    assert owed(row.pk) == {}


@pytest.mark.parametrize("login", ["secretaire", "crip", "direction", "dpo"])
def test_that_something_is_open_is_said_to_whoever_may_open_it(support, login):
    asked(support)
    with acting(support.referent) as actor:
        about = {"person": support.person, "team": support.service.team.pk, "today": TODAY}
        operations.lodge_debts(actor=actor, at=NOW, on=TODAY, **about)
    with acting(support.service.actor(login)) as actor:
        assert running.debt_file(actor, support.person) is None
        assert running.court_measure(actor, support.person, "masp_3") is None


def paired(scene, plan: Plan, began_on: date | None = TODAY) -> None:
    with acting(scene.referent) as actor:
        who = {"adviser": "M. Jalet", "agency": "Basse-Terre", "asked_on": TODAY, "began_on": began_on}
        operations.pair(actor=actor, at=NOW, plan=plan.pk, expected_version=1, **who)


@pytest.mark.requirement("R51", "R63")
def test_a_binome_waits_then_begins_and_is_reviewed(support):
    plan = begun(support, "global_emploi")
    paired(support, plan, began_on=None)
    assert "AG-1" not in owed(plan.pk)
    paired(support, plan)
    assert owed(plan.pk)["AG-1"] == date(2027, 5, 24)
    with acting(support.referent) as actor:
        at = NOW + timedelta(days=30)
        said = {"words": "J’avance.", "decision": "continue"}
        operations.hold_review(actor=actor, at=at, plan=plan.pk, held_on=at.date(), **said)
    assert owed(plan.pk)["AG-1"] == date(2027, 6, 24)


@pytest.mark.requirement("R63")
def test_every_number_is_that_of_its_list(support):
    plan = begun(support, "global_emploi")
    paired(support, plan)
    late = {"today": date(2027, 7, 1), "at": NOW.replace(year=2027, month=7, day=1)}
    with acting(support.manager) as actor:
        found = joint.figures(actor, place=ZONE, **late)
        assert (found.here, found.waiting, found.due, found.left) == (1, 0, 1, 0)
        assert found.portfolio.pairs == 1
        for name, number in zip(joint.LISTS, (1, 0, 1, 0), strict=True):
            page = joint.page(actor, joint.listed(actor, name, **late))
            assert len(page.lines) == number
    with acting(support.service.actor("collegue")) as actor:
        assert joint.figures(actor, place=ZONE, **late).here == 0


@pytest.mark.requirement("R63")
def test_direction_reads_no_number_below_five(support):
    for number in range(5):
        person = a_person(support.service, used_name=f"Nom{number}", first_names="Léa")
        plan = begun(support, "global_emploi", person=person)
        paired(support, plan)
        if number == 3:
            [few] = direction(support)
            assert (few.accompanied, few.pairs, few.waiting) == (None, None, 0)
    [many] = direction(support)
    assert (many.accompanied, many.pairs, many.late, many.ended) == (5, 1, 0, 0)
    with acting(support.referent):
        assert joint.figures_by_team(today=TODAY, at=NOW) == []


def direction(scene) -> list[joint.TeamFigures]:
    with acting(scene.service.actor("direction")) as actor:
        assert not queries.plans_for(actor).exists()
        return joint.figures_by_team(today=TODAY, at=NOW)
