"""From the alert to its end, on PostgreSQL: two evaluators, child by child, one conclusion, the procureur (issue 4)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.inquiries.concern_situations import ALERT, CHILD_WORDS, HEARD, IMPOSSIBLE, RECEIVED, TODAY, concern_scene
from tests.situations import NOW, acting, as_jobs
from tisserand.access.models import JournalEntry
from tisserand.activity.models import Act
from tisserand.deadlines.models import Obligation
from tisserand.inquiries.models import Concern, ConcernPaper, Conflict, Minor, Signature, Transmission
from tisserand.inquiries.operations import InquiryChanged, concerns
from tisserand.inquiries.operations.following import anonymise, go_on_without
from tisserand.inquiries.queries import concerns as lists
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(service):
    return concern_scene(service)


def codes(caught) -> set[str]:
    return {refusal.code for refusal in caught.value.refusals}


def due(obligation: Obligation) -> date:
    return obligation.due_at.date()


@pytest.mark.requirement("R62")
def test_a_concern_starts_the_clocks_of_the_law_without_naming_anybody(scene):
    row = scene.again(scene.received())
    assert (row.obligation.rule, due(row.obligation)) == ("IP-2", date(2026, 11, 25))
    assert (row.evaluating.rule, due(row.evaluating)) == ("IP-3", date(2027, 2, 23))
    with as_jobs():
        kept = Transmission.objects.select_related("obligation").get(concern=row)
        assert (kept.obligation.rule, due(kept.obligation)) == ("IP-7a", date(2027, 2, 23))
        assert not Obligation.objects.exclude(person_id=None).filter(kind__startswith="inquiries.").exists()


def test_an_anonymous_call_is_received_and_owes_no_answer(scene):
    row = scene.received(source="anonymous", channel="call", name="")
    with as_jobs():
        kept = Transmission.objects.get(concern=row)
    assert (kept.name, kept.owed, kept.obligation_id) == ("", False, None)
    with acting(scene.unit) as actor:
        asked = {"actor": actor, "at": NOW, "transmission": kept.pk, "on": TODAY}
        concerns.ask_for_return(**asked)
        with pytest.raises(Refused) as caught:
            concerns.ask_for_return(**asked)
    assert codes(caught) == {"owed"}
    with as_jobs():
        assert Transmission.objects.get(pk=kept.pk).obligation.rule == "IP-7b"


def test_received_twice_it_is_one(scene):
    key = new_id()
    with acting(scene.unit) as actor:
        said = concerns.Received("school", "call", RECEIVED, ALERT)
        both = [
            concerns.receive(actor=actor, at=NOW, unit=scene.service.direction.pk, said=said, request_key=key)
            for _ in range(2)
        ]
    assert both[0].pk == both[1].pk


@pytest.mark.requirement("R62")
def test_a_colleague_transmits_and_the_unit_receives(scene):
    sent = scene.transmitted()
    with acting(scene.referent):
        assert Transmission.objects.get().words == ALERT
    with acting(scene.unit) as actor:
        row = concerns.receive_transmission(actor=actor, at=NOW, transmission=sent.pk)
        with pytest.raises(Refused) as caught:
            concerns.receive_transmission(actor=actor, at=NOW, transmission=sent.pk)
    assert codes(caught) == {"received"}
    assert row.received_on == TODAY
    with acting(scene.referent):
        assert Transmission.objects.get().received_at == NOW
        assert not Concern.objects.exists()


def test_two_alerts_about_one_home_are_one_concern(scene):
    row, sent = scene.described(), scene.transmitted()
    with acting(scene.unit) as actor:
        assert concerns.receive_transmission(actor=actor, at=NOW, transmission=sent.pk, into=row.pk).pk == row.pk
    with as_jobs():
        assert Transmission.objects.filter(concern=row).count() == 2


def test_silence_about_the_parents_is_refused(scene):
    said = {"children": "", "words": "", "told": "no", "unit": scene.service.direction.pk}
    with acting(scene.referent) as actor, pytest.raises(Refused) as caught:
        concerns.transmit(actor=actor, at=NOW, **said)
    assert codes(caught) == {"words", "why"}


@pytest.mark.requirement("R62")
def test_a_child_under_two_shortens_the_evaluation(scene):
    row = scene.described(baby=True)
    assert (row.under_two, due(row.evaluating)) == (True, date(2026, 12, 23))
    assert row.obligation.rule == "IP-2"


def test_no_child_no_evaluation(scene):
    row = scene.received()
    with pytest.raises(Refused) as caught:
        scene.unit_does(concerns.qualify, row, qualification="evaluate", reasons="Faits répétés.")
    assert codes(caught) == {"children"}


@pytest.mark.parametrize("qualification", ["not_a_concern", "already"])
def test_what_is_not_to_be_evaluated_ends_with_its_reasons(scene, qualification):
    row = scene.qualified(qualification)
    assert (row.stage, row.closing, row.closed_on) == ("closed", qualification, TODAY)
    assert row.evaluating.closed_at == NOW
    with as_jobs():
        assert Transmission.objects.get(concern=row).owed


@pytest.mark.requirement("R62")
def test_two_evaluators_have_it_in_hand_by_name(scene):
    row = scene.assigned()
    assert (row.stage, row.obligation_id) == ("evaluating", row.evaluating_id)
    assert {row.evaluating.account_id, row.beside.account_id} == {scene.first.account_id, scene.second.account_id}
    # Nobody else is told of it before its hour.
    assert row.evaluating.escalates_at is row.beside.escalates_at is None


def test_one_alone_does_not_evaluate(scene):
    row = scene.qualified()
    with pytest.raises(Refused) as caught:
        scene.unit_does(concerns.assign, row, first=scene.first.account_id, second=scene.first.account_id)
    assert codes(caught) == {"two"}
    with as_jobs(), pytest.raises(IntegrityError, match="concern_evaluated_by_two"), transaction.atomic():
        Concern.objects.filter(pk=row.pk).update(stage="evaluating", evaluator_id=scene.first.account_id)


@pytest.mark.requirement("R62", "R56")
def test_the_conflict_of_missions_is_raised_to_the_unit_alone(scene):
    scene.accompanied_by(scene.referent.account_id)
    row = scene.qualified()
    named = {"first": scene.referent.account_id, "second": scene.second.account_id}
    with pytest.raises(Refused) as caught:
        scene.unit_does(concerns.assign, row, **named)
    assert codes(caught) == {"clash"}
    scene.unit_does(concerns.assign, row, **named, reason="Seule assistante de l’île.")
    with acting(scene.unit):
        assert Conflict.objects.get().reason == "Seule assistante de l’île."
    for evaluator in (scene.referent, scene.second):
        with acting(evaluator):
            assert not Conflict.objects.exists()


def test_both_may_not_know_the_family(scene):
    for actor in (scene.first, scene.second):
        scene.accompanied_by(actor.account_id)
    row = scene.qualified()
    named = {"first": scene.first.account_id, "second": scene.second.account_id, "reason": "Personne d’autre."}
    with pytest.raises(Refused) as caught:
        scene.unit_does(concerns.assign, row, **named)
    assert codes(caught) == {"both_clash"}


def test_whoever_transmitted_does_not_evaluate_without_a_reason(scene):
    sent = scene.transmitted()
    with acting(scene.unit) as actor:
        row = concerns.receive_transmission(actor=actor, at=NOW, transmission=sent.pk)
    scene.unit_does(concerns.name_child, row, name="Lina")
    scene.unit_does(concerns.qualify, row, qualification="evaluate", reasons="Faits répétés.")
    with pytest.raises(Refused) as caught:
        scene.unit_does(concerns.assign, row, first=scene.referent.account_id, second=scene.first.account_id)
    assert codes(caught) == {"clash"}


def test_an_evaluator_who_knows_the_family_steps_aside(scene):
    row = scene.met()
    with acting(scene.second) as actor:
        go_on_without(actor=actor, at=NOW, person=scene.mother, gone=actor.account_id)
        assert not Concern.objects.exists()
    row = scene.again(row)
    assert (row.stage, row.evaluator_id, row.co_evaluator_id) == ("to_assign", scene.first.account_id, None)
    assert row.obligation.label == "Nommer deux évaluateurs"
    named = {"first": scene.first.account_id, "second": scene.service.account("accueil").pk}
    assert scene.unit_does(concerns.assign, row, **named).stage == "evaluating"


@pytest.mark.requirement("R62")
def test_nothing_is_concluded_before_everybody_was_met_and_heard(scene):
    row = scene.assigned()
    with pytest.raises(Refused) as caught:
        scene.first_does(concerns.conclude, row, expected_version=row.version, conclusion="filed", words="Rien.")
    assert codes(caught) >= {"child", "situation", "home", "parent", "informed", "facts", "analysis"}


def test_a_child_is_seen_alone_with_the_parents_agreement(scene):
    row = scene.met()
    child = scene.child(row)
    refused = HEARD | {"agreement": "refused", "agreement_why": "Le père s’y oppose."}
    with acting(scene.first) as actor, pytest.raises(Refused) as caught:
        concerns.hear_child(actor=actor, at=NOW, child=child.pk, expected_version=1, heard_words="", **refused)
    assert codes(caught) == {"without_agreement"}
    with as_jobs(), pytest.raises(IntegrityError, match="minor_alone_with_agreement"), transaction.atomic():
        Minor.objects.filter(pk=child.pk).update(heard="alone", agreement="refused")


@pytest.mark.requirement("R62")
def test_a_child_impossible_to_meet_leads_to_the_judge(scene):
    row = scene.evaluated(heard=IMPOSSIBLE | {"heard_words": ""})
    said = {"expected_version": row.version, "words": "Personne n’ouvre."}
    with pytest.raises(Refused) as caught:
        scene.first_does(concerns.conclude, row, conclusion="filed", **said)
    assert codes(caught) == {"impossible"}
    row = scene.first_does(concerns.conclude, row, conclusion="referral", grounds=["impossible"], **said)
    assert row.conclusion == "referral"


@pytest.mark.requirement("R62")
def test_one_conclusion_two_signatures_and_a_disagreement_kept(scene):
    row = scene.proposed()
    scene.first_signs(row, agrees=True)
    with pytest.raises(Refused) as caught:
        scene.second_signs(row, agrees=False)
    assert codes(caught) == {"words"}
    row = scene.second_signs(row, agrees=False, words="Je proposais une saisine.")
    assert (row.stage, row.concluded_on) == ("concluded", TODAY)
    assert (row.evaluating.outcome, row.beside) == ("concluded", None)
    with as_jobs():
        assert Signature.objects.get(agrees=False).words == "Je proposais une saisine."
        assert bytes(ConcernPaper.objects.get(concern=row, kind="evaluation").body).startswith(b"%PDF-")


def test_another_proposal_is_signed_anew(scene):
    row = scene.proposed()
    row = scene.first_signs(row, agrees=True)
    scene.second_does(concerns.conclude, row, expected_version=row.version, conclusion="filed", words="Autre avis.")
    row = scene.second_signs(row, agrees=True)
    assert row.stage == "evaluating"
    assert scene.first_signs(row, agrees=True).conclusion == "filed"


def test_the_unit_does_not_sign(scene):
    row = scene.proposed()
    with pytest.raises(Refused) as caught:
        scene.unit_signs(row, agrees=True)
    assert codes(caught) == {"stranger"}


@pytest.mark.requirement("R62")
def test_the_procureur_is_owed_it_without_delay(scene):
    row = scene.concluded("referral")
    assert (row.stage, row.obligation.rule, due(row.obligation)) == ("to_refer", "IP-6", TODAY)
    row = scene.unit_does(concerns.dispatch, row, to="prosecutor", on=TODAY, channel="mail", proof="Accusé de 14 h 12")
    assert (row.stage, row.referred_on) == ("referred", TODAY)
    with as_jobs():
        assert Obligation.objects.get(subject=row.pk, rule="IP-6").outcome == "referred"
        assert ConcernPaper.objects.filter(concern=row, kind="signalement").exists()


def test_a_grave_danger_waits_for_no_evaluation(scene):
    row = scene.qualified("immediate")
    assert (row.stage, row.grounds, row.evaluating.outcome) == ("to_refer", ["grave"], "to_refer")


def test_a_danger_found_while_evaluating(scene):
    row = scene.met()
    row = scene.first_does(concerns.refer_at_once, row, grounds=["grave"], words="Traces de coups.")
    assert (row.stage, row.beside_id, row.obligation.rule) == ("to_refer", None, "IP-6")


@pytest.mark.requirement("R62")
def test_the_end_waits_for_the_parents_and_for_whoever_alerted(scene):
    row = scene.referred()
    with pytest.raises(Refused) as caught:
        scene.unit_does(concerns.close, row)
    assert codes(caught) == {"parents", "returns"}
    scene.unit_does(concerns.tell_parents, row, on=None, why_not="Risque de représailles sur l’enfant.")
    with as_jobs():
        sent = Transmission.objects.get(concern=row)
    with acting(scene.unit) as actor:
        concerns.give_back(actor=actor, at=NOW, transmission=sent.pk, on=TODAY, words="Des suites sont données.")
    row = scene.unit_does(concerns.close, row)
    assert (row.stage, row.closing, row.obligation.closed_at) == ("closed", "done", NOW)
    with as_jobs():
        assert Obligation.objects.get(subject=sent.pk, rule="IP-7a").done_on == TODAY


def test_another_departement_goes_on_with_it(scene):
    row = scene.assigned()
    said = {"to": "Martinique", "on": TODAY, "channel": "mail", "proof": "Accusé de la CRIP 972"}
    row = scene.unit_does(concerns.transfer, row, **said)
    assert (row.stage, row.closing, row.transferred_to) == ("closed", "transferred", "Martinique")
    received = scene.received(source="department", channel="email", from_department="Martinique")
    assert scene.again(received).from_department == "Martinique"


def test_the_door_shows_a_question_and_nothing_else(scene):
    row = scene.met()
    asked = scene.referent.account_id
    with acting(scene.first) as actor:
        kept = concerns.ask(actor=actor, at=NOW, concern=row.pk, asked=asked, request="Voyez-vous les enfants ?")
    with acting(scene.referent) as actor:
        assert not Concern.objects.exists()
        concerns.answer(actor=actor, at=NOW, contribution=kept.pk, words="Oui, tous les mois.")
        with pytest.raises(Refused) as caught:
            concerns.answer(actor=actor, at=NOW, contribution=kept.pk, words="Encore.")
    assert codes(caught) == {"answered"}
    with acting(scene.second) as actor:
        kept = concerns.give_return(actor=actor, at=NOW, contribution=kept.pk, words="Merci.")
    assert kept.returned_on == TODAY


def test_two_evaluators_write_at_once(scene):
    row = scene.evaluated()
    with pytest.raises(InquiryChanged):
        scene.second_does(concerns.write_analysis, row, expected_version=row.version - 1, analysis="Autre.")
    child = scene.child(row)
    said = {"child": child.pk, "expected_version": 1, "situation": "danger", "needs": "Autre."}
    with acting(scene.second) as actor, pytest.raises(InquiryChanged) as caught:
        concerns.write_child(actor=actor, at=NOW, **said)
    assert caught.value.theirs["situation"] == "risk"


def test_neither_the_journal_nor_the_acts_name_anybody(scene):
    row = scene.concluded()
    with as_jobs():
        told = JournalEntry.objects.filter(verb__startswith="concern.")
        assert told.exists()
        assert not told.exclude(person_id=None).exists()
        assert Act.objects.get(subject=row.pk).person_id is None
        # The child's words are in her row alone.
        assert not JournalEntry.objects.filter(reason__contains=CHILD_WORDS).exists()


def test_a_file_that_is_gone_is_no_longer_led_to(scene):
    row = scene.described()
    assert row.files == [scene.mother]
    with as_jobs():
        anonymise(pseudonyms={scene.mother: new_id()})
    assert scene.again(row).files == []


def test_what_became_late_is_the_head_of_the_units_to_read(scene):
    row = scene.assigned()
    with acting(scene.unit) as actor:
        assert not lists.late(actor, at=NOW).exists()
        assert [late.pk for late in lists.late(actor, at=NOW + timedelta(days=120))] == [row.pk]
