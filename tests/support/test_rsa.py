"""Facts of an RSA start and end the clocks of the law; nothing is decided by the machine."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.situations import NOW, acting, as_jobs
from tests.support.rsa_situations import FIRST, INFORMED, ORIENTATION, ORIENTED, SIGNED, WEEKLY, Rsa, owed
from tests.support.situations import KEEP_MY_HOME
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.models import Move, Obligation
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people
from tisserand.support import operations
from tisserand.support.models import RsaBreach, RsaFact, RsaPath
from tisserand.support.operations import PlanChanged
from tisserand.support.queries import followed as queries

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def rsa(support):
    return Rsa(support)


def refused(call) -> set[str]:
    with pytest.raises(Refused) as caught:
        call()
    return {refusal.code for refusal in caught.value.refusals}


def test_six_weeks_to_orient_then_one_month_to_sign_then_six_months_together(rsa):
    row = rsa.opened()
    assert owed(row.pk) == {"RSA-1": date(2026, 11, 16)}
    with acting(rsa.scene.referent) as actor:
        said = {"actor": actor, "at": NOW, "path": row.pk}
        operations.orient(on=ORIENTED, **ORIENTATION, **said)
        assert owed(row.pk) == {"RSA-3": date(2026, 11, 20)}
        row = operations.engage(on=SIGNED, hours=WEEKLY, expected_version=2, **said)
        assert owed(row.pk) == {"RSA-4": date(2027, 5, 3)}
        operations.diagnose(on=NOW.date(), with_whom="M. Jalet", decision="revise", **said)
        assert owed(row.pk) == {"RSA-4": date(2027, 5, 24)}
        operations.leave(on=NOW.date(), reason="job", **said)
    assert owed(row.pk) == {}
    with as_jobs():
        told = RsaFact.objects.filter(path=row).order_by("id").values_list("what", flat=True)
        assert list(told) == ["opened", "oriented", "engaged", "diagnosed", "left"]


def test_a_diagnosis_that_asks_for_another_orientation_owes_it(rsa):
    row = rsa.engaged()
    with acting(rsa.scene.referent) as actor:
        said = {"actor": actor, "at": NOW, "path": row.pk, "on": NOW.date()}
        operations.diagnose(with_whom="M. Jalet", decision="orient", **said)
        assert owed(row.pk) == {"reorient": date(2026, 12, 22)}
        operations.orient(reason="Elle est prête.", **ORIENTATION | {"pathway": "emploi"}, **said)
    assert owed(row.pk) == {"RSA-3": date(2026, 12, 24)}


def test_an_obstacle_gives_twelve_months(rsa):
    assert owed(rsa.engaged("health").pk) == {"RSA-4": date(2027, 11, 3)}


def test_a_new_orientation_starts_the_month_again_and_keeps_what_it_was(rsa):
    row = rsa.oriented()
    with acting(rsa.scene.referent) as actor:
        said = {"actor": actor, "at": NOW, "path": row.pk, "on": ORIENTED + 10 * DAY}
        operations.orient(**said, **ORIENTATION | {"pathway": "socio_pro"}, reason="Elle garde ses petits-enfants.")
    assert owed(row.pk) == {"RSA-3": date(2026, 11, 30)}
    with as_jobs():
        [move] = Move.objects.filter(obligation__subject=row.pk)
        assert (move.event_was_on, move.reason) == (ORIENTED, "Elle garde ses petits-enfants.")


def test_the_stock_has_until_the_end_of_2027_overseas(rsa):
    row = rsa.opened(entry="stock", informed_on=date(2023, 5, 2), pathway="social")
    assert owed(row.pk) == {"RSA-5": date(2027, 12, 31)}
    with acting(rsa.scene.referent) as actor:
        said = {"actor": actor, "at": NOW, "path": row.pk, "on": NOW.date()}
        operations.engage(hours=WEEKLY, expected_version=1, **said)
    assert owed(row.pk) == {"RSA-4": date(2027, 5, 24)}


def test_our_own_contract_made_active_is_the_contrat_d_engagement(rsa):
    """Nobody says twice what is done."""
    row, scene = rsa.oriented(), rsa.scene
    with acting(scene.referent) as actor:
        plan = scene.plan(kind="rsa_social")
        said = {"actor": actor, "at": NOW, "plan": plan.pk}
        operations.write_objective(goal=KEEP_MY_HOME, **said)
        operations.record_adhesion(on=NOW.date(), **said)
        for side in ("person", "service"):
            operations.commit(side=side, text="Venir ou prévenir", **said)
        operations.activate(**said)
    assert owed(row.pk) == {"RSA-4": date(2027, 5, 24)}
    with as_jobs():
        row = RsaPath.objects.get(pk=row.pk)
        assert (row.stage, row.engaged_on, row.plan_id) == ("engaged", NOW.date(), plan.pk)


def test_one_open_path_and_one_row_for_a_double_click(rsa):
    key = new_id()
    assert rsa.opened(request_key=key).pk == rsa.opened(request_key=key).pk
    assert refused(rsa.opened) == {"running"}


def test_two_people_sign_at_once(rsa):
    row = rsa.oriented()
    said = {"path": row.pk, "on": SIGNED, "hours": WEEKLY, "expected_version": row.version - 1}
    with acting(rsa.scene.referent) as actor, pytest.raises(PlanChanged):
        operations.engage(actor=actor, at=NOW, **said)


@pytest.mark.requirement("R54")
def test_from_the_breach_to_the_end_of_the_sanction(rsa):
    row = rsa.noted()
    assert owed(row.pk) == {"inform": date(2026, 12, 1)}
    with acting(rsa.scene.referent) as actor:
        said = {"actor": actor, "at": NOW, "breach": row.pk}
        letter = {"channel": "registered", "proof": "2C 163", "envisaged": "30 %"}
        row = operations.inform(on=date(2026, 11, 5), **letter, **said)
        # The tenth working day after: 11 November is free.
        assert (row.until, owed(row.pk)) == (date(2026, 11, 20), {"RSA-7a": date(2026, 11, 20)})
        row = operations.say_silent(**said)
        assert set(owed(row.pk)) == {"decide"}
    with acting(rsa.scene.manager) as actor:
        said["actor"] = actor
        row = operations.record_sanction(said=FIRST, expected_version=row.version, **said)
        assert owed(row.pk) == {"notify": date(2026, 12, 1), "RSA-7b": date(2027, 1, 24)}
        operations.notify(on=NOW.date(), proof="2C 164", **said)
        # One month was decided, two are allowed: the first one comes first.
        assert owed(row.pk) == {"lift": date(2026, 12, 24), "RSA-7b": date(2027, 1, 24)}
        operations.lift(on=NOW.date(), reason="complied", **said)
    assert owed(row.pk) == {}


def test_a_sanction_is_refused_before_every_step_and_by_who_noted_it(rsa):
    row = rsa.told()
    said = {"breach": row.pk, "expected_version": row.version, "at": NOW}

    def decide():
        with acting(rsa.scene.referent) as actor:
            operations.record_sanction(actor=actor, said=replace(FIRST, share=60, months=3), **said)

    assert refused(decide) == {"step", "own_notice", "share", "months"}
    with as_jobs():
        assert RsaBreach.objects.get(pk=row.pk).decided_on is None


def test_the_decision_is_taken_on_what_its_author_has_read(rsa):
    row = rsa.heard()
    with acting(rsa.scene.manager) as actor, pytest.raises(PlanChanged):
        operations.record_sanction(actor=actor, at=NOW, breach=row.pk, said=FIRST, expected_version=row.version - 1)


def test_a_whole_suppression_brings_the_radiation_after_four_months(rsa):
    row = rsa.heard()
    whole = replace(FIRST, kind="suppress", share=100, months=4, household="alone", repeated=True)
    with acting(rsa.scene.referent) as actor:
        said = {"actor": actor, "at": NOW, "breach": row.pk}
        row = operations.record_opinion(on=NOW.date(), words="Avis favorable.", expected_version=row.version, **said)
    with acting(rsa.scene.manager) as actor:
        said |= {"actor": actor, "expected_version": row.version}
        operations.record_sanction(said=whole, repeated_words="Suspension de mars 2026, autre département", **said)
    assert owed(row.pk) == {"notify": date(2026, 12, 1), "RSA-7c": date(2027, 3, 24), "RSA-7d": date(2027, 3, 24)}


@pytest.mark.parametrize(
    ("commission_on", "first", "then"),
    [
        (None, {"RSA-8d": date(2027, 1, 24)}, None),
        (NOW.date(), {"RSA-8b": date(2026, 12, 24)}, {"RSA-8c": date(2026, 12, 24)}),
    ],
)
def test_an_appeal_with_and_without_the_commission(rsa, commission_on, first, then):
    row = rsa.notified()
    with acting(rsa.scene.manager) as actor:
        said = {"actor": actor, "at": NOW, "breach": row.pk, "on": NOW.date()}
        operations.record_appeal(commission_on=commission_on, **said)
        assert first.items() <= owed(row.pk).items()
        if then:
            operations.record_advice(**said)
            assert then.items() <= owed(row.pk).items()
        operations.answer_appeal(outcome="annulled", **said)
        operations.lift(reason="appeal", **said)
    assert owed(row.pk) == {}


def test_a_breach_is_dropped_for_a_legitimate_reason(rsa):
    row = rsa.told()
    with acting(rsa.scene.referent) as actor:
        operations.drop(actor=actor, at=NOW, breach=row.pk, reason="legitimate", words="Son fils était hospitalisé.")
    assert owed(row.pk) == {}


def test_another_colleague_owes_what_it_owes(rsa):
    row = rsa.told()
    other = rsa.scene.service.account("collegue").pk
    with acting(rsa.scene.manager) as actor:
        operations.assign(actor=actor, at=NOW, model=RsaPath, row=row.path_id, referent=other)
    with as_jobs():
        assert RsaBreach.objects.get(pk=row.pk).referent_id == other
        open_duties = Obligation.objects.filter(subject__in=[row.pk, row.path_id], closed_at=None)
        assert set(open_duties.values_list("account_id", flat=True)) == {other}


def test_a_colleague_of_the_care_team_does_it_and_what_was_owed_ends(rsa):
    """She reads the procedure, not the list of what her colleague owes (record 0021)."""
    row, service = rsa.told(), rsa.scene.service
    path, before = row.path_id, owed(row.pk)
    with as_jobs():
        who = {"unit": service.team.pk, "account": service.account("collegue").pk}
        said = {"person": rsa.scene.person, "starts_on": date(2020, 1, 1), "reason": "logement"}
        people.join_care_team(actor=rsa.scene.manager, at=NOW, **who, **said)
        colleague = service.actor("collegue")
    with acting(colleague) as actor:
        assert not Obligation.objects.filter(subject__in=[row.pk, path]).exists()
        found = queries.clocks_of(actor, row)
        assert {one.row.rule or one.row.kind.rpartition(".")[2] for one in found} == set(before)
        assert not any(one.opens for one in found)
        said = {"actor": actor, "at": NOW, "breach": row.pk, "reason": "legitimate"}
        operations.drop(**said, words="Son fils était hospitalisé.")
        operations.leave(actor=actor, at=NOW, path=path, on=NOW.date(), reason="job")
    assert (owed(row.pk), owed(path)) == ({}, {})


def test_who_knows_the_person_steps_aside_of_her_rsa_too(rsa):
    row = rsa.told()
    with acting(rsa.scene.referent) as actor:
        people.step_aside(actor=actor, at=NOW, person=rsa.scene.person)
    with as_jobs():
        assert RsaPath.objects.get(pk=row.path_id).referent_id is None
        duty = Obligation.objects.get(subject=row.pk, closed_at=None)
        assert duty.account_id == rsa.scene.manager.account_id


def test_done_elsewhere_closes_a_clock_of_the_law(rsa):
    row = rsa.opened()
    with acting(rsa.scene.referent) as actor:
        duty = Obligation.objects.get(subject=row.pk, rule="RSA-1")
        deadlines.done_elsewhere(actor=actor, at=NOW, obligation=duty.pk, on=INFORMED, proof="Courrier du 5 octobre")
    assert owed(row.pk) == {}
