"""One scale, from the first assessment to the end of a plan (R50)."""

from datetime import date, timedelta
from importlib import import_module

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from tests.assessment.situations import followed_by, started, what_he_says
from tests.situations import NOW, acting, as_jobs
from tests.support.situations import TODAY
from tests.support.test_screens import built, desk, seen, sign_in, text_of, url  # noqa: F401
from tisserand.assessment import operations as assessment
from tisserand.assessment.models import FirstAssessment
from tisserand.assessment.queries import autonomy_said
from tisserand.assessment.rules.first_assessment import Decision, NextStep
from tisserand.assessment.rules.lists import autonomy_steps
from tisserand.people.models import Person
from tisserand.support import operations
from tisserand.support.models import Autonomy
from tisserand.support.rules import Moment, State
from tisserand.support.rules.autonomy import moment_of

WORDS = "Je m’en sors avec quelqu’un à côté."
HELPED = "J’y arrive si on fait avec moi."


@pytest.fixture(autouse=True)
def _that_tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


def assessed(support, *, autonomy=3, facts=()):
    """Mme Mirval, whom Corinne Lollia already knows, was assessed at the desk of Sainte-Rose and placed herself."""
    service, [person] = support.service, seen(Person, pk=support.person)
    followed_by(service, person, "referente")
    with as_jobs():
        actor = service.actor("accueil")
    with acting(actor):
        row = started(service, actor, person)
        assessment.conclude(
            actor=actor,
            at=NOW,
            assessment=row.pk,
            expected_version=1,
            answers=what_he_says(*facts, autonomy=autonomy, autonomy_words=WORDS),
            decision=Decision(NextStep.LISTENING),
        )
    return seen(FirstAssessment, pk=row.pk)[0]


@pytest.mark.requirement("R50")
@pytest.mark.django_db
def test_the_plan_starts_from_the_last_assessment(desk, support):  # noqa: F811
    row = assessed(support)
    plan = built(support, support.plan)
    page = text_of(desk.get(url(plan)))
    assert "Évaluation, 24 novembre 2026" in page
    assert f"écrit par {row.author.name}" in page
    form = text_of(desk.get(url(plan, "autonomie")))
    assert f"Repris de l’évaluation du 24 novembre 2026, écrite par {row.author.name}." in form
    assert WORDS in form
    assert 'value="24/11/2026"' in form
    assert f"3 · {HELPED}" in form
    checked = [said for said in form.split("<input") if "checked" in said and 'name="level"' in said]
    assert ['value="3"' in said for said in checked] == [True]


@pytest.mark.requirement("R50")
@pytest.mark.django_db
def test_start_review_and_end_stand_side_by_side(desk, support):  # noqa: F811
    plan = built(support, support.active_plan)
    with acting(support.referent) as actor:
        said = {"actor": actor, "at": NOW, "plan": plan.pk}
        operations.say_autonomy(**said, level=2, words="On fait pour moi.", on=TODAY - timedelta(days=30))
        operations.say_autonomy(**said, level=3, on=TODAY - timedelta(days=9), moment=Moment.REVIEW)
        operations.say_autonomy(**said, level=5, on=TODAY, moment=Moment.END)
    page = text_of(desk.get(url(plan)))
    scale = page[page.index('aria-label="Échelle d’autonomie"') :].split("</ol>")[0].split("<li")[1:]
    stood = [[mark for mark in ("Départ", "Bilan", "Fin") if mark in step] for step in scale]
    assert stood == [[], ["Départ"], ["Bilan"], [], ["Fin"]]
    assert [said in step for said, step in zip(autonomy_steps(TODAY).values(), scale, strict=True)] == [True] * 5
    assert "« On fait pour moi. »" in page


@pytest.mark.django_db
def test_an_assessment_that_one_may_not_read_is_not_taken_up(support):
    row = assessed(support)
    with acting(support.service.actor("accueil")) as actor:
        assert autonomy_said(actor, support.person).said_on == TODAY
    with acting(support.service.actor("collegue")) as actor:
        assert autonomy_said(actor, row.person_id) is None


@pytest.mark.django_db
def test_once_said_in_the_plan_the_assessment_is_not_proposed_again(desk, support):  # noqa: F811
    assessed(support)
    plan = built(support, support.plan)
    said = {"level": "4", "words": "", "said_on": "24/11/2026", "key": "0190f3c8-0000-7000-8000-000000000001"}
    posted = desk.post(url(plan, "autonomie"), said)
    assert posted.url == f"{reverse('support:plan', args=[plan.pk])}#autonomie"
    [kept] = seen(Autonomy, plan=plan)
    assert (kept.level, kept.moment) == (4, "start")
    assert "Repris de l’évaluation" not in text_of(desk.get(url(plan, "autonomie")))
    assert "Évaluation, 24" not in text_of(desk.get(url(plan)))


@pytest.mark.requirement("R50")
def test_what_was_said_before_it_began_is_its_start():
    active = {"state": State.ACTIVE, "starts_on": TODAY}
    assert moment_of(said_on=TODAY - timedelta(days=40), **active) == Moment.START
    assert moment_of(said_on=TODAY, **active) == Moment.START
    assert moment_of(said_on=TODAY + timedelta(days=1), **active) == Moment.REVIEW
    assert moment_of(state=State.DRAFT, said_on=TODAY, starts_on=None) == Moment.START


def test_the_scale_reads_what_was_said_years_ago():
    assert set(autonomy_steps(date(2021, 1, 1))) == {1, 2, 3, 4, 5}


@pytest.mark.django_db
def test_former_answers_stand_on_the_one_scale_with_their_sentence(support):
    plan = built(support, support.plan)
    with acting(support.referent) as actor:
        for level in range(1, 6):
            words = "À moi." if level == 3 else ""
            operations.say_autonomy(actor=actor, at=NOW, plan=plan.pk, level=level, words=words)
    rows = {row.pk: row.level for row in seen(Autonomy, plan=plan)}
    with as_jobs(), connection.cursor() as cursor:
        cursor.execute(import_module("tisserand.support.migrations.0008_one_scale").MOVE)
    now = {rows[row.pk]: (row.level, row.words) for row in seen(Autonomy, plan=plan)}
    assert {was: level for was, (level, _) in now.items()} == {1: 2, 2: 3, 3: 4, 4: 4, 5: 5}
    assert now[1][1] == "(« On fait à ma place », sur l’échelle d’avant)"
    assert now[3][1] == "À moi. (« Je fais, on vérifie », sur l’échelle d’avant)"
