"""Starting, saving, concluding; who sees what; nobody falls between two chairs."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.assessment.situations import (
    WORDS,
    domain,
    followed_by,
    gerard,
    housing,
    started,
    towards,
    what_he_says,
)
from tests.conftest import counted
from tests.situations import NOW, acting, as_jobs
from tisserand.access import operations as access
from tisserand.access import queries as seats
from tisserand.activity.models import Act
from tisserand.assessment import operations, queries
from tisserand.assessment.models import AssessmentVersion, FirstAssessment, SituationFact
from tisserand.assessment.rules.first_assessment import Decision, NextStep, View
from tisserand.assessment.rules.proposal import proposal
from tisserand.assessment.rules.situation import DomainState
from tisserand.deadlines import queries as dues
from tisserand.deadlines.models import Obligation
from tisserand.desk.links import address
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.people.models import Person

pytestmark = pytest.mark.django_db


def saved(actor, row, answers, version=None):
    return operations.save(
        actor=actor, at=NOW, assessment=row.pk, expected_version=version or row.version, answers=answers
    )


def concluded(actor, row, decision, answers=None, at=NOW):
    return operations.conclude(
        actor=actor,
        at=at,
        assessment=row.pk,
        expected_version=row.version,
        answers=answers or what_he_says(),
        decision=decision,
    )


def concluded_scene(service, person, login="accueil", decision=None, answers=None):
    with acting(service.actor(login)) as actor:
        return concluded(actor, started(service, actor, person), decision or Decision(NextStep.LISTENING), answers)


@pytest.mark.requirement("R20", "R21")
def test_what_was_said_at_the_desk_is_not_retyped(service):
    person = gerard(service)
    with acting(service.actor("accueil")) as actor:
        row = started(service, actor, person, opening_words=WORDS, opening_source="sa demande du 24 novembre")
        assert (row.opening_words, row.opening_source) == (WORDS, "sa demande du 24 novembre")
        assert saved(actor, row, what_he_says()).opening_source == "sa demande du 24 novembre"
        changed = replace(what_he_says(), opening_words="Autre chose")
        assert saved(actor, row, changed, version=2).opening_source == ""


def test_started_twice_is_started_once(service):
    person = gerard(service)
    with acting(service.actor("accueil")) as actor:
        first, again = started(service, actor, person), started(service, actor, person)
    assert first.pk == again.pk
    with as_jobs():
        assert (
            Obligation.objects.filter(kind="assessment.first.conclude", subject=first.pk, closed_at=None).count() == 1
        )


def test_a_colleague_of_the_site_takes_it_up_where_it_stands(service):
    person = gerard(service)
    with acting(service.actor("accueil")) as actor:
        row = saved(actor, started(service, actor, person), what_he_says())
    with as_jobs():
        access.give_membership(
            actor=actor,
            at=NOW,
            account=service.account("referente").pk,
            unit=service.site.pk,
            role="reception_worker",
            starts_on=NOW.date(),
        )
    with acting(service.actor("referente")) as colleague:
        assert started(service, colleague, person).pk == row.pk
        assert queries.domains(colleague, row)[2].said == housing().said


def test_one_starts_only_where_one_works(service):
    person = gerard(service)
    with acting(service.actor("accueil.ailleurs")) as actor, pytest.raises(Refused, match="site"):
        started(service, actor, person)


@pytest.mark.requirement("R33", "R47", "R101")
def test_all_that_was_said_is_kept_apart(service):
    person = gerard(service)
    answers = what_he_says(
        housing(disagreement="Il dit que la facture n’est pas la sienne."),
        domain("health", "Santé, soins", DomainState.UNSPOKEN),
        inner_strengths="Tient ses papiers en ordre.",
        outer_strengths="L’association des marins-pêcheurs.",
        autonomy=3,
        replies={"talked": "no"},
        vulnerabilities=("no_income",),
        expectations=("do_together", "other"),
        expectation_words="Qu’on me parle normalement.",
    )
    with acting(service.actor("accueil")) as actor:
        row = saved(actor, started(service, actor, person), answers)
        kept = queries.answers(actor, queries.assessments(actor).get(pk=row.pk))
    raised = [fact for fact in kept.facts if fact.is_raised]
    assert [replace(fact, as_of=None) for fact in raised] == list(answers.facts)
    assert replace(kept, facts=()) == replace(answers, facts=())
    assert len(kept.facts) == 12


def test_a_domain_taken_back_leaves(service):
    person = gerard(service)
    with acting(service.actor("accueil")) as actor:
        row = saved(actor, started(service, actor, person), what_he_says())
        saved(actor, row, what_he_says(domain("health", "Santé, soins")), version=2)
        assert list(SituationFact.objects.values_list("domain", flat=True)) == ["health"]


def test_the_second_to_save_loses_nothing(service):
    person = gerard(service)
    with acting(service.actor("accueil")) as actor:
        row = started(service, actor, person)
        saved(actor, row, what_he_says(housing(said="Le sien")), version=1)
        with pytest.raises(operations.AssessmentChanged) as conflict:
            saved(actor, row, what_he_says(housing(said="Le mien")), version=1)
        assert conflict.value.merge.clashes == ("housing__said",)
        assert conflict.value.merge.theirs["housing__said"] == "Le sien"
        assert conflict.value.merge.mine["housing__said"] == "Le mien"
        assert [row.version for row in queries.versions(actor, row)] == [2, 1]
        assert SituationFact.objects.get(domain="housing").said == "Le sien"


def test_the_draft_leaves_with_the_transaction_that_keeps_the_text(service):
    person = gerard(service)
    with acting(service.actor("accueil")) as actor:
        row = started(service, actor, person)
        key = {"form": operations.draft_form(row.pk), "person": person.pk}
        access.save_draft(actor=actor, at=NOW, page="/", title="É", fields={}, **key)
        with pytest.raises(Refused), transaction.atomic():
            concluded(actor, row, Decision(step=None))
        assert seats.draft(actor, **key) is not None
        saved(actor, row, what_he_says())
        assert seats.draft(actor, **key) is None


def test_concluded_with_an_orientation_somebody_sends_it(service):
    row = concluded_scene(service, gerard(service), decision=towards(service.pole))
    with as_jobs():
        owed = Obligation.objects.get(subject=row.pk, closed_at=None)
        act = Act.objects.get(subject=row.pk)
    assert (owed.kind, owed.account_id) == ("assessment.first.send_orientation", service.account("accueil").pk)
    assert owed.due_at == NOW + timedelta(days=2)
    assert (act.nature, act.function, act.duration_minutes) == ("assessment", "accueil", 60)


def test_concluded_with_support_the_manager_attributes_it(service):
    row = concluded_scene(service, gerard(service), decision=Decision(NextStep.SUPPORT))
    with as_jobs():
        owed = Obligation.objects.get(subject=row.pk, closed_at=None)
    assert (owed.kind, owed.account_id) == ("assessment.first.attribute_support", service.account("cheffe").pk)


def test_attributed_the_promise_passes_to_who_accompanies(service):
    person = gerard(service)
    row = concluded_scene(service, person, decision=Decision(NextStep.SUPPORT))
    referent = service.account("referente").pk
    with acting(service.actor("cheffe")) as actor:
        operations.attribute_support(actor=actor, at=NOW, assessment=row.pk, professional=referent)
        with pytest.raises(Refused, match="done"):
            operations.attribute_support(actor=actor, at=NOW, assessment=row.pk, professional=referent)
    with acting(service.actor("referente")) as actor:
        waiting = dues.mine(actor).get()
        assert (waiting.kind, waiting.subject) == ("assessment.first.begin_support", row.pk)
        operations.support_began(actor=actor, at=NOW, person=person.pk)
        assert not dues.mine(actor).exists()


@pytest.mark.parametrize(
    ("login", "named", "code"), [("accueil", "referente", "manager"), ("cheffe", "admin", "professional")]
)
def test_who_attributes_and_to_whom(service, login, named, code):
    row = concluded_scene(service, gerard(service), decision=Decision(NextStep.SUPPORT))
    with acting(service.actor(login)) as actor, pytest.raises(Refused, match=code):
        operations.attribute_support(actor=actor, at=NOW, assessment=row.pk, professional=service.account(named).pk)


@pytest.mark.parametrize("kind", ["conclude", "send_orientation", "attribute_support", "begin_support"])
def test_each_promise_has_a_page(kind):
    assert address(f"assessment.first.{kind}", new_id()).startswith("/evaluations/")


def test_once_sent_it_is_no_longer_owed(service):
    row = concluded_scene(service, gerard(service), decision=towards(service.pole))
    with acting(service.actor("accueil")) as actor:
        for _ in range(2):
            operations.follow_up(actor=actor, at=NOW, assessment=row.pk, outcome="sent")
    with as_jobs():
        assert Obligation.objects.get(pk=row.obligation_id).outcome == "sent"


def test_answered_nothing_waits_any_more(service):
    row = concluded_scene(service, gerard(service), decision=Decision(NextStep.ANSWERED))
    with as_jobs():
        assert not Obligation.objects.filter(subject=row.pk, closed_at=None).exists()


def test_what_was_proposed_that_day_is_kept_with_its_reasons(service):
    person = gerard(service)
    with acting(service.actor("accueil")) as actor:
        row = started(service, actor, person)
        found = proposal(what_he_says(), queries.poles(NOW.date()), on=NOW.date())
        operations.conclude(
            actor=actor,
            at=NOW,
            assessment=row.pk,
            expected_version=1,
            answers=what_he_says(),
            decision=Decision(NextStep.LISTENING, view=View.DISAGREES, view_words="Il voulait une aide."),
            proposed=found.options,
        )
        row = queries.latest(actor, person.pk)
    assert row.proposed[0]["label"] == "Orientation vers le pôle Logement"
    assert (row.view, row.view_words) == ("disagrees", "Il voulait une aide.")


@pytest.mark.requirement("R50")
def test_the_next_one_grows_from_the_former_one(service):
    person = gerard(service)
    former = concluded_scene(service, person, answers=what_he_says(inner_strengths="Tient ses papiers", autonomy=2))
    with acting(service.actor("accueil")) as actor:
        later = operations.start(actor=actor, at=NOW + timedelta(days=30), person=person.pk, site=service.site.pk)
        fact = queries.answers(actor, later).fact("housing")
    assert later.former_id == former.pk
    assert (fact.said, fact.carried, fact.as_of) == (housing().said, True, NOW.date())
    assert (later.inner_strengths, later.autonomy) == ("Tient ses papiers", None)


def test_what_another_site_wrote_is_not_taken_up_unseen(service):
    person = gerard(service)
    concluded_scene(service, person)
    with acting(service.actor("accueil.ailleurs")) as actor:
        later = operations.start(actor=actor, at=NOW, person=person.pk, site=service.other_site.pk)
        assert later.former_id is None
        assert not any(fact.is_raised for fact in queries.domains(actor, later))


READERS = {
    "accueil": True,
    "cheffe": True,
    "referente": True,  # of the care team
    "secretaire": False,
    "accueil.ailleurs": False,
    "collegue": False,
    "referent.ailleurs": False,
    "pole": False,
    "crip": False,
    "direction": False,
    "admin": False,
    "dpo": False,
}


@pytest.mark.parametrize(("login", "reads"), READERS.items())
def test_who_reads_an_assessment(service, login, reads):
    person = gerard(service)
    followed_by(service, person, "referente")
    row = concluded_scene(service, person)
    actor = service.actor(login)
    with acting(actor):
        assert FirstAssessment.objects.filter(pk=row.pk).exists() is reads
        assert SituationFact.objects.filter(assessment=row).exists() is reads
    with as_jobs():
        assert queries.assessments(actor).filter(pk=row.pk).exists() is reads


def test_who_stepped_aside_reads_nothing(service):
    person = gerard(service)
    row = concluded_scene(service, person)
    with acting(service.actor("accueil")) as actor:
        access.step_aside(actor=actor, at=NOW, person=person.pk)
    with as_jobs():
        stepped_aside = service.actor("accueil")
    with acting(stepped_aside):
        assert not FirstAssessment.objects.filter(pk=row.pk).exists()


def test_a_protected_file_closes_to_the_site(service):
    person = gerard(service)
    row = concluded_scene(service, person)
    with as_jobs():
        Person.objects.filter(pk=person.pk).update(visibility="restricted", guard_unit=service.territory)
        access.give_membership(
            actor=service.actor("admin"),
            at=NOW,
            account=service.account("referente").pk,
            unit=service.site.pk,
            role="reception_worker",
            starts_on=NOW.date(),
        )
        operations.follow_file(person=person.pk)
    colleague, keeper = service.actor("referente"), service.actor("cheffe")
    for actor, reads in ((colleague, False), (keeper, True)):
        with acting(actor):
            assert FirstAssessment.objects.filter(pk=row.pk).exists() is reads
            assert AssessmentVersion.objects.filter(assessment=row).exists() is reads
        with as_jobs():
            assert queries.assessments(actor).filter(pk=row.pk).exists() is reads


def test_the_referent_from_elsewhere_reads_and_does_not_write(service):
    person = gerard(service)
    followed_by(service, person, "referente")
    with acting(service.actor("accueil")) as actor:
        row = started(service, actor, person)
    with acting(service.actor("referente")) as actor, pytest.raises(Refused, match="elsewhere"):
        saved(actor, row, what_he_says())


def test_reading_one_costs_two_queries(service):
    person = gerard(service)
    concluded_scene(service, person)
    with acting(service.actor("accueil")) as actor, counted(2):
        queries.answers(actor, queries.latest(actor, person.pk))


decisions = st.sampled_from(list(NextStep))
deeds = st.lists(st.tuples(st.sampled_from(["start", "save", "conclude"]), decisions), max_size=6)


@pytest.fixture
def sainte_rose(service):
    return service, gerard(service)


def play(service, person, deed, step):
    with acting(service.actor("accueil")) as actor:
        row = queries.open_one(actor, person=person.pk, site=service.site.pk)
        if deed == "start":
            started(service, actor, person)
        elif row and deed == "save":
            saved(actor, row, what_he_says())
        elif row:
            pole = service.pole.pk if step is NextStep.ORIENTATION else None
            concluded(actor, row, Decision(step, pole=pole))


@given(deeds)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_nobody_falls_between_two_chairs(sainte_rose, deeds):
    service, person = sainte_rose
    sid = transaction.savepoint()
    for deed, step in deeds:
        play(service, person, deed, step)
        with as_jobs():
            for row in FirstAssessment.objects.select_related("obligation"):
                goes_on = row.state == "open" or row.next_step in ("orientation", "support")
                owed = row.obligation
                assert not goes_on or (owed.closed_at is None and owed.unit_id and owed.due_at)
                assert Obligation.objects.filter(subject=row.pk, closed_at=None).count() == int(goes_on)
    transaction.savepoint_rollback(sid)
