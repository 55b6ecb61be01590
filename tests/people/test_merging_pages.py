"""From « Ressemblances » to one file, and back; « mal classé »; a file that mixed two persons."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.people.situations import known, named, protected
from tests.people.test_merging import MAIDEN, merge, versions
from tests.situations import NOW, acting, as_jobs
from tisserand.activity import operations as activity
from tisserand.activity.models import Act
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.people import operations
from tisserand.people.models import Fold, Person
from tisserand.reception import operations as reception
from tisserand.reception.models import Demand, Visit
from tisserand.reception.rules.demands import DemandFacts
from tisserand.reception.rules.visits import Arrival

pytestmark = pytest.mark.django_db

CHOSEN = {"used_name": "kept", "first_names": "kept", "birth": "other"}


@pytest.fixture
def browser(client, service):
    def signed_in(login):
        client.force_login(service.account(login))
        return client

    return signed_in


def text_of(response) -> str:
    return response.content.decode()


def visited(service, person, login="accueil") -> Visit:
    """She came, and asked for something: the secretary may not read what."""
    with acting(service.actor(login)) as worker:
        visit = reception.register_visit(
            actor=worker, at=NOW, site=service.site.pk, arrival=Arrival(arrived_at=NOW, has_person=True), person=person
        )
        reception.receive_visit(actor=worker, at=NOW, visit=visit.pk, by=worker.account_id)
        facts = DemandFacts(words="Un logement.", main_theme="isolement", answers=("ecoute-seule",))
        reception.write_demand(actor=worker, at=NOW, visit=visit.pk, said=facts, minutes=20)
    return visit


def address(view, *identifiers) -> str:
    return reverse(f"people:{view}", args=identifiers)


def test_two_files_become_one_from_the_page_of_likenesses(service, browser):
    kept, other = known(service).pk, known(service, MAIDEN).pk
    manager = browser("cheffe")
    page = text_of(manager.get(address("duplicates", kept)))
    assert address("merge", kept, other) in page
    page = text_of(manager.get(address("merge", kept, other)))
    assert "14 mars 1984" in page
    assert "Vous pourrez défaire" in page
    read = dict(zip(("kept_version", "other_version"), versions(kept, other), strict=True))
    silent = manager.post(address("merge", kept, other), {**read, "request_key": new_id(), "birth": "kept"})
    assert silent.status_code == 422
    said = {**read, "request_key": new_id(), "birth": "kept", "reason": "Deux accueils."}
    answer = manager.post(address("merge", kept, other), said, follow=True)
    assert answer.status_code == 200
    assert "Dossiers réunis à celui-ci" in text_of(answer)


def test_old_addresses_lead_to_the_kept_file(service, browser):
    kept, other = known(service).pk, known(service, MAIDEN).pk
    with acting(service.actor("cheffe")) as manager:
        merge(manager, kept, other)
    desk = browser("secretaire")
    moved = desk.get(address("identity", other))
    assert (moved.status_code, moved.url) == (302, address("identity", kept))
    sent = desk.post(address("household", other), {"q": "malik"})
    assert (sent.status_code, sent.url) == (307, address("household", kept))
    worker = browser("accueil")
    assert worker.get(reverse("desk:file", args=[other])).url == reverse("desk:file", args=[kept])
    assert desk.get(address("identity", new_id())).status_code == 404


def test_undoing_asks_of_whom_is_what_was_written_since(service, browser):
    kept, other = known(service).pk, known(service, MAIDEN).pk
    with acting(service.actor("cheffe")) as manager:
        fold = merge(manager, kept, other)
    visit = visited(service, kept)
    manager = browser("cheffe")
    page = text_of(manager.get(address("undo_fold", kept, fold.pk)))
    assert "Venue à l’accueil" in page
    said = {"reason": "Deux cousines.", f"piece-{visit.pk}": "other"}
    assert manager.post(address("undo_fold", kept, fold.pk), said).status_code == 302
    with as_jobs():
        assert {row.person_id for row in (Visit.objects.get(), Demand.objects.get(), *Act.objects.all())} == {other}
    assert "Aucun autre dossier ne lui ressemble" in text_of(manager.get(address("duplicates", kept)))
    assert manager.get(address("undo_fold", kept, fold.pk)).status_code == 404


@pytest.mark.parametrize("login", ["secretaire", "accueil", "referente", "pole", "crip", "direction", "admin", "dpo"])
def test_who_may_not_join_has_no_page_for_it(service, browser, login):
    kept, other = known(service).pk, known(service, MAIDEN).pk
    with acting(service.actor("cheffe")) as manager:
        fold = merge(manager, kept, other)
    someone = browser(login)
    for page in (address("merge", kept, other), address("undo_fold", kept, fold.pk), address("split", kept)):
        assert someone.get(page).status_code == 404
        assert someone.post(page, {"reason": "non"}).status_code == 404
    with as_jobs():
        assert Person.objects.get(pk=other).attached_to_id == kept


def test_a_protected_person_has_no_merge_page_for_who_may_not_see_her(service, browser):
    her, anybody = protected(service).pk, named(service, "Rosy").pk
    manager = browser("cheffe")
    read = dict(zip(("kept_version", "other_version"), versions(anybody, her), strict=True))
    said = {**read, "request_key": new_id(), "reason": "La même.", "first_names": "kept"}
    refused = manager.post(address("merge", anybody, her), said)
    assert refused.status_code == 422
    assert "Protégez d’abord" in text_of(refused)


def test_an_entry_put_in_the_wrong_file_is_moved_with_all_that_goes_with_it(service, browser):
    wrong, right = named(service, "Malik").pk, named(service, "Rosy").pk
    visit = visited(service, wrong)
    desk = browser("secretaire")
    assert address("misfiled", wrong, visit.pk) in text_of(desk.get(address("entries", wrong)))
    page = text_of(desk.post(address("misfiled", wrong, visit.pk), {"q": "rosy mirval"}))
    assert address("move_entry", wrong, visit.pk, right) in page
    to = address("move_entry", wrong, visit.pk, right)
    assert desk.post(to, {"q": "rosy", "request_key": new_id()}).status_code == 422
    key = new_id()
    for _ in range(2):
        desk.post(to, {"request_key": key, "reason": "Deux homonymes dans la file."})
    with as_jobs():
        assert {row.person_id for row in (Visit.objects.get(), Demand.objects.get(), *Act.objects.all())} == {right}
        assert Fold.objects.count() == 1
    page = text_of(desk.get(address("entries", wrong)))
    assert "Une pièce a été déplacée vers un autre dossier" in page
    assert "Rosy" not in page
    assert "Venue" not in page
    assert "est venue d’un autre dossier" in text_of(desk.get(address("entries", right)))


def test_an_emergency_reads_and_moves_nothing(service, browser):
    her, somebody = known(service).pk, named(service, "Rosy").pk
    visit = visited(service, her)
    with acting(service.actor("cheffe")) as manager:
        fold = operations.move_entry(actor=manager, at=NOW, person=her, key=visit.pk, to=somebody, reason="Erreur.")
        operations.undo_move(actor=manager, at=NOW, fold=fold.pk, reason="Non.")
    now = timezone.now()
    with as_jobs():
        stranger = service.actor("accueil.ailleurs", now)
    with acting(stranger):
        operations.break_glass(actor=stranger, at=now, person=her, motive="danger", words="Elle est à terre, seule.")
    worker = browser("accueil.ailleurs")
    page = text_of(worker.get(address("entries", her)))
    assert "Venue" in page
    assert "Mal classé" not in page
    assert worker.get(address("misfiled", her, visit.pk)).status_code == 404
    with as_jobs():
        stranger = service.actor("accueil.ailleurs", now)
    with acting(stranger), pytest.raises(Refused, match="emergency"):
        operations.move_entry(actor=stranger, at=now, person=her, key=visit.pk, to=somebody, reason="Moi.")


def test_to_join_with_a_file_of_another_site_one_says_why_first(service, browser):
    kept, far = known(service).pk, known(service, MAIDEN, site=service.other_site).pk
    manager = browser("cheffe")
    for page in (address("merge", kept, far), address("merge", far, kept), address("history", far)):
        assert manager.get(page).url == address("outside", far)
    read = dict(zip(("kept_version", "other_version"), versions(kept, far), strict=True))
    manager.post(address("merge", kept, far), {**read, "request_key": new_id(), "reason": "La même.", "birth": "kept"})
    with as_jobs():
        assert not Fold.objects.exists()


def test_a_move_is_undone_with_what_followed(service, browser):
    wrong, right = named(service, "Malik").pk, named(service, "Rosy").pk
    visit = visited(service, wrong)
    with acting(service.actor("accueil")) as worker:
        said = {"actor": worker, "at": NOW, "reason": "Homonymes."}
        fold = operations.move_entry(**said, person=wrong, key=visit.pk, to=right)
        activity.record_act(
            actor=worker,
            at=NOW,
            happened_at=NOW,
            nature="call",
            function="accueil",
            unit=service.site.pk,
            kind="reception.visit",
            subject=visit.pk,
            person=right,
        )
        operations.undo_move(**said, fold=fold.pk)
        with pytest.raises(Refused, match="undone"):
            operations.undo_move(**said, fold=fold.pk)
    with as_jobs():
        assert {act.person_id for act in Act.objects.all()} == {wrong}
        assert Demand.objects.get().person_id == wrong


def test_a_visit_of_a_protected_person_goes_to_her_by_her_keeper_only(service):
    her, namesake = protected(service).pk, named(service, "Rosy").pk
    visit = visited(service, namesake)
    with acting(service.actor("secretaire")) as desk, pytest.raises(Refused, match="absent"):
        operations.move_entry(actor=desk, at=NOW, person=namesake, key=visit.pk, to=her, reason="C’est elle.")
    with acting(service.actor("cheffe")) as keeper:
        operations.move_entry(actor=keeper, at=NOW, person=namesake, key=visit.pk, to=her, reason="C’est elle.")
    with as_jobs():
        assert Demand.objects.get().visibility == "restricted"


def test_two_persons_mixed_in_one_file(service, browser):
    mixed = named(service, "Rose")
    first = visited(service, mixed.pk)
    manager = browser("cheffe")
    assert f'value="{first.pk}"' in text_of(manager.get(address("split", mixed.pk)))
    said = {"used_name": "Mirval", "first_names": "Rosita", "reason": "Deux sœurs.", "request_key": new_id()}
    assert manager.post(address("split", mixed.pk), said).status_code == 422
    answer = manager.post(address("split", mixed.pk), {**said, "keys": [str(first.pk)]})
    created = re.search(r"/personnes/([0-9a-f-]{36})/identite/", answer.url).group(1)
    with as_jobs():
        assert str(Demand.objects.get().person_id) == created
        fold = Fold.objects.get()
    undone = manager.post(address("undo_fold", mixed.pk, fold.pk), {"reason": "C’était la même."})
    assert undone.status_code == 302
    with as_jobs():
        assert Demand.objects.get().person_id == mixed.pk


def test_a_file_of_nobody_i_may_see_is_not_there(service, browser):
    her = protected(service).pk
    for view in ("entries", "history"):
        assert browser("secretaire").get(address(view, her)).status_code == 404
