"""A child named twice, or by mistake: removed with a reason, or what to say instead; nobody goes once it is written."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from tests.inquiries.concern_situations import FACT, HEARD, TODAY, ConcernScene, concern_scene
from tests.situations import NOW, acting, as_jobs, build
from tisserand.access import scope
from tisserand.access.models import JournalEntry
from tisserand.inquiries.models import Concern, Minor, Signature
from tisserand.inquiries.operations import concerns
from tisserand.inquiries.queries import concerns as lists
from tisserand.inquiries.rules.concern_facts import ChildFacts
from tisserand.inquiries.rules.concern_home import refusals_to_remove_child
from tisserand.inquiries.rules.concern_states import Stage
from tisserand.kernel.refusals import Refused

TWICE = "Nommée deux fois."
NOTHING = ChildFacts("Lina")


@pytest.fixture
def scene(service):
    return concern_scene(service)


def removes(
    scene: ConcernScene, row: Concern, name: str = "Noé", *, who=None, why: str = TWICE, version=None
) -> Concern:
    child = scene.child(row, name)
    with acting(who or scene.unit) as actor:
        read = child.version if version is None else version
        concerns.remove_child(actor=actor, at=NOW, child=child.pk, expected_version=read, why=why)
    return scene.again(row)


def refused_for(operation, *said, **more) -> set[str]:
    with pytest.raises(Refused) as caught:
        operation(*said, **more)
    return {refusal.code for refusal in caught.value.refusals}


@pytest.mark.parametrize(
    ("stage", "child", "others", "facts", "reason", "said"),
    [
        (Stage.RECEIVED, NOTHING, 1, 0, TWICE, set()),
        (Stage.TO_ASSIGN, NOTHING, 1, 0, TWICE, set()),
        (Stage.EVALUATING, NOTHING, 1, 0, TWICE, set()),
        (Stage.EVALUATING, NOTHING, 1, 0, None, set()),
        (Stage.EVALUATING, NOTHING, 1, 0, " ", {"why"}),
        (Stage.RECEIVED, NOTHING, 0, 0, TWICE, {"last"}),
        (Stage.EVALUATING, NOTHING, 1, 1, TWICE, {"written"}),
        (Stage.EVALUATING, ChildFacts("Lina", agreement="refused"), 1, 0, TWICE, {"written"}),
        (Stage.EVALUATING, ChildFacts("Lina", heard="declined"), 1, 0, TWICE, {"written"}),
        (Stage.EVALUATING, ChildFacts("Lina", situation="risk"), 1, 0, TWICE, {"written"}),
        (Stage.EVALUATING, ChildFacts("Lina", needs="Dormir."), 1, 0, TWICE, {"written"}),
        (Stage.TO_REFER, NOTHING, 1, 0, TWICE, {"referred"}),
        (Stage.REFERRED, NOTHING, 1, 0, TWICE, {"decided"}),
        (Stage.CONCLUDED, NOTHING, 1, 0, TWICE, {"decided"}),
        (Stage.CLOSED, NOTHING, 1, 0, TWICE, {"closed"}),
    ],
)
def test_who_may_be_removed(stage, child, others, facts, reason, said):
    found = refusals_to_remove_child(stage, child, others=others, facts=facts, reason=reason)
    assert {refusal.code for refusal in found} == said
    assert all("lutôt" in one.message for one in found if one.code in {"last", "written", "referred", "decided"})


@pytest.mark.django_db
@pytest.mark.requirement("R62")
def test_a_child_named_twice_leaves_with_a_reason(scene):
    row = scene.assigned(baby=True)
    assert row.under_two
    row = removes(scene, row, who=scene.second)
    with as_jobs():
        kept = Minor.objects.get(concern=row, name__startswith="Noé")
        assert (kept.removed_at, kept.removed_by_id, kept.removed_why) == (NOW, scene.second.account_id, TWICE)
        (said,) = JournalEntry.objects.filter(subject=row.pk, verb="concern.remove_child")
        # The journal outlives the concern: no name there, no typed word.
        assert (said.person_id, said.reason) == (None, "")
    # The baby shortened the evaluation.
    assert not row.under_two
    assert row.evaluating.closed_at is None
    with acting(scene.unit) as actor:
        sheet = lists.sheet(actor, row)
        assert (sheet.names, [one.name for one in sheet.removed]) == ("Lina Mirval", ["Noé Mirval"])
        assert [line.children for line in lists.lines_of(actor, [row])] == ["Lina Mirval"]


@pytest.mark.django_db
def test_what_leaves_is_nowhere_counted_nor_written(scene):
    row = removes(scene, scene.described(baby=True))
    with acting(scene.unit) as actor:
        (ages,) = (table for table in lists.figures_of(actor, row.received_on.year) if "âge" in table.title)
        assert ages.cells[0].shown == "0"
        paper = lists.writing(lists.sheet(actor, row), "evaluation", on=TODAY)
    assert "Noé" not in str(paper)


@pytest.mark.django_db
def test_a_file_linked_by_mistake_is_linked_no_more(scene):
    row = scene.described()
    with as_jobs():
        father = scene.service.account("referente").pk
    scene.unit_does(concerns.name_child, row, name="Noé Mirval", file=father)
    assert father in scene.again(row).files
    row = removes(scene, row)
    assert father not in row.files
    with as_jobs():
        assert set(Minor.objects.filter(concern=row).values_list("file", flat=True)) == {None}


@pytest.mark.django_db
def test_the_only_child_stays(scene):
    assert refused_for(removes, scene, scene.described(), "Lina") == {"last"}


@pytest.mark.django_db
def test_nobody_of_whom_something_is_written_leaves(scene):
    row = scene.met(baby=True)
    scene.first_does(concerns.note_fact, row, **FACT, minor=scene.child(row, "Noé").pk)
    assert refused_for(removes, scene, row) == {"written"}
    with acting(scene.first) as actor:
        said = HEARD | {"heard_words": "", "expected_version": 1}
        concerns.hear_child(actor=actor, at=NOW, child=scene.child(row).pk, **said)
    assert refused_for(removes, scene, row, "Lina") == {"written"}


@pytest.mark.django_db
def test_nobody_leaves_once_it_is_decided(scene):
    assert refused_for(removes, scene, scene.concluded(baby=True)) == {"decided"}
    assert refused_for(removes, scene, scene.qualified("immediate", baby=True)) == {"referred"}


@pytest.mark.django_db
def test_a_reason_is_asked_and_the_page_that_was_read_is_the_one_that_counts(scene):
    row = scene.described(baby=True)
    assert refused_for(removes, scene, row, why=" ") == {"why"}
    assert refused_for(removes, scene, row, version=7) == {"changed"}
    removes(scene, row)
    assert refused_for(removes, scene, row) == {"removed"}


@pytest.mark.django_db
def test_nothing_more_is_written_of_who_left(scene):
    row = removes(scene, scene.met(baby=True))
    gone = scene.child(row, "Noé")
    said = {"at": NOW, "child": gone.pk, "expected_version": gone.version}
    with acting(scene.first) as actor:
        for operation, more in (
            (concerns.hear_child, HEARD | {"heard_words": ""}),
            (concerns.write_child, {"situation": "risk", "needs": "Dormir."}),
            (concerns.correct_child, {"name": "Noé", "file": None}),
        ):
            assert refused_for(operation, actor=actor, **said, **more) == {"removed"}
    assert refused_for(scene.first_does, concerns.note_fact, row, **FACT, minor=gone.pk) == {"minor"}
    with as_jobs(), pytest.raises(IntegrityError, match="minor_removed_unwritten"), transaction.atomic():
        Minor.objects.filter(pk=gone.pk).update(needs="Dormir.")


@pytest.mark.django_db
def test_another_home_is_signed_anew(scene):
    """Named since the proposal, then removed: what was signed was read with another home."""
    row = scene.proposed("filed")
    scene.first_signs(row, agrees=True)
    read = scene.unit_does(concerns.name_child, row, name="Noé Mirval", born_on=date(2018, 1, 1))
    row = removes(scene, row)
    with as_jobs():
        assert not Signature.objects.filter(concern=row, stands=True).exists()
    assert refused_for(scene.first_signs, row, agrees=True, expected_version=read.version) == {"changed"}
    scene.first_signs(row, agrees=True)
    assert scene.second_signs(row, agrees=True).stage == "concluded"


@pytest.mark.django_db
def test_who_does_not_read_the_concern_removes_nobody(scene):
    row = scene.described(baby=True)
    with pytest.raises(Minor.DoesNotExist):
        removes(scene, row, who=scene.referent)


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_never_empty_a_home(transactional_db):
    """One removes a child, the other the other one, at the same instant: one of them stays."""
    with transaction.atomic():
        scene = concern_scene(build())
        row = scene.described(baby=True)
        named = [scene.child(row, name) for name in ("Lina", "Noé")]

    def press(child: Minor) -> str:
        try:
            with transaction.atomic(), scope.acting(scene.unit) as actor:
                said = {"child": child.pk, "expected_version": child.version, "why": TWICE}
                concerns.remove_child(actor=actor or scene.unit, at=NOW, **said)
                return "gone"
        except Refused as refused:
            return refused.refusals[0].code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as presses:
        assert sorted(presses.map(press, named)) == ["gone", "last"]


def text_of(response, status=200) -> str:
    page = response.content.decode()
    assert response.status_code == status, page[:3000]
    return page.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.fixture
def as_(client, scene):
    def signed(login):
        client.force_login(scene.service.account(login))
        session = client.session
        session["proved"] = NOW.isoformat()
        session.save()
        return client

    with time_machine.travel(NOW, tick=False):
        yield signed


def address(row, child, slug="retirer") -> str:
    return reverse("inquiries:concern_part", args=[row.pk, slug, child.pk])


@pytest.mark.django_db
@pytest.mark.requirement("R62")
def test_from_the_page_to_the_reason_kept(as_, scene):
    row = scene.assigned(baby=True)
    child, page = scene.child(row, "Noé"), reverse("inquiries:concern", args=[row.pk])
    browser = as_("collegue")
    assert address(row, child) in text_of(browser.get(page))
    asked = text_of(browser.get(address(row, child)))
    assert "Noé Mirval" in asked
    assert "Retirer cet enfant</button>" in asked
    read = {"version": child.version}
    assert "Écrivez" in text_of(browser.post(address(row, child), read | {"why": ""}), 422)
    assert browser.post(address(row, child), read | {"why": TWICE}).url == page
    kept = text_of(browser.get(page))
    assert "Retirés de cette information" in kept
    assert TWICE in kept
    assert address(row, child) not in kept
    assert browser.get(address(row, child)).status_code == 404
    # Whoever was writing about this child meanwhile reads why, above what she typed.
    needs = read | {"situation": "risk", "needs": "Dormir dans son lit."}
    late = text_of(browser.post(address(row, child, "besoins"), needs), 422)
    assert "Cet enfant a été retiré" in late
    assert "Dormir dans son lit." in late


@pytest.mark.django_db
def test_what_cannot_be_is_said_before_anybody_types(as_, scene):
    row = scene.described()
    said = text_of(as_("crip").get(address(row, scene.child(row))))
    assert "Corrigez plutôt son nom" in said
    assert "<textarea" not in said


@pytest.mark.django_db
def test_the_page_is_for_who_reads_the_concern(as_, scene):
    row = scene.described(baby=True)
    child = scene.child(row, "Noé")
    assert as_("referente").get(address(row, child)).status_code == 404
    assert as_("referente").post(address(row, child), {"version": 1, "why": TWICE}).status_code == 404
