"""What must not slip between two steps of a concern: a signature, a child, a date, an alert, a conflict."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from tests.inquiries.concern_situations import FACT, HEARD, IMPOSSIBLE, NEEDS, RECEIVED, TODAY, concern_scene
from tests.situations import NOW, acting, as_jobs
from tisserand.deadlines.models import Obligation
from tisserand.deadlines.rules.passing import NEVER_PASSED
from tisserand.inquiries.models import Signature, Transmission
from tisserand.inquiries.operations import concerns
from tisserand.inquiries.operations.concerns import clocks
from tisserand.inquiries.operations.following import go_on_without
from tisserand.inquiries.queries import concerns as lists
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
BEFORE = RECEIVED - timedelta(days=30)


@pytest.fixture
def scene(service):
    return concern_scene(service)


@pytest.fixture
def as_(client, scene):
    def signed(login, *, proved=True):
        client.force_login(scene.service.account(login))
        session = client.session
        session["proved"] = NOW.isoformat() if proved else None
        session.save()
        return client

    with time_machine.travel(NOW, tick=False):
        yield signed


def refused_for(operation, *said, **more) -> set[str]:
    with pytest.raises(Refused) as caught:
        operation(*said, **more)
    return {refusal.code for refusal in caught.value.refusals}


@pytest.mark.requirement("R62")
def test_nobody_signs_a_conclusion_that_she_has_not_read(scene):
    read = scene.proposed("filed")
    said = {
        "expected_version": read.version,
        "conclusion": "referral",
        "words": "Aide refusée.",
        "grounds": ["refused"],
    }
    scene.second_does(concerns.conclude, read, **said)
    assert refused_for(scene.first_signs, read, agrees=True, expected_version=read.version) == {"changed"}


@pytest.mark.requirement("R62")
def test_a_child_named_since_the_proposal_is_heard_like_the_others(scene):
    row = scene.proposed("filed")
    scene.first_signs(row, agrees=True)
    scene.unit_does(concerns.name_child, row, name="Noé Mirval", born_on=date(2018, 1, 1))
    assert refused_for(scene.second_signs, row, agrees=True) == {"child", "situation"}


def test_a_child_who_can_no_longer_be_met_is_not_filed(scene):
    row = scene.proposed("filed")
    child = scene.child(row)
    with acting(scene.first) as actor:
        said = IMPOSSIBLE | {"heard_words": "", "expected_version": child.version}
        concerns.hear_child(actor=actor, at=NOW, child=child.pk, **said)
    assert refused_for(scene.first_signs, row, agrees=True) == {"impossible"}


@pytest.mark.requirement("R62")
def test_what_is_written_after_a_signature_is_signed_anew(scene):
    """Both sign the same evaluation: the analysis, the facts, each child."""
    row = scene.proposed("filed")
    writes = (
        (concerns.note_fact, FACT),
        (concerns.meet, {"place": "school", "on": TODAY, "present": "Lina"}),
        (concerns.write_analysis, {"analysis": "Autre synthèse."}),
    )
    for operation, said in writes:
        row = scene.first_signs(row, agrees=True)
        version = {"expected_version": row.version} if operation == concerns.write_analysis else {}
        row = scene.second_does(operation, row, **said, **version)
        with as_jobs():
            assert not Signature.objects.filter(concern=row, stands=True).exists()
    row = scene.second_signs(row, agrees=True)
    assert (row.stage, scene.first_signs(row, agrees=True).stage) == ("evaluating", "concluded")


def test_a_signature_never_passes_to_another_conclusion(scene):
    row = scene.proposed("filed")
    scene.first_signs(row, agrees=True)
    row = scene.second_does(concerns.refer_at_once, row, grounds=["grave"], words="Traces de coups.")
    assert (row.conclusion, row.conclusion_words, row.actions) == ("referral", "", [])
    with as_jobs():
        assert not Signature.objects.filter(concern=row, stands=True).exists()


def test_an_action_says_which(scene):
    row = scene.evaluated()
    said = {"expected_version": row.version, "conclusion": "action", "words": "Aide acceptée."}
    assert refused_for(scene.first_does, concerns.conclude, row, **said) == {"actions"}


def test_a_baby_named_after_the_decision_starts_no_clock(scene):
    row = scene.qualified("immediate")
    scene.unit_does(concerns.name_child, row, name="Noé Mirval", born_on=date(2025, 12, 1))
    with as_jobs():
        assert not Obligation.objects.filter(subject=row.pk, rule="IP-3", closed_at=None).exists()


def test_what_was_done_before_the_alert_proves_nothing(scene):
    row = scene.assigned()
    met = {"place": "home", "on": BEFORE, "present": "La mère"}
    assert refused_for(scene.first_does, concerns.meet, row, **met) == {"before"}
    with acting(scene.first) as actor:
        heard = HEARD | {"heard_on": BEFORE, "heard_words": "", "expected_version": 1}
        child = {"actor": actor, "at": NOW, "child": scene.child(row).pk}
        assert refused_for(concerns.hear_child, **child, **heard) == {"before"}
    urgent = scene.qualified("immediate")
    sent = {"to": "prosecutor", "on": BEFORE, "channel": "mail", "proof": "Accusé"}
    assert refused_for(scene.unit_does, concerns.dispatch, urgent, **sent) == {"before"}


def test_the_procureur_was_seized_the_day_that_is_proved(scene):
    row = scene.qualified("immediate")
    scene.unit_does(concerns.dispatch, row, to="prosecutor", on=RECEIVED, channel="mail", proof="Accusé de 14 h 12")
    with as_jobs():
        assert Obligation.objects.get(subject=row.pk, rule="IP-6").done_on == RECEIVED


def test_an_alert_after_the_decision_is_another_concern(scene):
    row, sent = scene.concluded("filed"), scene.transmitted()
    with acting(scene.unit) as actor:
        said = {"actor": actor, "at": NOW, "transmission": sent.pk}
        assert refused_for(concerns.receive_transmission, **said, into=row.pk) == {"into"}
        assert not lists.undecided(actor).exists()
        assert concerns.receive_transmission(**said).pk != row.pk


def test_the_119_is_told_what_became_of_it(scene):
    row = scene.received(source="snated", channel="snated")
    with as_jobs():
        assert Transmission.objects.get(concern=row).owed


def test_an_answer_given_is_not_owed_again(scene):
    row = scene.concluded(source="neighbour", channel="call")
    with as_jobs():
        sent = Transmission.objects.get(concern=row)
    with acting(scene.unit) as actor:
        said = {"actor": actor, "at": NOW, "transmission": sent.pk, "on": TODAY}
        concerns.give_back(**said, words="Des suites sont données.")
        assert refused_for(concerns.ask_for_return, **said) == {"returned"}


def test_an_evaluation_that_is_late_stays_in_the_list_whoever_is_to_be_named(scene):
    row = scene.assigned()
    later = NOW + timedelta(days=120)
    with acting(scene.second) as actor:
        go_on_without(actor=actor, at=later, person=scene.mother, gone=actor.account_id)
    with acting(scene.unit) as actor:
        assert [late.pk for late in lists.late(actor, at=later + timedelta(minutes=1))] == [row.pk]


def test_a_conclusion_that_is_only_proposed_is_no_figure(scene):
    scene.proposed("filed")
    with acting(scene.unit) as actor:
        [table] = [one for one in lists.figures_of(actor, 2026) if one.title == "Conclusions"]
    assert {cell.shown for cell in table.cells} == {"0"}


def test_what_is_owed_about_a_concern_stays_in_the_hands_it_names():
    assert clocks.KIND in NEVER_PASSED


@pytest.mark.requirement("R62", "R56")
def test_a_conflict_that_comes_later_is_shown_to_the_unit_alone(as_, scene):
    row = scene.assigned()
    address = reverse("inquiries:concern", args=[row.pk])
    assert "Conflit de missions à régler" not in as_("crip").get(address).content.decode()
    scene.accompanied_by(scene.first.account_id)
    shown = as_("crip").get(address).content.decode()
    assert "Conflit de missions à régler" in shown
    assert "accompagne déjà une personne de ce foyer" in shown
    assert "Conflit de missions à régler" not in as_("accueil.ailleurs").get(address).content.decode()


@pytest.mark.check(48)
def test_the_forms_of_a_childs_page_want_the_same_proof(as_, scene):
    row = scene.evaluated()
    child = scene.child(row)
    pages = [
        reverse("inquiries:concern_edit", args=[row.pk, "synthese"]),
        reverse("inquiries:concern_part", args=[row.pk, "besoins", child.pk]),
    ]
    for address in pages:
        assert as_("collegue", proved=False).get(address).status_code == 302
        assert as_("collegue").get(address).status_code == 200
    fact = FACT | {"key": new_id(), "words": "Un fait long à écrire."}
    kept = as_("collegue", proved=False).post(reverse("inquiries:concern_edit", args=[row.pk, "fait"]), fact)
    assert kept.status_code == 401
    assert NEEDS not in kept.content.decode()


def test_an_alert_registered_twice_says_so(as_, scene):
    row, sent = scene.concluded("filed"), scene.transmitted()
    address = reverse("inquiries:incoming", args=[sent.pk])
    assert str(row.pk) not in as_("crip").get(address).content.decode()
    assert as_("crip").post(address, {"into": str(row.pk)}).status_code == 422
