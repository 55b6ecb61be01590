"""Two walls: the procedure is known to whoever accompanies her, what is written for the judge is not."""

import pytest
from django.apps import apps

from tests.inquiries.situations import TODAY
from tests.situations import NOW, acting, as_jobs
from tests.support.test_walls import LOGINS
from tisserand.access.queries import visible
from tisserand.inquiries import operations
from tisserand.inquiries.models import (
    CONCERN_PARTS,
    Concern,
    Diagnosis,
    Eviction,
    HearingDate,
    HousingFact,
    SentDiagnosis,
)
from tisserand.people import operations as people
from tisserand.people.models import CareTeam

pytestmark = pytest.mark.django_db
# Concerns have a wall of their own: test_concern_walls.
TABLES = [model for model in apps.get_app_config("inquiries").get_models() if model not in (Concern, *CONCERN_PARTS)]


@pytest.fixture
def whole(eviction):
    """One row in every table of the room; a colleague of elsewhere accompanies her."""
    row = eviction.sent()
    with as_jobs():
        people.join_care_team(
            actor=eviction.manager,
            at=NOW,
            person=eviction.person,
            unit=eviction.service.other_team.pk,
            account=eviction.service.account("referent.ailleurs").pk,
            starts_on=TODAY.replace(year=2020),
            reason="accompagnement",
        )
    with acting(eviction.service.actor("referent.ailleurs")) as actor:
        fact = {"kind": "fsl", "on": TODAY, "said_by": "person", "today": TODAY}
        operations.tell_housing(actor=actor, at=NOW, person=eviction.person, **fact)
    return row


def seen(eviction, model, login: str) -> bool:
    with acting(eviction.service.actor(login)):
        return model.objects.exists()


def test_the_database_and_the_query_say_the_same(eviction, whole):
    for model in TABLES:
        with as_jobs():
            assert model.objects.exists(), f"a wall proved on an empty table is not proved: {model.__name__}"
        for login in LOGINS:
            actor = eviction.service.actor(login)
            with acting(actor):
                behind_the_wall = set(model.objects.values_list("pk", flat=True))
            with as_jobs():
                by_the_query = set(visible(model, actor).values_list("pk", flat=True))
            assert behind_the_wall == by_the_query, (login, model.__name__)


@pytest.mark.requirement("R56", "R61")
def test_who_accompanies_her_sees_the_procedure_and_nothing_of_the_diagnosis(eviction, whole):
    everyone = {model: {login for login in LOGINS if seen(eviction, model, login)} for model in TABLES}
    members = {"referente", "cheffe"}
    known = {Eviction, HearingDate}
    # Facts of her housing are her team's: the inquiry takes nothing from them.
    assert everyone.pop(HousingFact) == {"referent.ailleurs"}
    assert everyone == {model: members | {"referent.ailleurs"} if model in known else members for model in everyone}


def test_who_accompanies_her_changes_nothing(eviction, whole):
    with acting(eviction.service.actor("referent.ailleurs")) as actor:
        with pytest.raises(Eviction.DoesNotExist):
            operations.postpone_hearing(
                actor=actor, at=NOW, eviction=whole.pk, to=TODAY.replace(year=2027), reason="Renvoi"
            )
        assert Eviction.objects.filter(pk=whole.pk).update(court="Ailleurs") == 0


def test_an_inquiry_opens_no_file(eviction, whole):
    """The evaluator does not join the care team: her mission is another one."""
    with as_jobs():
        seats = CareTeam.objects.filter(person_id=eviction.person)
        assert set(seats.values_list("account__login", flat=True)) == {"referent.ailleurs"}


def test_an_emergency_opens_nothing_of_it(eviction, whole):
    with as_jobs():
        people.break_glass(
            actor=eviction.service.actor("accueil"),
            at=NOW,
            person=eviction.person,
            motive="danger",
            words="Elle est tombée devant nous.",
        )
    assert not any(seen(eviction, model, "accueil") for model in (Eviction, Diagnosis, SentDiagnosis))
