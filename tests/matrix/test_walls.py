"""Every content table, every role: raw SQL behind the walls returns exactly what `visible_to` returns without them.

The second half is asked as `jobs`, whose policy lets everything pass: an error of one half cannot hide in the other.
"""

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import DatabaseError

from tests.demo.conftest import rows, write
from tests.situations import NOW, SystemAt
from tisserand.access import journal, policies, queries, rules, scope
from tisserand.access import operations as access
from tisserand.access.models import Membership
from tisserand.documents import operations as documents
from tisserand.documents.rules import Wording
from tisserand.kernel.ids import new_id
from tisserand.people import operations as people
from tisserand.people.models import Person
from tisserand.privacy.models import Bordereau, BordereauLine, FileDue, LegalHold, Purge
from tisserand.support import operations as support
from tisserand.support.models import Objective, Plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo", "what_the_demonstration_lacks")]
MODELS = {model._meta.label: model for model in policies.walled_models()}
# Functions that see more than their caller, and why.
DEFINERS = {
    "walls.keeper_of_look_alike": "answers with a unit, never with a person (practice.md: restricted persons)",
    "walls.closed_to": "the accounts that stepped aside from somebody, for the one who must not choose them",
    **dict.fromkeys(
        (
            f"walls.{rows}_agree"
            for rows in ("acts", "notes", "duties", "documents", "assessments", "plans", "measures")
        ),
        "makes rows agree with their file: called out of turn, changes nothing (people.walls.agreeing)",
    ),
    "walls.identities_agree": "makes rows agree with their file: called out of turn, changes nothing",
    **dict.fromkeys(
        (
            f"walls.{verb}_{room}"
            for verb in ("fold", "unfold")
            for room in ("reception", "assessment", "support", "activity", "documents", "privacy", "people")
        ),
        "moves rows between the two files of a fold made in this transaction, and gives back nothing (people.folding)",
    ),
    "public.support_keep_promises": "a deferred trigger: refuses, and gives back nothing",
    "public.support_obligation_closed": "a deferred trigger: refuses, and gives back nothing",
}


@pytest.fixture
def what_the_demonstration_lacks():
    """One row in the tables that eighteen months of ordinary life leave empty."""
    plan = Plan.objects.filter(state="active").order_by("id")[0]
    referent = queries.actor_for(plan.referent, at=NOW)
    said = {"actor": referent, "at": NOW}
    support.add_beneficiary(**said, plan=plan.pk, who=plan.person_id)
    objective = Objective.objects.filter(plan=plan).order_by("id")[0]
    support.assess_objective(**said, objective=objective.pk, state="ongoing")
    support.record_measure(**said, person=plan.person_id, measure="curatelle", exercised_by="UDAF")
    access.save_draft(**said, form="essai", page="/", title="Note", fields={}, person=plan.person_id)
    documents.post_mail(**said, to="c.lollia@example.org", wording=Wording.DUTY)
    two = Person.objects.filter(visibility="staff", attached_to=None).exclude(pk=plan.person_id).order_by("id")[:2]
    versions = {"kept_version": two[0].version, "other_version": two[1].version}
    people.merge_files(
        actor=SystemAt, at=NOW, kept=two[0].pk, other=two[1].pk, **versions, taken=["birth_place"], reason="Essai."
    )
    Person.objects.filter(pk=two[0].pk).update(birth_name="Autre")
    Objective.objects.filter(pk=objective.pk).update(feasibility="Avec un peu d’aide.")
    journal.record_consultations(**said, consultations=[(plan.person_id, "dossier", "")])
    something_ends(referent, plan)


def something_ends(actor, plan) -> None:
    """A file at its end, one held back, a list for the archives, and somebody already forgotten."""
    LegalHold.objects.create(
        person_id=plan.person_id, reason="Contentieux", starts_on=NOW, placed_at=NOW, placed_by_id=actor.account_id
    )
    ends = {"kind": "file", "reference_on": NOW, "due_on": NOW}
    FileDue.objects.create(
        person_id=plan.person_id, site_id=plan.person.site_id, announced_on=NOW, planned_on=NOW, **ends
    )
    made = {"made_at": NOW, "made_by_id": actor.account_id, "unnamed_before": NOW}
    row = Bordereau.objects.create(files=1, oldest_on=NOW, latest_on=NOW, **made)
    BordereauLine.objects.create(bordereau=row, person_id=plan.person_id, **ends)
    Purge.objects.create(former_id=new_id(), purged_at=NOW)


@pytest.fixture(params=sorted(rules.roles()))
def actor(request):
    """The holder of this role who has most to see, and somebody from the middle of the list."""
    seats = Membership.objects.filter(role=request.param).order_by("id")
    if not seats:
        pytest.skip(f"nobody is {request.param} in the demonstration")
    return queries.actor_for(seats[len(seats) // 2].account, at=NOW)


def keys(model) -> str:
    return f"select {model._meta.pk.column}::text from {model._meta.db_table}"  # noqa: S608 (names of our own tables)


def behind_the_walls(statement: str, actor=None) -> set[str]:
    """As `app`, whatever the test stood on before."""
    with transaction.atomic():
        write(f"set local role {settings.DATABASE_ROLES['app']}")
        if actor is None:
            scope.leave()
            found = {key for (key,) in rows(statement)}
        else:
            with scope.acting(actor):
                found = {key for (key,) in rows(statement)}
        transaction.set_rollback(True)
    return found


def by_the_query(model, actor) -> set[str]:
    return {str(key) for key in queries.visible(model, actor).values_list("pk", flat=True)}


def test_both_halves_say_the_same_on_every_table(actor):
    wrong = {
        label: (len(behind - query), len(query - behind))
        for label, model in MODELS.items()
        if (behind := behind_the_walls(keys(model), actor)) != (query := by_the_query(model, actor))
    }
    assert wrong == {}, "rows seen behind the walls only, by the query only"


def test_the_proof_has_something_to_prove():
    """A table without a row, or that everybody sees whole, would prove nothing."""
    assert {label for label, model in MODELS.items() if not rows(f"{keys(model)} limit 1")} == set()
    worker = queries.actor_for(Membership.objects.filter(role="support_worker").order_by("id")[0].account, at=NOW)
    for label in ("people.CareTeam", "support.Plan", "reception.Demand", "assessment.FirstAssessment"):
        everything = {key for (key,) in rows(keys(MODELS[label]))}
        assert set() < behind_the_walls(keys(MODELS[label]), worker) < everything, label


def test_without_a_scope_nothing_is_seen():
    assert {label for label, model in MODELS.items() if behind_the_walls(keys(model))} == set()


@pytest.mark.parametrize("said", ["everything", "{*}", "{00000000-0000-0000-0000-000000000000}", "{"])
def test_a_malformed_or_unknown_scope_sees_nothing(said):
    """Malformed: PostgreSQL refuses to read it. Unknown: nobody's unit (decision D12)."""
    for model in MODELS.values():
        with transaction.atomic():
            write(f"set local role {settings.DATABASE_ROLES['app']}")
            for capability in rules.capabilities():
                write(f"select set_config('app.reach_{capability.replace('.', '_')}', '{said}', true)")
            try:
                with transaction.atomic():
                    found = rows(f"{keys(model)} limit 1")
            except DatabaseError:
                found = []  # PostgreSQL could not read it
            transaction.set_rollback(True)
        assert found == [], model


def test_reset_forgets_and_a_reused_connection_carries_nothing():
    worker = queries.actor_for(Membership.objects.filter(role="support_worker").order_by("id")[0].account, at=NOW)
    statement = keys(MODELS["people.CareTeam"])
    assert behind_the_walls(statement, worker)
    with transaction.atomic():
        write(f"set local role {settings.DATABASE_ROLES['app']}")
        scope.enter(worker)
        write("reset all")
        assert rows(statement) == []
        transaction.set_rollback(True)
    assert behind_the_walls(statement) == set()


def test_no_view_or_function_of_the_catalogue_sees_more_than_its_caller():
    """An ordinary view owned by the owner leaks everything: `security_invoker` is required."""
    views = rows(
        "select c.oid::regclass::text from pg_class c where c.relkind in ('v', 'm')"
        " and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)"
        " and not coalesce(c.reloptions::text[] && array['security_invoker=true', 'security_invoker=on'], false)"
    )
    assert views == []
    definers = rows(
        "select p.pronamespace::regnamespace::text || '.' || p.proname from pg_proc p where p.prosecdef"
        " and p.pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)"
    )
    ours = {name for (name,) in definers if not name.startswith("public.procrastinate_")}
    assert ours == set(DEFINERS)


def test_every_table_stands_behind_a_wall_or_says_why_not():
    walled = {model._meta.db_table for model in MODELS.values()}
    forced = rows("select relname from pg_class where relkind = 'r' and relrowsecurity and relforcerowsecurity")
    assert {name for (name,) in forced} == walled
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        ours = {name for (name,) in cursor.fetchall() if name.split("_")[0] in ROOMS}
    declared = {model._meta.db_table for model in policies.our_models()}
    assert ours == declared


ROOMS = {
    "access",
    "people",
    "territories",
    "deadlines",
    "documents",
    "activity",
    "reception",
    "assessment",
    "support",
    "privacy",
}
