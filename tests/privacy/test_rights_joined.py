"""Her requests, notices and copies follow a file that is joined to another, and come back with it."""

import pytest

from tests.people.situations import known
from tests.people.test_merging import MAIDEN, everything, merge
from tests.privacy.rights_scenes import NOW, TODAY, asks, gathered, made, scene
from tests.situations import SystemAt, acting, as_jobs
from tisserand.access import grants
from tisserand.access.actors import System
from tisserand.access.models import FileGrant
from tisserand.kernel.ids import new_id
from tisserand.people.operations import split_file, undo_merge
from tisserand.people.rules import Identity
from tisserand.privacy import jobs
from tisserand.privacy.models import CopyItem, FileCopy, FileNotice, LegalHold, Recipient, Rectification, RightsRequest
from tisserand.privacy.queries.rights_whole import whole_file
from tisserand.reception.models import Visit

pytestmark = pytest.mark.django_db
FOLLOWING = (LegalHold, RightsRequest, FileNotice, Rectification, Recipient, FileCopy, CopyItem)


@pytest.fixture
def told(service):
    """She asked for her file, it is read for her; something is limited, held, and was opened in an emergency."""
    told = scene(service)
    request = asks(told)
    gathered(told, request)
    about = {"person_id": told.person, "request": request}
    with as_jobs():
        FileNotice.objects.create(**about, kind="limitation", sentence="l’évaluation", starts_on=TODAY)
        Rectification.objects.create(**about, what="Adresse", corrected="3 rue", corrected_on=TODAY)
        Recipient.objects.create(**about, name="Le bailleur", received="Un courrier")
        LegalHold.objects.create(
            person_id=told.person,
            reason="Contentieux",
            starts_on=TODAY,
            placed_at=NOW,
            placed_by=service.account("dpo"),
        )
        stranger = service.actor("accueil.ailleurs")
        opened = {"unit": service.other_site.pk, "motive": "danger", "words": "Elle est à terre, seule."}
        grants.break_glass(actor=stranger, at=NOW, person=told.person, **opened, minutes=30)
    return told


def persons(model) -> set:
    with as_jobs():
        return set(model.objects.values_list("person_id", flat=True))


def test_they_follow_and_come_back_exactly(service, told):
    kept = known(service, MAIDEN).pk
    before = everything()
    with acting(service.actor("cheffe")) as manager:
        fold = merge(manager, kept, told.person)
    assert {model: persons(model) for model in FOLLOWING} == dict.fromkeys(FOLLOWING, {kept})
    assert persons(FileGrant) == {told.person}, "an emergency opens the file for which it was asked"
    with acting(service.actor("cheffe")) as manager:
        undo_merge(actor=manager, at=NOW, fold=fold.pk, reason="Deux sœurs.")
    assert everything() == before


def test_of_two_persons_mixed_in_a_file_that_is_held_both_are(service, told):
    with as_jobs():
        visit = Visit.objects.get(person=told.person)
        said = {"identity": Identity(first_names="Rosita"), "reason": "Deux sœurs.", "request_key": new_id()}
        fold = split_file(actor=SystemAt, at=NOW, person=told.person, keys=[visit.pk], **said)
    assert persons(LegalHold) == {told.person, fold.person_id}


def test_what_was_gathered_before_or_while_joined_is_gathered_again(service, told):
    """Handed over as it was, the copy would hold what is somebody else's."""
    kept = known(service, MAIDEN).pk
    with acting(service.actor("cheffe")) as manager:
        fold = merge(manager, kept, told.person)
    with as_jobs():
        request = RightsRequest.objects.get()
        jobs.gather_again(person=str(kept))
    made(told, request)
    with as_jobs():
        assert CopyItem.objects.filter(kind="people.Person").count() == 2, "both identities are hers"
        assert FileCopy.objects.get().state == "ready"
    with acting(service.actor("cheffe")) as manager:
        undo_merge(actor=manager, at=NOW, fold=fold.pk, reason="Deux sœurs.")
    with as_jobs():
        jobs.gather_again(person=str(told.person))
        copy = FileCopy.objects.get()
        assert (copy.state, copy.paper_id, CopyItem.objects.count()) == ("gathering", None, 0)
        jobs.gather_copy(copy=str(copy.pk))
        assert CopyItem.objects.filter(kind="people.Person").count() == 1


def test_the_copy_tells_what_stays_under_the_closed_file(service, told):
    kept = known(service, MAIDEN).pk
    with as_jobs():
        alone = {(part.kind, part.key) for part in whole_file(System("tests"), told.person)}
    with acting(service.actor("cheffe")) as manager:
        merge(manager, kept, told.person)
    with as_jobs():
        assert alone <= {(part.kind, part.key) for part in whole_file(System("tests"), kept)}
