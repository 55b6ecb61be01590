"""What must not slip between two facts of an RSA: a clock that outlives the right, two paths, a date that moved."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.situations import NOW, SETTLED, SystemAt, acting, as_jobs
from tests.support.rsa_situations import FIRST, Rsa, owed
from tisserand.access import operations as access
from tisserand.deadlines.models import Move
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people
from tisserand.support import operations
from tisserand.support.models import RsaBreach, RsaPath
from tisserand.support.queries import followed

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
MONTH = timedelta(days=31)
WHOLE = replace(FIRST, kind="suppress", share=100, months=4, household="alone", repeated=True)


@pytest.fixture
def rsa(support):
    return Rsa(support)


def refused(call, **said) -> set[str]:
    with pytest.raises(Refused) as caught:
        call(**said)
    return {refusal.code for refusal in caught.value.refusals}


def leave(rsa, row, *, reason="job", at=NOW):
    with acting(rsa.scene.referent) as actor:
        return operations.leave(actor=actor, at=at, path=row.path_id, on=at.date(), reason=reason)


def again(row) -> RsaBreach:
    with as_jobs():
        return RsaBreach.objects.get(pk=row.pk)


def suppressed(rsa, said=WHOLE) -> RsaBreach:
    row = rsa.heard()
    with acting(rsa.scene.referent) as actor:
        opinion = {"on": TODAY, "words": "Avis favorable.", "expected_version": row.version}
        row = operations.record_opinion(actor=actor, at=NOW, breach=row.pk, **opinion)
    with acting(rsa.scene.manager) as actor:
        before = {"repeated_words": "Suspension de mars 2026", "expected_version": row.version}
        return operations.record_sanction(actor=actor, at=NOW, breach=row.pk, said=said, **before)


@pytest.mark.requirement("R54")
@pytest.mark.parametrize("stand", ["noted", "told", "heard"])
def test_nothing_is_decided_about_a_right_that_is_over(rsa, stand):
    row = getattr(rsa, stand)()
    leave(rsa, row)
    assert owed(row.pk) == {}
    assert (again(row).step, again(row).dropped_why) == ("dropped", "left")


@pytest.mark.requirement("R54")
def test_a_sanction_does_not_outlive_the_right(rsa):
    row = rsa.notified()
    leave(rsa, row)
    assert owed(row.pk) == {}
    assert (again(row).step, again(row).lifted_why) == ("lifted", "left")


def test_what_she_was_not_told_of_is_still_to_be_told(rsa):
    row = rsa.sanctioned()
    leave(rsa, row)
    assert set(owed(row.pk)) == {"notify"}


@pytest.mark.requirement("R54")
def test_a_radiation_waits_for_the_end_of_four_months(rsa):
    row = suppressed(rsa)
    assert refused(leave, rsa=rsa, row=row, reason="radiation") == {"radiation"}
    assert leave(rsa, row, reason="radiation", at=NOW + 4 * MONTH).exit == "radiation"


def test_a_shorter_suppression_brings_no_radiation(rsa):
    row = suppressed(rsa, replace(WHOLE, months=2))
    assert "RSA-7d" not in owed(row.pk)
    assert refused(leave, rsa=rsa, row=row, reason="radiation", at=NOW + 4 * MONTH) == {"radiation"}


def test_a_decision_annulled_is_undone_at_once(rsa):
    row = rsa.notified()
    with acting(rsa.scene.manager) as actor:
        said = {"actor": actor, "at": NOW, "breach": row.pk, "on": TODAY}
        operations.record_appeal(**said)
        operations.answer_appeal(outcome="annulled", **said)
    assert owed(row.pk)["lift"] == date(2026, 11, 25)


def appealed(rsa, row: RsaBreach, *, at=NOW, **left) -> RsaBreach:
    with acting(rsa.scene.manager) as actor:
        said = {"actor": actor, "breach": row.pk}
        operations.record_appeal(at=NOW, on=TODAY, **said)
        operations.answer_appeal(at=at, on=at.date(), outcome="changed", words="Elle avait prévenu.", **left, **said)
    return again(row)


def notified(rsa, row: RsaBreach) -> RsaBreach:
    with acting(rsa.scene.manager) as actor:
        return operations.notify(actor=actor, at=NOW, breach=row.pk, on=TODAY, proof="2C 164")


@pytest.mark.requirement("R54")
def test_a_decision_changed_on_appeal_changes_the_sanction_and_its_end(rsa):
    row = rsa.notified(replace(FIRST, share=50, months=2))
    assert "lift" not in owed(row.pk)
    row = appealed(rsa, row, share=30, months=1)
    assert (row.sanction, row.share, row.months) == ("suspend", 30, 1)
    assert (row.former_sanction, row.former_share, row.former_months) == ("suspend", 50, 2)
    # The clock of the law says the longest; what was left by the appeal comes first.
    assert owed(row.pk) == {"lift": date(2026, 12, 24), "RSA-7b": date(2027, 1, 24)}


def test_what_an_appeal_leaves_may_be_over_already(rsa):
    row = rsa.notified(replace(FIRST, share=50, months=2))
    late = NOW + timedelta(days=45)
    row = appealed(rsa, row, at=late, share=30, months=1)
    # Friday 8 January 2027: the RSA comes back on Monday.
    assert owed(row.pk)["lift"] == date(2027, 1, 11)


@pytest.mark.requirement("R54")
def test_a_suppression_shortened_on_appeal_brings_no_radiation(rsa):
    row = notified(rsa, suppressed(rsa))
    assert "RSA-7d" in owed(row.pk)
    row = appealed(rsa, row, share=100, months=2)
    assert "RSA-7d" not in owed(row.pk)
    assert refused(leave, rsa=rsa, row=row, reason="radiation", at=NOW + 4 * MONTH) == {"radiation"}


@pytest.mark.requirement("R54")
def test_who_was_heard_is_not_said_silent_from_another_tab(rsa):
    row = rsa.heard()
    with acting(rsa.scene.referent) as actor:
        assert refused(operations.say_silent, actor=actor, at=NOW, breach=row.pk) == {"heard"}
    assert again(row).silent_on is None


def test_two_teams_that_do_not_see_each_other_open_one_path(rsa):
    rsa.opened()
    service, person = rsa.scene.service, rsa.scene.person
    stranger = service.actor("referent.ailleurs")
    said = {"person": person, "team": service.other_team.pk, "entry": "opened", "informed_on": TODAY, "today": TODAY}
    with acting(stranger) as actor:
        assert not RsaPath.objects.exists()
        with pytest.raises(Refused) as caught:
            operations.open_path(actor=actor, at=NOW, referent=actor.account_id, **said)
    [refusal] = caught.value.refusals
    assert refusal.code == "elsewhere"
    assert "Référent" not in refusal.message
    assert service.account("referente").name not in refusal.message


@pytest.mark.parametrize("login", ["secretaire", "crip", "direction", "dpo"])
def test_that_a_path_runs_is_said_to_whoever_may_open_one_alone(rsa, login):
    rsa.opened()
    with acting(rsa.scene.service.actor(login)):
        assert not followed.rsa_runs(rsa.scene.person)


def test_a_path_that_ended_leaves_the_place(rsa):
    row = rsa.opened()
    with acting(rsa.scene.referent) as actor:
        operations.leave(actor=actor, at=NOW, path=row.pk, on=TODAY, reason="job")
    assert rsa.opened().pk != row.pk


def test_who_stepped_aside_or_opens_no_file_is_given_no_path(rsa):
    service = rsa.scene.service
    row, desk = rsa.oriented(), service.account("secretaire")
    with as_jobs():
        seat = {"unit": service.team.pk, "role": "reception_secretary", "starts_on": SETTLED}
        access.give_membership(actor=SystemAt, at=NOW, account=desk.pk, **seat)
    with acting(service.actor("collegue")) as actor:
        people.step_aside(actor=actor, at=NOW, person=rsa.scene.person)
    with acting(rsa.scene.manager) as actor:
        for account in (desk.pk, service.account("collegue").pk):
            said = {"actor": actor, "at": NOW, "model": RsaPath, "row": row.pk, "referent": account}
            assert refused(operations.assign, **said) == {"referent"}


def test_a_binome_that_began_another_day_is_reviewed_from_there(support):
    with acting(support.referent) as actor:
        plan = support.active_plan(kind="global_emploi")
        said = {
            "actor": actor,
            "at": NOW,
            "plan": plan.pk,
            "asked_on": TODAY,
            "adviser": "M. Jalet",
            "agency": "Lamentin",
        }
        operations.pair(expected_version=1, began_on=TODAY, **said)
        assert owed(plan.pk)["AG-1"] == date(2027, 5, 24)
        said["asked_on"] = TODAY - 3 * timedelta(days=1)
        operations.pair(expected_version=1, began_on=TODAY - timedelta(days=2), **said)
        assert owed(plan.pk)["AG-1"] == date(2027, 5, 22)
        operations.pair(expected_version=2, began_on=None, **said)
    assert "AG-1" not in owed(plan.pk)
    with as_jobs():
        assert Move.objects.get().event_was_on == TODAY
