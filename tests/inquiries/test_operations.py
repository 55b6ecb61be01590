"""From the saisine to the follow-up, on PostgreSQL: each step owes the next one."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.inquiries.situations import AMOUNTS, HEADINGS, HEARING, TODAY, saisine
from tests.situations import NOW, acting, as_jobs
from tisserand.access import operations as access
from tisserand.access.models import Draft
from tisserand.deadlines.models import Move, Obligation
from tisserand.inquiries import operations
from tisserand.inquiries.models import BudgetLine, Dispatch, Eviction, HearingDate, SentDiagnosis
from tisserand.inquiries.operations import InquiryChanged
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people

pytestmark = pytest.mark.django_db
POSTPONED = date(2027, 3, 19)


def due(obligation: Obligation) -> date:
    return obligation.due_at.date()


def does(eviction, operation, row, *, at: datetime = NOW, **said):
    with acting(eviction.evaluator) as actor:
        return operation(actor=actor, at=at, eviction=row.pk, **said)


def codes(caught) -> set[str]:
    return {refusal.code for refusal in caught.value.refusals}


@pytest.mark.requirement("R61")
def test_a_saisine_starts_both_clocks_of_the_decree(eviction):
    row = eviction.again(eviction.received())
    assert (row.offering.rule, row.sending.rule) == ("EXP-5a", "EXP-5b")
    # 15 working days after Friday 20 November; 5 before Friday 12 February, carnival being no holiday of the law.
    assert due(row.offering) == date(2026, 12, 11)
    assert due(row.sending) == date(2027, 2, 5)
    assert row.obligation.label == "Attribuer une enquête d’expulsion"
    assert row.obligation.account_id is None


def test_sent_twice_it_is_received_once(eviction):
    key = new_id()
    with acting(eviction.manager) as actor:
        said = {"person": eviction.person, "unit": eviction.service.team.pk, "saisine": saisine(), "request_key": key}
        first, again = (operations.receive(actor=actor, at=NOW, **said) for _ in range(2))
    assert first.pk == again.pk


def test_the_evaluator_owes_what_the_team_owed(eviction):
    row = eviction.again(eviction.attributed())
    assert row.state == "attributed"
    assert row.obligation_id == row.offering_id
    assert {row.offering.account_id, row.sending.account_id} == {eviction.evaluator.account_id}


@pytest.mark.requirement("R61", "R56")
def test_a_double_role_is_said_before(eviction):
    row = eviction.received()
    with as_jobs():
        people.join_care_team(
            actor=eviction.manager,
            at=NOW,
            person=eviction.person,
            unit=eviction.service.team.pk,
            account=eviction.evaluator.account_id,
            starts_on=TODAY,
            reason="accompagnement",
        )
    named = {"eviction": row.pk, "evaluator": eviction.evaluator.account_id}
    with acting(eviction.manager) as actor:
        with pytest.raises(Refused) as caught:
            operations.attribute(actor=actor, at=NOW, **named)
        assert codes(caught) == {"double_role"}
        row = operations.attribute(actor=actor, at=NOW, reason="Seule assistante de l’île.", **named)
    assert row.double_role == "Seule assistante de l’île."


def test_only_the_team_conducts_it(eviction):
    row = eviction.received()
    stranger = eviction.service.account("referent.ailleurs").pk
    with acting(eviction.manager) as actor, pytest.raises(Refused) as caught:
        operations.attribute(actor=actor, at=NOW, eviction=row.pk, evaluator=stranger)
    assert codes(caught) == {"evaluator"}


def test_the_first_offer_keeps_the_decree_and_the_second_comes_back(eviction):
    row = eviction.offered()
    assert row.state == "offered"
    assert (row.offering.outcome, row.offering.done_on) == ("offered", TODAY)
    # 15 working days before the hearing.
    assert (row.obligation.rule, due(row.obligation)) == ("EXP-5d", date(2027, 1, 22))
    row = eviction.tried(row)
    assert (row.state, row.obligation.rule) == ("contacting", "EXP-5c")


def test_not_met_needs_two_proved_offers_while_there_is_time(eviction):
    row = eviction.offered()
    with pytest.raises(Refused) as caught:
        does(eviction, operations.give_up, row, reason="silent")
    assert codes(caught) == {"again"}
    row = eviction.not_met()
    assert (row.state, row.outcome) == ("not_met", "not_met")


@pytest.mark.requirement("R61")
def test_a_carence_goes_to_the_judge_without_having_been_read(eviction):
    row = eviction.not_met()
    does(eviction, operations.finish_writing, row)
    row = eviction.again(row)
    assert row.obligation_id == row.sending_id
    for to in ("judge", "ccapex"):
        does(eviction, operations.send, row, to=to, on=TODAY, channel="exploc", proof="Récépissé")
    row = eviction.again(row)
    assert (row.state, row.sending.outcome) == ("sent", "sent")
    with as_jobs():
        assert SentDiagnosis.objects.get(eviction=row).carence


def test_she_answers_at_last(eviction):
    row = eviction.not_met()
    does(eviction, operations.meet, row, on=TODAY, how="call")
    row = eviction.again(row)
    assert (row.state, row.outcome, row.unmet) == ("met", "met", "")


def test_each_empty_heading_is_asked_for(eviction):
    row = eviction.met()
    with pytest.raises(Refused) as caught:
        does(eviction, operations.finish_writing, row)
    assert codes(caught) >= {"household", "resources", "debt", "causes", "capacity", "consequences", "tenant"}


def test_the_budget_is_what_was_said_last(eviction):
    row = eviction.ready()
    does(eviction, operations.write_budget, row, expected_version=3, amounts={"rsa": Decimal("635.71")})
    with as_jobs():
        assert [(line.code, line.amount) for line in BudgetLine.objects.filter(eviction=row)] == [
            ("rsa", Decimal("635.71"))
        ]


def test_two_colleagues_write_at_once(eviction):
    row = eviction.ready()
    with pytest.raises(InquiryChanged) as caught:
        does(eviction, operations.write_diagnosis, row, expected_version=2, consequences="Autre chose.")
    assert caught.value.theirs == {"consequences": HEADINGS["consequences"]}


@pytest.mark.requirement("R56")
def test_nothing_of_her_file_enters_without_her_agreement(eviction):
    row = eviction.ready()
    said = {"expected_version": 3, "sources": ["support_file"]}
    with pytest.raises(Refused) as caught:
        does(eviction, operations.write_diagnosis, row, **said)
    assert codes(caught) == {"support_file"}
    does(eviction, operations.record_agreement, row, on=TODAY, words="Dites que le FSL est déposé.")
    assert does(eviction, operations.write_diagnosis, row, **said).sources == ["support_file"]


def test_she_reads_it_first(eviction):
    row = eviction.ready()
    does(eviction, operations.finish_writing, row)
    said = {"to": "judge", "on": TODAY, "channel": "exploc", "proof": "Récépissé"}
    with pytest.raises(Refused) as caught:
        does(eviction, operations.send, row, **said)
    assert codes(caught) == {"read"}


def test_what_changes_after_her_reading_is_read_again(eviction):
    row = eviction.read()
    assert row.obligation_id == row.sending_id
    does(eviction, operations.write_diagnosis, row, expected_version=3, keep="yes")
    row = eviction.again(row)
    assert (row.state, row.read_on) == ("written", None)


def test_the_database_refuses_what_nobody_read(eviction):
    row = eviction.read()
    with as_jobs(), pytest.raises(IntegrityError, match="eviction_sent_was_read"), transaction.atomic():
        Eviction.objects.filter(pk=row.pk).update(state="sent", sent_on=TODAY, read_on=None)


@pytest.mark.requirement("R61")
def test_sent_when_judge_and_ccapex_both_have_it(eviction):
    row = eviction.read()
    said = {"on": TODAY, "channel": "exploc", "proof": "Récépissé"}
    does(eviction, operations.send, row, to="judge", **said)
    assert eviction.again(row).state == "read"
    with pytest.raises(Refused) as caught:
        does(eviction, operations.send, row, to="judge", **said)
    assert codes(caught) == {"again"}
    does(eviction, operations.send, row, to="ccapex", **said)
    row = eviction.again(row)
    assert (row.state, row.sending.outcome, row.sending.done_on) == ("sent", "sent", TODAY)
    assert row.obligation.label == "Noter la décision du juge"
    with as_jobs():
        assert bytes(SentDiagnosis.objects.get(eviction=row).body).startswith(b"%PDF-")


@pytest.mark.requirement("R61")
def test_a_postponed_hearing_moves_its_dates_and_keeps_them(eviction):
    row = eviction.met()
    does(eviction, operations.postpone_hearing, row, to=POSTPONED, reason="Renvoi, le greffe a appelé.")
    row = eviction.again(row)
    assert (due(row.sending), due(row.obligation)) == (date(2027, 3, 12), date(2027, 3, 9))
    with as_jobs():
        dates = HearingDate.objects.filter(eviction=row).order_by("id").values_list("hearing_on", "reason")
        assert list(dates) == [(HEARING, ""), (POSTPONED, "Renvoi, le greffe a appelé.")]
        assert Move.objects.get(obligation=row.sending).event_was_on == HEARING
    assert row.first_hearing_on == HEARING


def test_a_diagnosis_already_sent_is_brought_up_to_date(eviction):
    row = eviction.sent()
    does(eviction, operations.postpone_hearing, row, to=POSTPONED, reason="Renvoi.")
    does(eviction, operations.take_up_again, row)
    row = eviction.again(row)
    assert (row.state, row.paper_id, row.read_on) == ("met", None, None)
    assert (row.sending.closed_at, due(row.sending)) == (None, date(2027, 3, 12))
    with as_jobs():
        assert Dispatch.objects.filter(eviction=row).count() == 2


def test_what_was_not_sent_is_not_taken_up_again(eviction):
    row = eviction.offered()
    with pytest.raises(Refused) as caught:
        does(eviction, operations.take_up_again, row)
    assert codes(caught) == {"not_sent"}


def test_the_decision_the_offer_and_the_end(eviction):
    row, held = eviction.sent(), NOW + timedelta(days=90)
    judged = {"judgment": "delay", "on": HEARING, "words": "36 mois."}
    with pytest.raises(Refused) as caught:
        does(eviction, operations.record_judgment, row, **judged | {"on": TODAY})
    assert codes(caught) == {"early"}
    does(eviction, operations.record_judgment, row, at=held, **judged)
    with pytest.raises(Refused) as caught:
        does(eviction, operations.close, row, at=held, reason="done")
    assert codes(caught) == {"follow_up"}
    offer = {"offers": ["asll"], "answer": "accepted", "on": HEARING, "words": "Oui, pour les papiers."}
    does(eviction, operations.offer_follow_up, row, at=held, **offer)
    does(eviction, operations.close, row, at=held, reason="done")
    assert eviction.again(row).state == "closed"
    with as_jobs():
        assert not Obligation.objects.filter(subject=row.pk, closed_at=None).exists()
    with pytest.raises(Refused):
        does(eviction, operations.record_agreement, row, on=TODAY)


def test_the_hearing_is_held_without_a_diagnosis(eviction):
    row = eviction.offered()
    does(eviction, operations.record_judgment, row, at=NOW + timedelta(days=90), judgment="termination", on=HEARING)
    row = eviction.again(row)
    assert (row.state, row.sending.outcome) == ("heard", "hearing_held")


def test_the_evaluator_who_knows_her_gives_it_back(eviction):
    row = eviction.ready()
    with acting(eviction.evaluator) as actor:
        people.step_aside(actor=actor, at=NOW, person=eviction.person)
    row = eviction.again(row)
    assert row.evaluator_id is None
    assert row.obligation.account_id == eviction.manager.account_id
    assert eviction.diagnosis(row).evaluator_id is None
    with as_jobs():
        aside = eviction.service.actor("referente")
    with acting(aside):
        assert not Eviction.objects.filter(pk=row.pk).exists()


def test_a_wrong_copy_is_corrected_and_its_clock_follows(eviction):
    row = eviction.attributed()
    with acting(eviction.manager) as actor:
        row = eviction.again(row)
        corrected = saisine(seized_on=date(2026, 11, 23), court="Tribunal de proximité")
        said = {"eviction": row.pk, "expected_version": row.version, "saisine": corrected}
        operations.correct_saisine(actor=actor, at=NOW, **said)
    row = eviction.again(row)
    assert (row.court, due(row.offering)) == ("Tribunal de proximité", date(2026, 12, 14))


def test_drafts_go_with_what_is_kept(eviction):
    row = eviction.met()
    with acting(eviction.evaluator) as actor:
        said = {"form": "enquete-dette", "page": "/", "title": "", "person": eviction.person, "fields": {}}
        access.save_draft(actor=actor, at=NOW, **said)
        operations.write_diagnosis(
            actor=actor, at=NOW, eviction=row.pk, expected_version=1, draft="enquete-dette", debt=AMOUNTS["rent"]
        )
        assert not Draft.objects.exists()
