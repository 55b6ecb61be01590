"""What must not slip between two steps of an inquiry: a paper, an agreement, a heading, a date, a hand."""

from datetime import timedelta

import pytest

from tests.inquiries.situations import AMOUNTS, HEADINGS, SEIZED, TODAY
from tests.situations import NOW, SETTLED, SystemAt, acting, as_jobs
from tisserand.access import operations as access
from tisserand.inquiries import operations
from tisserand.inquiries.models import Dispatch, SentDiagnosis
from tisserand.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
SENT = {"on": TODAY, "channel": "exploc"}


def does(eviction, operation, row, **said):
    with acting(eviction.evaluator) as actor:
        operation(actor=actor, at=NOW, eviction=row.pk, **said)
    return eviction.again(row)


def refused_for(eviction, operation, row, **said) -> set[str]:
    with pytest.raises(Refused) as caught:
        does(eviction, operation, row, **said)
    return {refusal.code for refusal in caught.value.refusals}


def send(eviction, row, to):
    return does(eviction, operations.send, row, to=to, proof=f"Récépissé {to}", **SENT)


@pytest.mark.requirement("R61")
def test_met_after_a_carence_had_begun_to_leave(eviction):
    """The CCAPEX does not receive a « carence » about somebody who was met."""
    row = does(eviction, operations.finish_writing, eviction.not_met())
    row = send(eviction, row, "judge")
    row = does(eviction, operations.meet, row, on=TODAY, how="home_visit")
    assert row.paper_id is None
    does(eviction, operations.write_diagnosis, row, expected_version=1, **HEADINGS)
    does(eviction, operations.write_budget, row, expected_version=2, amounts=AMOUNTS)
    row = does(eviction, operations.finish_writing, row)
    row = does(eviction, operations.record_reading, row, on=TODAY, how="together")
    row = send(eviction, row, "ccapex")
    assert row.state == "read"
    assert send(eviction, row, "judge").state == "sent"
    with as_jobs():
        assert {one.paper.carence for one in Dispatch.objects.select_related("paper")} == {True, False}
        assert SentDiagnosis.objects.count() == 2


def test_what_was_sent_is_taken_up_again_before_it_changes(eviction):
    row = eviction.sent()
    assert refused_for(eviction, operations.meet, row, on=TODAY, how="home_visit") == {"sent"}
    assert refused_for(eviction, operations.give_up, row, reason="silent") == {"sent"}


def test_a_carence_that_changed_is_drawn_anew(eviction):
    row = does(eviction, operations.finish_writing, eviction.not_met())
    row = send(eviction, row, "judge")
    does(eviction, operations.write_diagnosis, row, expected_version=1, landlord_words="Il a écrit.")
    assert eviction.again(row).paper_id is None


@pytest.mark.requirement("R61", "R56")
def test_an_agreement_taken_back_keeps_her_file_out(eviction):
    row = eviction.ready()
    does(eviction, operations.record_agreement, row, on=TODAY)
    version = eviction.diagnosis(row).version
    does(eviction, operations.write_diagnosis, row, expected_version=version, sources=["said", "support_file"])
    row = does(eviction, operations.finish_writing, row)
    does(eviction, operations.record_agreement, row, on=None)
    assert refused_for(eviction, operations.record_reading, row, on=TODAY, how="together") == {"support_file"}
    does(eviction, operations.record_agreement, row, on=TODAY)
    row = does(eviction, operations.record_reading, row, on=TODAY, how="together")
    does(eviction, operations.record_agreement, row, on=None)
    said = {"to": "judge", "proof": "Récépissé"} | SENT
    assert refused_for(eviction, operations.send, row, **said) == {"support_file"}


@pytest.mark.requirement("R61")
def test_a_heading_emptied_since_is_wanted_before_it_is_read(eviction):
    row = does(eviction, operations.finish_writing, eviction.ready())
    version = eviction.diagnosis(row).version
    does(eviction, operations.write_diagnosis, row, expected_version=version, tenant_words="")
    assert refused_for(eviction, operations.record_reading, row, on=TODAY, how="together") == {"tenant"}


def test_the_judge_has_nothing_before_the_person_has_read(eviction):
    said = {"to": "judge", "proof": "Récépissé"} | SENT | {"on": TODAY - timedelta(days=1)}
    assert refused_for(eviction, operations.send, eviction.read(), **said) == {"before"}


def test_what_was_done_before_the_saisine_answers_nothing(eviction):
    row, before = eviction.attributed(), SEIZED - timedelta(days=1)
    tried = {"channel": "registered", "on": before, "proof": "2C 163", "answer": "none"}
    assert refused_for(eviction, operations.record_attempt, row, **tried) == {"before"}
    assert refused_for(eviction, operations.meet, row, on=before, how="home_visit") == {"before"}
    assert eviction.again(row).offering.closed_at is None


def test_who_could_not_open_it_is_not_given_it(eviction):
    desk = eviction.service.account("secretaire")
    with as_jobs():
        seat = {"unit": eviction.service.team.pk, "role": "reception_secretary", "starts_on": SETTLED}
        access.give_membership(actor=SystemAt, at=NOW, account=desk.pk, **seat)
    row = eviction.received()
    with acting(eviction.manager) as actor, pytest.raises(Refused) as caught:
        operations.attribute(actor=actor, at=NOW, eviction=row.pk, evaluator=desk.pk)
    assert {refusal.code for refusal in caught.value.refusals} == {"evaluator"}
