"""The wall around a concern: the unit and two named evaluators; no manager, no stand-in, no emergency, no référent."""

import pytest
from django.urls import reverse

from tests.inquiries.concern_situations import ALERT, ANALYSIS, CHILD_WORDS, NEEDS, TODAY, concern_scene
from tests.situations import NOW, SETTLED, acting, as_jobs
from tests.support.test_walls import LOGINS
from tisserand.access import grants, journal, readings
from tisserand.access import operations as access
from tisserand.access.queries import visible
from tisserand.deadlines import queries as duties
from tisserand.inquiries.models import CONCERN_PARTS, Concern, Conflict, Contribution, Transmission
from tisserand.inquiries.operations import concerns
from tisserand.inquiries.queries.filing import filed
from tisserand.inquiries.queries.traces import traces_of_files
from tisserand.inquiries.queries.whole import whole_of
from tisserand.people import operations as people

pytestmark = pytest.mark.django_db
TABLES = (Concern, *CONCERN_PARTS)
SECRET = (ALERT, CHILD_WORDS, NEEDS, ANALYSIS, "L’infirmière", "Faits répétés")
# `collegue` and `accueil.ailleurs` evaluate; `referente` accompanies the mother, alerted, and was asked.
MEMBERS = {"crip", "collegue"}


@pytest.fixture
def scene(service):
    return concern_scene(service)


@pytest.fixture
def whole(scene):
    """One row in every table."""
    scene.accompanied_by(scene.referent.account_id)
    told = scene.transmitted()
    row = scene.evaluated()
    with acting(scene.unit) as actor:
        concerns.receive_transmission(actor=actor, at=NOW, transmission=told.pk, into=row.pk)
    asked = {"asked": scene.referent.account_id, "request": "Voyez-vous Lina ?"}
    row = scene.first_does(concerns.ask, row, **asked)
    row = scene.first_does(
        concerns.conclude,
        row,
        expected_version=row.version,
        conclusion="referral",
        words="Aide refusée.",
        grounds=["refused"],
    )
    scene.first_signs(row, agrees=True)
    row = scene.second_signs(row, agrees=True)
    with as_jobs():
        about = {name: getattr(row, name) for name in ("unit_id", "evaluator_id", "co_evaluator_id", "files")}
        clash = {"account_id": row.evaluator_id, "clash": "accompanies", "reason": "Seul ici."}
        Conflict.objects.create(concern=row, written_at=NOW, **about, **clash)
    return scene.unit_does(concerns.dispatch, row, to="prosecutor", on=TODAY, channel="mail", proof="Accusé")


def seen(scene, model) -> set[str]:
    found = set()
    for login in LOGINS:
        with acting(scene.service.actor(login)):
            found |= {login} if model.objects.exists() else set()
    return found


def test_the_database_and_the_query_say_the_same(scene, whole):
    for model in TABLES:
        with as_jobs():
            assert model.objects.exists(), f"a wall proved on an empty table is not proved: {model.__name__}"
        for login in LOGINS:
            actor = scene.service.actor(login)
            with acting(actor):
                behind_the_wall = set(model.objects.values_list("pk", flat=True))
            with as_jobs():
                by_the_query = set(visible(model, actor).values_list("pk", flat=True))
            assert behind_the_wall == by_the_query, (login, model.__name__)


@pytest.mark.requirement("R62", "R56")
def test_the_unit_and_the_two_named_and_nobody_else(scene, whole):
    everyone = {model: seen(scene, model) for model in TABLES}
    assert everyone.pop(Conflict) == {"crip"}
    # Her own writing, and the question she was asked: the doors of the wall.
    assert everyone.pop(Transmission) == everyone.pop(Contribution) == MEMBERS | {"referente"}
    assert set(map(frozenset, everyone.values())) == {frozenset(MEMBERS)}
    with acting(scene.second):
        assert Concern.objects.exists()
    with acting(scene.referent):
        # The letter of the school is not hers.
        assert Transmission.objects.count() == 1


def test_neither_standing_in_nor_an_emergency_opens_it(scene, whole):
    with as_jobs():
        grants.Cover.objects.create(
            absent_id=scene.first.account_id,
            covering_id=scene.referent.account_id,
            unit_id=scene.service.team.pk,
            reason="Congés",
            starts_on=SETTLED,
            ends_before=TODAY.replace(year=2030),
            given_by_id=scene.unit.account_id,
            given_at=NOW,
        )
        people.break_glass(
            actor=scene.service.actor("accueil"),
            at=NOW,
            person=scene.mother,
            motive="danger",
            words="Elle est tombée devant nous.",
        )
        stands_in, urgent = (scene.service.actor(login) for login in ("referente", "accueil"))
    assert stands_in.covered == {scene.first.account_id}
    assert set(urgent.opened) == {scene.mother}
    for actor in (stands_in, urgent):
        with acting(actor):
            assert not Concern.objects.exists()


def test_standing_in_does_not_show_what_an_evaluator_owes(scene):
    row = scene.assigned()
    with as_jobs():
        grants.Cover.objects.create(
            absent_id=scene.first.account_id,
            covering_id=scene.referent.account_id,
            unit_id=scene.service.team.pk,
            reason="Congés",
            starts_on=SETTLED,
            ends_before=TODAY.replace(year=2030),
            given_by_id=scene.unit.account_id,
            given_at=NOW,
        )
        stands_in = scene.service.actor("referente")
    assert stands_in.covered
    with acting(stands_in) as actor:
        assert not duties.open_obligations(actor).filter(subject=row.pk).exists()
    with acting(scene.first) as actor:
        assert duties.mine(actor).filter(subject=row.pk).exists()


def test_whoever_stepped_aside_from_the_mother_reads_it_no_more(scene, whole):
    with as_jobs():
        access.step_aside(actor=scene.unit, at=NOW, person=scene.mother)
        aside = scene.service.actor("crip")
    assert aside.denied == {scene.mother}
    with acting(aside):
        assert not any(model.objects.exists() for model in TABLES)


@pytest.mark.requirement("R62", "R56")
def test_her_file_says_nothing_of_it(scene, whole):
    """Timeline, duties, what is filed, the copy of the file, who read it, traces: for her own référente."""
    with acting(scene.unit) as actor:
        journal.record_consultations(actor=actor, at=NOW, consultations=[(whole.pk, "information préoccupante", "")])
    with acting(scene.referent) as actor:
        assert not duties.open_obligations(actor).filter(person_id=scene.mother).exists()
        assert list(filed(actor, scene.mother)) == []
        assert readings.unnamed([scene.mother], zone="America/Guadeloupe") == []
    with as_jobs():
        system = scene.service.actor("referente")
        assert whole_of(system, scene.mother) == []
        assert not any(rows.filter(person_id=scene.mother).exists() for rows in traces_of_files(system))


@pytest.mark.check(51)
@pytest.mark.parametrize("login", ["secretaire", "accueil", "referente", "cheffe", "dpo"])
def test_no_page_outside_says_a_word_of_it(client, scene, whole, login):
    """Reception never sees the concern's text, nor does whoever accompanies the mother."""
    client.force_login(scene.service.account(login))
    for name in ("desk:file", "people:identity", "privacy:reads_of", "inquiries:housing"):
        answer = client.get(reverse(name, args=[scene.mother]), secure=True)
        said = answer.content.decode()
        assert "préoccupante" not in said.replace("Informations préoccupantes", ""), name
        assert not [word for word in SECRET if word in said], name
    for name in ("concern", "concern_close"):
        assert client.get(reverse(f"inquiries:{name}", args=[whole.pk]), secure=True).status_code in {404, 405}
    assert client.get(reverse("inquiries:concern_paper", args=[whole.pk, "evaluation"])).status_code == 404


def test_an_evaluator_named_elsewhere_reads_it_no_more(scene):
    row = scene.met()
    other = scene.service.account("accueil").pk
    scene.unit_does(concerns.assign, row, first=other, second=scene.second.account_id)
    with acting(scene.first):
        assert not any(model.objects.exists() for model in TABLES)
    with acting(scene.service.actor("accueil")):
        assert Concern.objects.exists()
