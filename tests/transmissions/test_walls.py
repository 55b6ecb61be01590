"""Who reads a letter: its holder, who accompanies the person, their manager unless it is about violence."""

import pytest
from django.apps import apps

from tests.situations import NOW, acting, as_jobs
from tests.support.test_walls import LOGINS
from tests.transmissions.situations import TODAY
from tisserand.access.queries import visible
from tisserand.people import operations as people
from tisserand.transmissions import operations
from tisserand.transmissions.models import DomiciliationContact, Letter

pytestmark = pytest.mark.django_db
TABLES = list(apps.get_app_config("transmissions").get_models())


@pytest.fixture
def whole(letters):
    """One row in every table of the room; a colleague of elsewhere accompanies her."""
    rows = {kind: letters.sent(kind) for kind in ("protection", "violence")}
    for row in rows.values():
        letters.does(operations.record_answer, row, answer="more", on=TODAY)
    letters.keeps(operations.note_contact, letters.granted(), on=TODAY, how="visit")
    letters.measure()
    letters.accompanied("referent.ailleurs")
    return rows


def seen(letters, model, login: str, **said) -> bool:
    with as_jobs():
        actor = letters.service.actor(login)
    with acting(actor):
        return model.objects.filter(**said).exists()


def test_the_database_and_the_query_say_the_same(letters, whole):
    for model in TABLES:
        with as_jobs():
            assert model.objects.exists(), f"a wall proved on an empty table is not proved: {model.__name__}"
        for login in LOGINS:
            actor = letters.service.actor(login)
            with acting(actor):
                behind_the_wall = set(model.objects.values_list("pk", flat=True))
            with as_jobs():
                by_the_query = set(visible(model, actor).values_list("pk", flat=True))
            assert behind_the_wall == by_the_query, (login, model.__name__)


@pytest.mark.requirement("R56")
def test_who_reads_what(letters, whole):
    author, team, manager = "referente", "referent.ailleurs", "cheffe"
    for model in TABLES:
        if model.__name__ in {"Letter", "SealedLetter", "Dispatch", "Answer"}:
            readers = {login for login in LOGINS if seen(letters, model, login, reach="team")}
            assert readers == {author, team, manager}, model.__name__
            # Violence: who conducts it and who accompanies her; her team's manager is not one of them.
            readers = {login for login in LOGINS if seen(letters, model, login, reach="care")}
            assert readers == {author, team}, model.__name__
    desk = {login for login in LOGINS if seen(letters, DomiciliationContact, login)}
    assert desk == {"secretaire", "accueil", manager, team}


def test_who_accompanies_her_reads_and_changes_nothing(letters, whole):
    with acting(letters.service.actor("referent.ailleurs")) as actor:
        with pytest.raises(Letter.DoesNotExist):
            operations.close(actor=actor, at=NOW, letter=whole["violence"].pk, reason="silent", words="Non.")
        assert Letter.objects.filter(pk=whole["protection"].pk).update(quality="health") == 0


def test_an_emergency_opens_no_letter(letters, whole):
    with as_jobs():
        worker = letters.service.actor("accueil.ailleurs")
        people.break_glass(actor=worker, at=NOW, person=letters.person, motive="danger", words="Elle est tombée là.")
    assert not seen(letters, Letter, "accueil.ailleurs")
    measure = apps.get_model("transmissions", "ProtectiveMeasure")
    assert seen(letters, measure, "accueil.ailleurs")
