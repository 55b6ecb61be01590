"""Every content table, every role: raw SQL behind the walls returns exactly what `visible_to` returns without them.

The second half is asked as `jobs`, whose policy lets everything pass: an error of one half cannot hide in the other.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import DatabaseError

from tests.access.sealed import sealed_now
from tests.demo.conftest import rows, write
from tests.situations import NOW, SystemAt
from tisserand.access import grants, journal, policies, queries, rules, scope
from tisserand.access import operations as access
from tisserand.access.actors import System
from tisserand.access.models import Membership
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.models import Digest
from tisserand.documents import operations as documents
from tisserand.documents.rules import Wording
from tisserand.inquiries import operations as inquiries
from tisserand.inquiries.models import ConcernDispatch, ConcernPaper, Conflict, Signature, Transmission
from tisserand.inquiries.operations import concerns
from tisserand.kernel.ids import new_id
from tisserand.people import operations as people
from tisserand.people import queries as whole
from tisserand.people.models import Person
from tisserand.privacy.models import (
    Bordereau,
    BordereauLine,
    FileDue,
    FileNotice,
    LegalHold,
    Purge,
    Recipient,
    Rectification,
)
from tisserand.privacy.operations import rights, rights_copy
from tisserand.support import operations as support
from tisserand.support.models import Objective, Plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo", "what_the_demonstration_lacks")]
COVERS = grants.Cover.objects
MODELS = {model._meta.label: model for model in policies.walled_models()}
# Functions that see more than their caller, and why.
DEFINERS = {
    "walls.keeper_of_look_alike": "answers with a unit, never with a person (practice.md: restricted persons)",
    "walls.engaged_with": "who accompanies a home, for those alone who name its evaluators (record 0017)",
    "walls.owed_about": "identifiers of what things owe, for the room that changes or shows them (record 0021)",
    "walls.closed_to": "the accounts that stepped aside from somebody, for the one who must not choose them",
    "walls.persons_confirmed": "only whom one already names exactly, for the privacy officer (record 0007)",
    "walls.readings_of": "what the person is told of who read her file: seats, never names (record 0007)",
    "walls.stands_in_for": "who is away until when and who stands in, for whoever fixes appointments; never why",
    **dict.fromkeys(
        (
            f"walls.{rows}_agree"
            for rows in (
                "acts",
                "notes",
                "duties",
                "documents",
                "assessments",
                "plans",
                "followed",
                "inquiries",
                "housing",
                "transmissions",
                "protections",
                "measures",
                "notices",
                "rights",
            )
        ),
        "makes rows agree with their file: called out of turn, changes nothing (people.walls.agreeing)",
    ),
    "walls.joined_files": "identifiers, for who tells what was read under each (record 0007)",
    "walls.identities_agree": "makes rows agree with their file: called out of turn, changes nothing",
    **dict.fromkeys(
        (
            f"walls.{verb}_{room}"
            for verb in ("fold", "unfold")
            for room in (
                "reception",
                "assessment",
                "support",
                "inquiries",
                "transmissions",
                "activity",
                "documents",
                "privacy",
                "people",
            )
        ),
        "moves rows between the two files of a fold made in this transaction, and gives back nothing (people.folding)",
    ),
    **dict.fromkeys(
        (f"walls.{one}" for one in ("rsa_runs", "debts_run", "court_runs", "domiciliation_runs", "protection_noted")),
        "yes or no, for those alone who may open one: one at a time for a person (record 0020)",
    ),
    "walls.joint_figures": "numbers of the teams of whoever reads figures, none between one and four",
    "walls.landmarks": "numbers of the units of whoever reads figures; small ones written zero or five",
    "walls.forget_links": "empties whole links older than six months, for jobs alone, and gives back a number (0007)",
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
    files_joined(plan, objective)
    a_hearing_moves(referent, plan)
    grants_made(plan)
    journal.record_consultations(**said, consultations=[(plan.person_id, "dossier", "")])
    something_ends(referent, plan)
    something_is_asked(referent, plan)
    an_inquiry(plan)
    a_concern(plan)
    Authenticator.objects.create(user=plan.referent, type="totp", data={})
    sealed_now()


def a_hearing_moves(actor, plan) -> None:
    """A clock of the law that was counted again, a delay that the département chose, a night that counted."""
    hand = {"actor": actor, "at": NOW, "kind": "support.eviction", "subject": plan.pk}
    hearing = NOW.date() + timedelta(days=90)
    row = deadlines.start(**hand, rule="EXP-5b", event_on=hearing, unit=plan.team_id, person=plan.person_id)
    deadlines.move_event(**hand, event="dsf.audience", event_on=hearing + timedelta(days=30), reason="Renvoi.")
    deadlines.adjust(actor=SystemAt, at=NOW, rule="IP-2", offset=5, starts_on=NOW.date(), decision="Note de service")
    deadlines.count_each_unit(at=NOW)
    seat = Membership.objects.filter(unit=plan.team, role="support_worker").order_by("id")[0]
    deadlines.give(actor=SystemAt, at=NOW, obligation=row.pk, to=seat.account_id)
    deadlines.choose_digest(actor=actor, at=NOW, wanted=False)
    counts = {"on": NOW.date(), "late": 1, "today": 0, "week": 0, "prepared_at": NOW}
    Digest.objects.create(account_id=actor.account_id, **counts)


def files_joined(plan, objective) -> None:
    """Two files of one person, corrected since; an objective that said something else before."""
    free = Person.objects.filter(visibility="staff", attached_to=None).exclude(pk=plan.person_id)
    kept, other = free.order_by("id")[:2]
    read = {"kept_version": kept.version, "other_version": other.version}
    people.merge_files(
        actor=SystemAt, at=NOW, kept=kept.pk, other=other.pk, **read, taken=["birth_place"], reason="Essai."
    )
    Person.objects.filter(pk=kept.pk).update(birth_name="Autre")
    Objective.objects.filter(pk=objective.pk).update(feasibility="Avec un peu d’aide.")


def an_inquiry(plan) -> None:
    """A hearing may end her lease: her référent conducts the inquiry, the double role being said, and sends it."""
    day = NOW.date()
    saisine = inquiries.Saisine(
        referred_by="prefect",
        seized_on=day,
        court="Tribunal judiciaire",
        hearing_on=day + timedelta(days=80),
        landlord="private",
        landlord_name="M. Bailleur",
        lease_on=day.replace(year=2020),
    )
    said = {"actor": SystemAt, "at": NOW}
    row = inquiries.receive(**said, person=plan.person_id, unit=plan.team_id, saisine=saisine)
    said["eviction"] = row.pk
    inquiries.attribute(**said, evaluator=plan.referent_id, reason="Seul ici.")
    inquiries.record_attempt(**said, channel="call", on=day, proof="Appel de 9 h", answer="refused")
    inquiries.give_up(**said, reason="refused")
    inquiries.write_budget(**said, expected_version=1, amounts={"rsa": Decimal(600)})
    inquiries.finish_writing(**said)
    fact = {"kind": "dalo", "on": day, "said_by": "paper", "today": day}
    inquiries.tell_housing(actor=said["actor"], at=NOW, person=plan.person_id, **fact)
    inquiries.send(**said, to="judge", on=day, channel="exploc", proof="Récépissé")


def a_concern(plan) -> None:
    """A colleague is worried about a child; two others evaluate, each row of the room is written once."""
    said, day = {"actor": SystemAt, "at": NOW}, NOW.date()
    unit = queries.units(kind="concern_unit", on=day)[0]
    first, second = Membership.objects.filter(role="support_worker").order_by("id")[:2]
    told = concerns.transmit(**said, unit=unit.pk, children="Lina", words="Elle a peur.", told="yes")
    Transmission.objects.filter(pk=told.pk).update(author_id=plan.referent_id)
    row = concerns.receive_transmission(**said, transmission=told.pk)
    said["concern"] = row.pk
    child = concerns.name_child(**said, name="Lina")
    concerns.name_adult(**said, name="Sa mère", tie="Mère", authority="yes", file=plan.person_id)
    concerns.qualify(**said, qualification="evaluate", reasons="Faits répétés.")
    concerns.assign(**said, first=first.account_id, second=second.account_id)
    about = {"concern_id": row.pk, "unit_id": unit.pk, "written_at": NOW, "files": [plan.person_id]}
    about |= {"evaluator_id": first.account_id, "co_evaluator_id": second.account_id}
    Conflict.objects.create(**about, account_id=first.account_id, clash="accompanies", reason="Seul ici.")
    concerns.meet(**said, place="home", on=day, present="La mère")
    concerns.note_fact(**said, domain="safety", source="said", who="Lina", words="Il crie.", minor=child.pk)
    concerns.ask(**said, asked=plan.referent_id, request="La voyez-vous ?")
    Signature.objects.create(**about, author_id=first.account_id, agrees=True)
    ConcernPaper.objects.create(**about, kind="evaluation", body=b"%PDF-", sha256="0", data={})
    ConcernDispatch.objects.create(**about, to="copy", sent_on=day, channel="mail", proof="Accusé")


def something_is_asked(actor, plan) -> None:
    """She asked to see her file, its copy is being read, a notice stands at its top."""
    asked = rights.Demand(asked="access", received_on=NOW.date(), channel="guichet", answer_name="Mme Mirval")
    hand = {"actor": actor, "at": NOW}
    request = rights.receive_request(**hand, person=plan.person_id, demand=asked)
    copy = rights_copy.start_copy(**hand, request=request.pk)
    rights_copy.keep_gathered(copy=copy.pk, parts=whole.whole_of(System("tests"), plan.person_id))
    about = {"person_id": plan.person_id, "request": request}
    FileNotice.objects.create(**about, kind="limitation", sentence="l’évaluation du 3 mars", starts_on=NOW)
    Rectification.objects.create(**about, what="Adresse", corrected="3 rue", corrected_on=NOW)
    Recipient.objects.create(**about, name="Le bailleur", received="Informations partagées")


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


def grants_made(plan):
    """An emergency that a worker of elsewhere read, and a colleague of the référent who stands in for her."""
    seats = Membership.objects.filter(role="support_worker").select_related("account").order_by("id")
    stranger = next(seat for seat in seats if seat.unit_id != plan.team_id)
    actor = queries.actor_for(stranger.account, at=NOW)
    people.break_glass(actor=actor, at=NOW, person=plan.person_id, motive="danger", words="Elle est à terre, seule.")
    manager = queries.nearest_holder(capability="covers.give", unit_id=plan.team_id, on=NOW.date())
    near = seats.filter(unit=plan.team).exclude(account=plan.referent)[0]
    grants.give_cover(
        actor=queries.actor_for(manager.account, at=NOW),
        at=NOW,
        absent=plan.referent_id,
        covering=near.account_id,
        starts_on=NOW.date(),
        ends_on=NOW.date(),
        reason="Congés",
        today=NOW.date(),
    )
    officer = Membership.objects.get(role="privacy_officer")
    [grant] = grants.FileGrant.objects.all()
    grants.review(actor=queries.actor_for(officer.account, at=NOW), at=NOW, grant=grant.pk, verdict="justified")
    return stranger.account, near.account


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


def test_both_halves_agree_for_those_to_whom_a_grant_opens_more():
    """The stranger of the emergency and the colleague who stands in: the same rows by both halves, and more of them."""
    for account in {row.account for row in grants.FileGrant.objects.all()} | {row.covering for row in COVERS.all()}:
        actor = queries.actor_for(account, at=NOW)
        bare = replace(actor, opened={}, covers=())
        more = set()
        for label, model in MODELS.items():
            behind = behind_the_walls(keys(model), actor)
            assert behind == by_the_query(model, actor), label
            if behind != (without := behind_the_walls(keys(model), bare)):
                assert behind > without, label
                more.add(label)
        assert {"support.Plan", "support.Objective", "activity.Act"} <= more
        assert "people.Address" not in more or not actor.opened


def test_the_proof_has_something_to_prove():
    """A table without a row, or that everybody sees whole, would prove nothing."""
    assert {label for label, model in MODELS.items() if not rows(f"{keys(model)} limit 1")} == set()
    # The one who accompanies most: chance may leave a colleague without any first assessment.
    accompanying = (
        "select account_id from people_careteam where account_id is not null group by 1 order by count(*) desc"
    )
    ((busiest,),) = rows(f"{accompanying}, 1 limit 1")
    worker = queries.actor_for(queries.accounts([busiest])[busiest], at=NOW)
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


@pytest.mark.check(56)
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
    # Second factors stand in the table of django-allauth, behind our wall.
    assert ours | {"mfa_authenticator"} == declared


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
    "inquiries",
    "transmissions",
    "steering",
    "privacy",
}
