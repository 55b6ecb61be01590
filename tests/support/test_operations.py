"""From the first word to the last: what each gesture leaves behind."""

from datetime import date, timedelta

import pytest

from tests.situations import NOW, acting, as_jobs
from tests.support.situations import KEEP_MY_HOME, MY_HOURS, TODAY
from tisserand.access.models import Account, Draft, JournalEntry
from tisserand.activity.models import Act, Note
from tisserand.deadlines.models import Obligation
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people
from tisserand.people.models import CareTeam
from tisserand.support import operations
from tisserand.support.models import Assessment, Continuity, Objective, Plan
from tisserand.support.operations import PlanChanged, Standing
from tisserand.support.rules import State

pytestmark = pytest.mark.django_db


def open_duties(plan) -> list[tuple[str, str]]:
    rows = Obligation.objects.filter(subject=plan.pk, closed_at=None).order_by("due_at", "kind")
    return [(row.kind, row.due_at.date().isoformat()) for row in rows]


def codes(refused) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


@pytest.mark.requirement("R32", "R33")
def test_opening_a_plan_gives_it_an_owner_a_date_and_opens_the_file(as_referent):
    plan = as_referent.plan()
    assert plan.state == State.DRAFT
    assert plan.ends_on == date(2027, 5, 23)
    assert open_duties(plan) == [("support.build", "2026-12-24")]
    assert plan.obligation.account_id == as_referent.referent.account_id
    assert CareTeam.objects.filter(person_id=as_referent.person, ends_before=None).count() == 1


def test_a_double_click_opens_one_plan(as_referent):
    key = new_id()
    said = {"person": as_referent.person, "kind": "aeb", "origin": "proposed", "team": as_referent.service.team.pk}
    first = operations.create_plan(actor=as_referent.referent, at=NOW, request_key=key, **said)
    second = operations.create_plan(actor=as_referent.referent, at=NOW, request_key=key, **said)
    assert first.pk == second.pk


@pytest.mark.requirement("R34", "R35", "R36", "R37")
def test_activating_says_everything_that_is_missing(as_referent):
    plan = as_referent.plan()
    operations.write_objective(actor=as_referent.referent, at=NOW, plan=plan.pk, goal=MY_HOURS)
    with pytest.raises(Refused) as refused:
        operations.activate(actor=as_referent.referent, at=NOW, plan=plan.pk)
    assert codes(refused) == ["adhesion", "criterion"]
    assert "Mme\u00a0Mirval" in refused.value.refusals[0].message


@pytest.mark.requirement("R40")
def test_active_to_regulate_the_team_has_thirty_days_and_the_referent_a_review(as_referent):
    plan = as_referent.active_plan()
    assert open_duties(plan) == [("support.regulate", "2026-12-24"), ("support.review", "2027-02-24")]
    assert plan.regulation.account_id is None
    assert plan.regulation.unit_id == as_referent.service.team.pk
    assert Act.objects.filter(subject=plan.pk, function="accompagnement").count() == 1


def test_what_was_agreed_does_not_change_behind_her_back(as_referent):
    plan = as_referent.active_plan()
    said = {"kind": plan.kind, "origin": plan.origin, "words": plan.words, "starts_on": plan.starts_on}
    with pytest.raises(Refused) as refused:
        operations.change_frame(
            actor=as_referent.referent,
            at=NOW,
            plan=plan.pk,
            expected_version=plan.version,
            ends_on=date(2027, 8, 1),
            **said,
        )
    assert codes(refused) == ["agreed"]
    with pytest.raises(Refused) as refused:
        operations.write_objective(actor=as_referent.referent, at=NOW, plan=plan.pk, goal=MY_HOURS)
    assert codes(refused) == ["criterion"]


def test_two_writers_of_the_same_objective_both_texts_are_kept(as_referent):
    plan = as_referent.plan()
    objective = operations.write_objective(actor=as_referent.referent, at=NOW, plan=plan.pk, goal=MY_HOURS)
    said = {"actor": as_referent.referent, "at": NOW, "objective": objective.pk, "expected_version": 1}
    operations.change_objective(goal=KEEP_MY_HOME, **said)
    with pytest.raises(PlanChanged) as conflict:
        operations.change_objective(goal=MY_HOURS, **said)
    assert conflict.value.theirs["words"] == KEEP_MY_HOME.words
    assert conflict.value.version == 2


@pytest.mark.requirement("R34")
def test_withdrawing_stops_the_plan_and_owes_an_ending(as_referent):
    plan = as_referent.active_plan()
    operations.withdraw_adhesion(actor=as_referent.referent, at=NOW, plan=plan.pk, on=TODAY, words="J’arrête.")
    plan.refresh_from_db()
    assert plan.state == State.STOPPED
    assert ("support.end", "2026-12-09") in open_duties(plan)
    operations.record_adhesion(actor=as_referent.referent, at=NOW, plan=plan.pk, on=TODAY)
    operations.activate(actor=as_referent.referent, at=NOW, plan=plan.pk)
    assert len(open_duties(plan)) == 2


@pytest.mark.requirement("R55")
def test_an_imposed_plan_starts_with_its_mandate(as_referent):
    plan = as_referent.plan(origin="imposed")
    operations.write_objective(actor=as_referent.referent, at=NOW, plan=plan.pk, goal=KEEP_MY_HOME)
    mandate = {"authority": "Juge", "nature": "Ordonnance", "reference": "26/12", "decided_on": TODAY}
    with pytest.raises(Refused):
        operations.record_mandate(actor=as_referent.referent, at=NOW, plan=plan.pk, document=None, **mandate)
    operations.record_mandate(actor=as_referent.referent, at=NOW, plan=plan.pk, document=new_id(), **mandate)
    assert operations.activate(actor=as_referent.referent, at=NOW, plan=plan.pk).state == State.ACTIVE


def test_adhesion_of_the_others_is_their_own(as_referent):
    from tests.support.situations import a_person

    other = a_person(as_referent.service, "m", "Mirval", "Éric")
    with acting(as_referent.referent):
        plan = as_referent.ready_plan()
        operations.add_beneficiary(actor=as_referent.referent, at=NOW, plan=plan.pk, who=other)
        with pytest.raises(Refused) as refused:
            operations.activate(actor=as_referent.referent, at=NOW, plan=plan.pk)
        assert codes(refused) == ["beneficiary"]
        operations.add_beneficiary(actor=as_referent.referent, at=NOW, plan=plan.pk, who=other, adhesion_on=TODAY)
        assert operations.activate(actor=as_referent.referent, at=NOW, plan=plan.pk).state == State.ACTIVE


@pytest.mark.requirement("R45", "R22")
def test_steps_are_hers_ours_or_together(as_referent):
    plan = as_referent.ready_plan()
    objective = Objective.objects.get(plan=plan)
    said = {"actor": as_referent.referent, "at": NOW, "objective": objective.pk}
    hers = operations.plan_step(owner="person", text="Demander un entretien", **said)
    ours = operations.plan_step(owner="professional", text="Relancer le FSL", due_on=TODAY, **said)
    assert (hers.account_id, ours.account_id) == (None, as_referent.referent.account_id)
    with pytest.raises(Refused):
        operations.plan_step(owner="instead", text="Écrire au bailleur", **said)
    operations.finish_step(actor=as_referent.referent, at=NOW, step=hers.pk)
    hers.refresh_from_db()
    assert hers.done_on == TODAY
    operations.reopen_step(actor=as_referent.referent, at=NOW, step=hers.pk)
    hers.refresh_from_db()
    assert hers.done_on is None


@pytest.mark.requirement("R54")
def test_promises_are_counted_the_same_on_both_sides(as_referent):
    plan = as_referent.active_plan()
    said = {"actor": as_referent.referent, "at": NOW}
    ours = operations.commit(plan=plan.pk, side="service", text="Répondre sous 3 jours ouvrés", **said)
    operations.count_commitment(commitment=ours.pk, kept=True, **said)
    operations.count_commitment(commitment=ours.pk, kept=False, **said)
    ours.refresh_from_db()
    assert (ours.kept, ours.asked) == (1, 2)
    with pytest.raises(Refused):
        operations.commit(plan=plan.pk, side="third", text="Accepter 65 € par mois", **said)


def test_a_disagreement_is_kept_as_said(as_referent):
    plan = as_referent.active_plan()
    kept = operations.keep_disagreement(
        actor=as_referent.referent, at=NOW, plan=plan.pk, words="Je ne veux pas qu’on appelle l’école.", said_on=TODAY
    )
    assert kept.words.startswith("Je ne veux pas")


@pytest.mark.requirement("R29", "R45")
def test_a_note_carries_its_time_and_its_draft_is_gone(as_referent):
    plan = as_referent.active_plan()
    form = f"accompagnement-note-{plan.pk}"
    Draft.objects.create(
        account_id=as_referent.referent.account_id,
        person_id=as_referent.person,
        form=form,
        page="/",
        title="",
        fields={},
        saved_at=NOW,
    )
    said = {"actor": as_referent.referent, "at": NOW, "plan": plan.pk, "happened_at": NOW, "request_key": new_id()}
    for _ in "double click":
        operations.write_contact(nature="home_visit", text="Vue chez elle.", level="working", draft=form, **said)
    act = Act.objects.get(subject=plan.pk, nature="home_visit")
    assert (act.duration_minutes, act.function) == (75, "accompagnement")
    assert Note.objects.get(act=act).level == "working"
    assert not Draft.objects.exists()


@pytest.mark.requirement("R49", "R50")
def test_a_review_moves_every_objective_and_renews(as_referent):
    plan = as_referent.active_plan()
    objective = Objective.objects.get(plan=plan)
    operations.hold_review(
        actor=as_referent.referent,
        at=NOW,
        plan=plan.pk,
        held_on=TODAY,
        words="Je respire.",
        decision="renew",
        new_end=date(2027, 9, 30),
        standings=[Standing(objective.pk, "partly", words="Presque.")],
        autonomy=3,
        autonomy_words="Je fais, on vérifie.",
    )
    plan.refresh_from_db()
    objective.refresh_from_db()
    assert (plan.ends_on, plan.first_ends_on) == (date(2027, 9, 30), date(2027, 5, 23))
    assert (objective.state, objective.self_evaluation) == ("partly", "Presque.")
    assert ("support.review", "2027-02-24") in open_duties(plan)


@pytest.mark.requirement("R16")
def test_two_professionals_who_read_an_objective_otherwise_are_both_kept(support):
    with acting(support.referent):
        plan = support.active_plan()
        objective = Objective.objects.get(plan=plan).pk
        operations.assess_objective(
            actor=support.referent, at=NOW, objective=objective, state="partly", words="Presque."
        )
    manager = support.manager
    with acting(manager):
        operations.assess_objective(actor=manager, at=NOW, objective=objective, state="ongoing", words="Pas encore.")
        kept = Assessment.objects.filter(objective=objective).order_by("id").values_list("author_id", "state", "words")
        assert list(kept) == [
            (support.referent.account_id, "partly", "Presque."),
            (manager.account_id, "ongoing", "Pas encore."),
        ]


def test_a_review_that_ends_owes_the_ending(as_referent):
    plan = as_referent.active_plan()
    said = {"actor": as_referent.referent, "at": NOW, "plan": plan.pk, "held_on": TODAY}
    operations.hold_review(words="C’est bon pour moi.", decision="close", **said)
    assert ("support.end", "2026-12-09") in open_duties(plan)


def test_the_last_objective_of_an_active_plan_is_not_dropped(as_referent):
    plan = as_referent.active_plan()
    objective = Objective.objects.get(plan=plan)
    with pytest.raises(Refused) as refused:
        operations.assess_objective(actor=as_referent.referent, at=NOW, objective=objective.pk, state="dropped")
    assert codes(refused) == ["last_objective"]


def test_closing_owes_nothing_more_and_closes_the_file(as_referent):
    plan = as_referent.active_plan()
    operations.close_plan(
        actor=as_referent.referent, at=NOW, plan=plan.pk, reason="early", result="reached", words="Elle a trouvé."
    )
    assert open_duties(plan) == []
    assert not CareTeam.objects.filter(person_id=as_referent.person, ends_before=None).exists()
    with pytest.raises(Refused):
        operations.ask_team(actor=as_referent.referent, at=NOW, plan=plan.pk, question="?", expected_version=1)


def test_a_relay_keeps_an_owner_until_somebody_met_her(as_referent):
    plan = as_referent.active_plan()
    said = {"actor": as_referent.referent, "at": NOW, "plan": plan.pk, "reason": "relay", "result": "partly"}
    with pytest.raises(Refused) as refused:
        operations.close_plan(**said)
    assert codes(refused) == ["relay"]
    operations.close_plan(
        relay_to="Équipe des Abymes", relay_unit=as_referent.service.other_team.pk, relay_account=None, **said
    )
    with as_jobs():
        plan.refresh_from_db()
        assert open_duties(plan) == [("support.relay", "2026-12-09")]
        assert plan.relay.unit_id == as_referent.service.other_team.pk


def test_only_a_cadre_stops_in_the_name_of_the_service(as_referent):
    plan = as_referent.active_plan()
    said = {"at": NOW, "plan": plan.pk, "reason": "service", "result": "unassessable", "words": "Menaces."}
    with pytest.raises(Refused) as refused:
        operations.close_plan(actor=as_referent.referent, **said)
    assert codes(refused) == ["manager"]
    with acting(as_referent.manager):
        assert operations.close_plan(actor=as_referent.manager, **said).state == State.CLOSED


def test_another_referent_takes_the_plan_whole_and_the_former_one_sees_it_no_more(support):
    colleague = Account.objects.get(login="referent.ailleurs")
    with acting(support.referent):
        plan = support.active_plan()
        operations.hand_over_plan(
            actor=support.referent, at=NOW, plan=plan.pk, referent=colleague.pk, team=support.service.other_team.pk
        )
        assert not Plan.objects.filter(pk=plan.pk).exists()
        assert not Objective.objects.filter(plan=plan).exists()
    with acting(support.service.actor("referent.ailleurs")):
        assert Plan.objects.filter(pk=plan.pk).exists()
        assert Objective.objects.filter(plan=plan).count() == 1
        assert Obligation.objects.filter(subject=plan.pk, closed_at=None, account=colleague).count() == 1


def test_every_gesture_is_in_the_journal(support):
    with acting(support.referent):
        plan = support.active_plan()
    with as_jobs():
        verbs = set(JournalEntry.objects.filter(subject=plan.pk).values_list("verb", flat=True))
    assert verbs == {"plan.create", "plan.objective", "plan.adhesion", "plan.activate"}


def test_a_measure_of_others_is_known_and_never_a_plan(as_referent):
    as_referent.plan()
    said = {"actor": as_referent.referent, "at": NOW, "person": as_referent.person}
    measure = operations.record_measure(measure="curatelle", exercised_by="UDAF", starts_on=date(2025, 1, 1), **said)
    operations.end_measure(actor=as_referent.referent, at=NOW, measure=measure.pk, ends_before=TODAY)
    with pytest.raises(Refused):
        operations.record_measure(measure="masp_1", exercised_by="UDAF", **said)
    with pytest.raises(Refused):
        operations.create_plan(kind="curatelle", origin="proposed", team=as_referent.service.team.pk, **said)


@pytest.mark.requirement("R38")
def test_formalised_is_not_signed(as_referent):
    plan = as_referent.active_plan()
    said = {"actor": as_referent.referent, "at": NOW, "plan": plan.pk, "on": TODAY}
    operations.formalise(outcome="read_aloud", language="créole", **said)
    plan.refresh_from_db()
    assert (plan.formalisation, plan.formalised_language) == ("read_aloud", "créole")
    with pytest.raises(Refused):
        operations.formalise(outcome="signed", **(said | {"on": TODAY + timedelta(days=1)}))


def test_a_file_that_becomes_protected_takes_its_sheet_back_from_the_desk(support):
    with acting(support.referent):
        plan = support.active_plan()
        said = {"actor": support.referent, "at": NOW, "plan": plan.pk, "safety": "Pas de message."}
        operations.write_continuity(**said)
    with acting(support.manager) as actor:
        people.make_restricted(
            actor=actor, at=NOW, person=support.person, guard_unit=support.service.team.pk, reason="Élue"
        )
    with acting(support.service.actor("accueil")):
        assert not Continuity.objects.exists()
    with acting(support.referent):
        assert Continuity.objects.get(plan=plan).open_to == "team"
        with pytest.raises(Refused) as refused:
            operations.write_continuity(open_to="duty", **said)
    assert codes(refused) == ["restricted"]
