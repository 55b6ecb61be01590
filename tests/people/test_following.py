"""What the rooms above wrote about somebody follows her file when it closes, or when she is joined to it."""

from importlib import import_module

import pytest
from django.db import connection
from django.utils import timezone

from tests.assessment.orientations import attributed, play, sent
from tests.people.situations import ROSELYNE, protected, received
from tests.situations import NOW, SEATS, SETTLED, SystemAt, acting, as_jobs
from tests.support.situations import scene
from tisserand.access import operations as access
from tisserand.access import policies
from tisserand.access.queries import visible
from tisserand.activity.models import Act, Note
from tisserand.assessment import operations as assessment
from tisserand.assessment.models import AssessmentVersion, FirstAssessment, Orientation, OrientationMove
from tisserand.assessment.operations import orientation
from tisserand.deadlines.models import Obligation
from tisserand.documents import operations as documents
from tisserand.documents.models import Document
from tisserand.documents.rules import PDF, Kind
from tisserand.people import operations as people
from tisserand.support import operations as support
from tisserand.support.models import Objective, Plan

pytestmark = pytest.mark.django_db
ROOMS = ("activity", "documents", "assessment", "support")
# Written by the desk in rooms whose own tests prove that it follows.
ABOUT = [
    model
    for model in policies.walled_models()
    if model._meta.app_label in ROOMS and any(field.attname == "person_id" for field in model._meta.fields)
]


def closes(service, person):
    with acting(service.actor("cheffe")) as keeper:
        people.make_restricted(
            actor=keeper, at=NOW, person=person, guard_unit=service.territory.pk, reason="agente du service"
        )


def who_sees(service, model, **rows):
    seen = set()
    for login, *_ in SEATS:
        with as_jobs():
            actor = service.actor(login)
            by_filter = visible(model, actor).filter(**rows).exists()
        with acting(actor):
            by_policy = model.objects.filter(**rows).exists()
        assert by_policy is by_filter, (login, model)
        seen |= {login} if by_policy else set()
    return seen


def test_an_orientation_is_hidden_from_the_pole_when_her_file_closes(service):
    row = sent(service)
    assert "pole" in who_sees(service, Orientation, pk=row.pk)
    closes(service, row.person_id)
    for model, about in ((Orientation, {"pk": row.pk}), (OrientationMove, {"orientation": row.pk})):
        assert who_sees(service, model, **about) == {"accueil", "cheffe"}, "its sender and her keeper"


def test_the_sender_has_it_again_with_a_date(service):
    row = sent(service)
    closes(service, row.person_id)
    with as_jobs():
        row.refresh_from_db()
        owed = Obligation.objects.get(pk=row.obligation_id)
    assert (owed.account_id, owed.unit_id) == (row.author_id, service.site.pk)
    assert (row.owner_id, row.owner_unit_id, row.due_at) == (owed.account_id, owed.unit_id, owed.due_at)
    assert play(service, "accueil", "withdraw", row, reason="mistake").closed_at


def test_whoever_accompanies_her_keeps_the_orientation(service):
    row = attributed(service)
    closes(service, row.person_id)
    assert "referente" in who_sees(service, Orientation, pk=row.pk)


@pytest.fixture
def ended(service):
    """A plan that is over, with its note; another manager reads what her team wrote."""
    with as_jobs():
        access.give_membership(
            actor=SystemAt,
            at=NOW,
            account=service.account("collegue").pk,
            unit=service.team.pk,
            role="team_manager",
            starts_on=SETTLED,
        )
    her = scene(service)
    with acting(her.referent) as actor:
        plan = her.active_plan()
        said = {"actor": actor, "at": NOW, "plan": plan.pk}
        support.write_contact(nature="call", happened_at=NOW, text="Appelée.", **said)
        support.close_plan(reason="early", result="reached", words="Elle a trouvé.", **said)
    return plan


def test_plans_and_notes_are_hidden_from_who_may_not_know(service, ended):
    everywhere = {Plan: {"pk": ended.pk}, Objective: {"plan": ended}, Note: {"person": ended.person_id}}
    for model, about in everywhere.items():
        assert "collegue" in who_sees(service, model, **about)
    closes(service, ended.person_id)
    for model, about in everywhere.items():
        assert "collegue" not in who_sees(service, model, **about), model


def test_what_is_written_afterwards_is_hidden_too(service):
    her = scene(service)
    closes(service, her.person)
    with acting(service.actor("cheffe")) as keeper:
        people.join_care_team(
            actor=keeper,
            at=NOW,
            person=her.person,
            unit=service.team.pk,
            account=her.referent.account_id,
            reason="plan",
            starts_on=SETTLED,
        )
    with acting(her.referent) as actor:
        plan = her.active_plan()
        support.write_contact(actor=actor, at=NOW, plan=plan.pk, nature="call", happened_at=NOW, text="Appelée.")
    for model in (Plan, Objective, Note):
        with as_jobs():
            assert set(model.objects.values_list("visibility", flat=True)) == {"restricted"}, model


def test_all_that_was_written_about_a_newcomer_joins_her_file(service):
    """Met at Les Abymes under a name like hers: an assessment, an orientation, a plan, a note, papers, promises."""
    at = timezone.now()
    person = protected(service)
    with acting(service.actor("secretaire.ailleurs")) as desk:
        shadow = received(desk, ROSELYNE, service.other_site)
    with acting(service.actor("accueil.ailleurs")) as worker:
        hand = {"actor": worker, "at": at}
        assessment.start(**hand, person=shadow.pk, site=service.other_site.pk)
        orientation.propose(
            **hand, person=shadow.pk, from_unit=service.other_site.pk, to_unit=service.pole.pk, reasons="Eau coupée."
        )
        documents.keep_document(
            **hand, kind=Kind.RECEIVED_FILE, title="Facture", body=b"%PDF-eau", media_type=PDF, person=shadow.pk
        )
    with as_jobs():
        support.create_plan(
            actor=service.actor("referent.ailleurs"),
            at=at,
            person=shadow.pk,
            kind="social_global",
            origin="proposed",
            team=service.other_team.pk,
        )
        before = [model for model in ABOUT if model.objects.filter(person_id=shadow.pk).exists()]
        assert {FirstAssessment, AssessmentVersion, Orientation, OrientationMove, Plan, Document, Act} <= set(before)
    with acting(service.actor("cheffe")) as keeper:
        people.attach_shadow(actor=keeper, at=at, shadow=shadow.pk, person=person.pk)
    with as_jobs():
        for model in before:
            assert not model.objects.filter(person_id=shadow.pk).exists(), model
            assert model.objects.filter(person_id=person.pk).exists(), model
            if hasattr(model, "visibility"):
                seen = model.objects.filter(person_id=person.pk).values_list("visibility", flat=True)
                assert set(seen) == {"restricted"}, model
        assert not Obligation.objects.filter(person_id=shadow.pk).exists()


def test_a_namesake_s_rows_are_open_again(service):
    at = timezone.now()
    protected(service)
    with acting(service.actor("secretaire.ailleurs")) as desk:
        shadow = received(desk, ROSELYNE, service.other_site)
    with acting(service.actor("accueil.ailleurs")) as worker:
        assessment.start(actor=worker, at=at, person=shadow.pk, site=service.other_site.pk)
    with acting(service.actor("cheffe")) as keeper:
        people.attach_shadow(actor=keeper, at=at, shadow=shadow.pk, person=None)
    with as_jobs():
        for model in (FirstAssessment, AssessmentVersion):
            assert set(model.objects.values_list("visibility", flat=True)) == {"staff"}


def test_asked_out_of_turn_nothing_moves(service, ended):
    """Whoever could call the functions learns and opens nothing: the file alone answers."""
    closes(service, ended.person_id)
    with acting(service.actor("secretaire")), connection.cursor() as cursor:
        for agree in ("plans_agree", "notes_agree", "assessments_agree", "duties_agree"):
            cursor.execute(f"select walls.{agree}(%s)", [ended.person_id])
    assert "collegue" not in who_sees(service, Plan, pk=ended.pk)


@pytest.mark.parametrize("model", ABOUT, ids=lambda model: model.__name__)
def test_every_table_about_somebody_follows(model):
    """A new table that nobody thought of would stay behind."""
    said = " ".join(statement for room in ROOMS for statement in import_module(f"tisserand.{room}.walls").FUNCTIONS)
    named = f"update public.{model._meta.db_table} said"
    [update] = [part for part in said.split(";") if named in part and "kept.id" in part]
    assert hasattr(model, "visibility") is ("visibility = kept.visibility" in update)
