"""From the first word to the answer, on PostgreSQL: each step owes the next one, nothing leaves without its ground."""

import json
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.situations import NOW, SETTLED, acting, as_jobs
from tests.transmissions.situations import CODED, TODAY
from tisserand.access.models import JournalEntry
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.models import Obligation
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.people import operations as people
from tisserand.transmissions import operations
from tisserand.transmissions.models import Answer, Dispatch, Domiciliation, Letter, SealedLetter
from tisserand.transmissions.operations import LetterChanged

pytestmark = pytest.mark.django_db
SENT = {"to": "prosecutor", "channel": "registered", "proof": "Avis signé", "on": TODAY}


def due(obligation: Obligation) -> date:
    return obligation.due_at.date()


def codes(caught) -> set[str]:
    return {refusal.code for refusal in caught.value.refusals}


def rows(model) -> list:
    with as_jobs():
        return list(model.objects.order_by("pk"))


def at(day: date) -> datetime:
    return NOW + timedelta(days=(day - TODAY).days)


@pytest.mark.requirement("R55")
def test_from_the_first_word_to_the_answer(letters):
    row = letters.again(letters.started())
    assert row.said["identity"].startswith("Mme\u00a0Roselyne Mirval")
    # Ten working days after Tuesday 24 November.
    assert (row.obligation.label, due(row.obligation)) == ("Achever une transmission", date(2026, 12, 8))
    row = letters.sent()
    assert (row.state, row.sent_on) == ("sent", TODAY)
    assert row.obligation.label == "Suivre la réponse à une transmission"
    assert row.obligation.account_id == letters.author.account_id
    said = {"answer": "seized", "on": TODAY, "words": "Audience au printemps."}
    row = letters.does(operations.record_answer, row, **said)
    assert row.state == "answered"
    row = letters.does(operations.close, row, reason="done")
    assert (row.state, row.obligation.outcome) == ("closed", "closed")
    with as_jobs():
        verbs = set(JournalEntry.objects.filter(subject=row.pk).values_list("verb", flat=True))
    steps = ("start", "write", "seal", "send", "answer", "close")
    assert verbs == {f"transmission.{verb}" for verb in steps}


def test_nobody_closes_by_hand_what_was_done(letters):
    row = letters.sent()
    letters.does(operations.record_answer, row, answer="seized", on=TODAY)
    with as_jobs():
        still = Obligation.objects.filter(subject=row.pk, closed_at=None)
        assert [duty.label for duty in still] == ["Dire la suite à la personne, clore une transmission"]


def test_sent_twice_it_is_one(letters):
    key = new_id()
    first, again = (letters.started(request_key=key) for _ in range(2))
    assert first.pk == again.pk
    row, key = letters.sealed(), new_id()
    for _ in range(2):
        letters.does(operations.send, row, request_key=key, **SENT)
    assert len(rows(Dispatch)) == 1
    for _ in range(2):
        letters.does(operations.record_answer, row, answer="more", on=TODAY, request_key=row.pk)
    assert len(rows(Answer)) == 1


def test_everything_missing_is_said_at_once_and_nothing_is_kept(letters):
    row = letters.started()
    with pytest.raises(Refused) as caught:
        letters.does(operations.seal, row)
    assert codes(caught) >= {"said", "needed", "family", "assets", "certificate", "informed"}
    assert rows(SealedLetter) == []


def test_the_paper_that_leaves_is_the_one_that_was_sealed(letters):
    row = letters.sealed()
    again = letters.does(operations.take_up_again, row)
    assert (again.state, again.paper_id) == ("draft", None)
    with pytest.raises(Refused) as caught:
        letters.does(operations.send, again, **SENT)
    assert codes(caught) == {"unsealed"}
    row = letters.does(operations.seal, again)
    letters.does(operations.send, row, **SENT)
    former, latest = rows(SealedLetter)
    assert [one.paper_id for one in rows(Dispatch)] == [latest.pk]
    assert former.pk != latest.pk


def test_done_without_the_product_it_is_kept_with_its_proof(letters):
    row = letters.started("protection")
    letters.does(operations.send, row, outside=True, **SENT)
    [one] = rows(Dispatch)
    assert (one.paper_id, one.proof, one.ground) == (None, "Avis signé", "law")
    assert letters.again(row).state == "sent"


def test_the_database_refuses_a_letter_without_date_and_a_sending_without_proof(letters):
    row = letters.sent()
    with as_jobs():
        for wrong in ({"obligation": None}, {"sent_on": None}, {"state": "closed"}, {"reach": "everybody"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Letter.objects.filter(pk=row.pk).update(**wrong)
        with pytest.raises(IntegrityError), transaction.atomic():
            Dispatch.objects.update(proof="")


def test_two_people_write_the_same_page(letters):
    row = letters.started()
    letters.does(operations.write_page, row, expected_version=1, said={"housing": "Chez sa fille."})
    with pytest.raises(LetterChanged) as caught:
        letters.does(operations.write_page, row, expected_version=1, said={"housing": "Seule."})
    assert caught.value.theirs == {"housing": "Chez sa fille."}
    assert letters.again(row).said["housing"] == "Chez sa fille."


@pytest.mark.requirement("R56")
def test_violence_leaves_with_her_agreement_or_not_at_all(letters):
    row = letters.whole(
        "violence", agreement="refused", agreed_on=None, danger="hold", informed="told", informed_on=TODAY
    )
    with pytest.raises(Refused) as caught:
        letters.does(operations.seal, row)
    assert codes(caught) == {"secrecy"}
    assert "professionnels de santé" in caught.value.refusals[0].message
    letters.does(operations.say, row, expected_version=row.version, agreement="given", agreed_on=TODAY)
    assert letters.does(operations.seal, row).state == "sealed"


def test_a_life_in_danger_is_for_today(letters):
    row = letters.again(letters.started("violence"))
    assert due(row.obligation) == date(2026, 11, 25)
    said = CODED["violence"] | {"danger": "peril", "recipient": "rescue"}
    row = letters.does(operations.say, row, expected_version=1, **said)
    assert due(row.obligation) == TODAY
    with acting(letters.author) as actor:
        call = SENT | {"to": "rescue", "channel": "call", "proof": "17, 10 h 40, brigadier Nérin"}
        operations.send(actor=actor, at=NOW, letter=row.pk, outside=True, **call)
    assert rows(Dispatch)[0].ground == "rescue"


@pytest.mark.parametrize(
    ("caisse", "day"), [("allocataire", date(2026, 11, 27)), ("not_allocataire", date(2026, 12, 1))]
)
def test_the_caisse_has_three_working_days_or_five(letters, caisse, day):
    row = letters.sent("emergency_aid", caisse=caisse)
    assert (row.obligation.rule, due(row.obligation)) == ("VIF-1", day)
    row = letters.does(operations.record_answer, row, answer="paid", on=TODAY)
    with as_jobs():
        [clock] = Obligation.objects.filter(subject=row.pk, rule="VIF-1")
    assert (clock.outcome, clock.done_on) == ("paid", TODAY)


def test_what_is_owed_about_violence_names_nobody(letters):
    row = letters.sent("emergency_aid")
    with as_jobs():
        for duty in Obligation.objects.filter(subject=row.pk):
            assert duty.person_id is None
            assert "violence" not in duty.label.lower()
    assert letters.again(letters.started("protection")).obligation.person_id == letters.person


def test_a_place_kept_secret_is_neither_proposed_nor_printed(letters):
    letters.accompanied("referente")
    with acting(letters.author) as actor:
        hidden = {"kind": "secret", "lines": "3 rue des Flamboyants", "commune": "97129", "commune_name": "Sainte-Rose"}
        people.add_address(actor=actor, at=NOW, person=letters.person, starts_on=SETTLED, **hidden)
        people.set_contact(
            actor=actor,
            at=NOW,
            person=letters.person,
            channel="phone",
            value="0690 12 34 56",
            starts_on=SETTLED,
            kept_secret=True,
        )
    row = letters.whole("violence")
    assert "Flamboyants" not in json.dumps(letters.started("violence").said)
    said = {"identity": "Mme Mirval, 3 rue des flamboyants."}
    letters.does(operations.write_page, row, expected_version=row.version, said=said)
    with pytest.raises(Refused) as caught:
        letters.does(operations.seal, row)
    assert codes(caught) == {"secret_place"}


def test_a_letter_about_violence_starts_from_her_safe_contact(letters):
    letters.accompanied("referente")
    with acting(letters.author) as actor:
        said = {"channel": "phone", "value": "0690 55 66 77", "safe_hours": "après 14 h", "starts_on": SETTLED}
        people.set_contact(actor=actor, at=NOW, person=letters.person, **said)
    told = letters.started("violence").said["safe_contact"]
    assert told.endswith("après 14 h, aucun message")
    assert "safe_contact" not in letters.started("protection").said


def test_another_colleague_follows_it(letters):
    row = letters.started("violence")
    colleague = letters.service.account("collegue").pk
    row = letters.does(operations.hand_over, row, to=colleague)
    assert (row.holder_id, row.obligation.account_id) == (colleague, colleague)
    with acting(letters.author):
        assert not Letter.objects.filter(pk=row.pk).exists()
    with pytest.raises(Refused) as caught:
        letters.does(
            operations.hand_over,
            row,
            by=letters.service.actor("collegue"),
            to=letters.service.account("referent.ailleurs").pk,
        )
    assert codes(caught) == {"holder"}


def test_her_holder_knows_her_and_the_manager_has_it_at_once(letters):
    row = letters.sent("violence")
    with acting(letters.author) as actor:
        people.step_aside(actor=actor, at=NOW, person=letters.person)
    row = letters.again(row)
    assert (row.holder_id, row.obligation.account_id) == (letters.manager.account_id,) * 2
    assert {one.holder_id for one in rows(Dispatch)} == {letters.manager.account_id}


# Domiciliation


@pytest.mark.requirement("R100")
def test_a_domiciliation_is_answered_in_two_months_and_lasts_a_year(letters):
    row = letters.address(letters.asked())
    assert (row.obligation.rule, due(row.obligation)) == ("DOM-1a", date(2027, 1, 24))
    with as_jobs():
        Domiciliation.objects.filter(pk=row.pk).delete()
    row = letters.granted()
    assert (row.standing, row.ends_on) == ("granted", date(2027, 11, 24))
    assert (row.obligation.rule, row.quiet.rule, due(row.quiet)) == ("DOM-1b", "DOM-1c", date(2027, 2, 24))
    with as_jobs():
        answered = Obligation.objects.get(rule="DOM-1a", subject=row.pk)
    assert answered.outcome == "granted"


def test_each_contact_moves_the_three_months(letters):
    row = letters.granted()
    later = date(2027, 1, 15)
    row = letters.keeps(operations.note_contact, row, at=at(later), on=later, how="visit")
    assert (row.last_contact_on, due(row.quiet)) == (later, date(2027, 4, 15))
    earlier = letters.keeps(operations.note_contact, row, at=at(later), on=date(2026, 12, 1), how="call")
    assert earlier.last_contact_on == later
    soon = date(2027, 4, 14)
    said = {"reason": "no_contact", "words": "Deux lettres.", "on": soon}
    with pytest.raises(Refused) as caught:
        letters.keeps(operations.end_domiciliation, row, at=at(soon), **said)
    assert codes(caught) == {"quiet"}


def test_a_refusal_offers_elsewhere_and_the_clock_stops(letters):
    row = letters.asked()
    said = {"reason": "no_tie", "words": "Arrivée hier.", "elsewhere": "CCAS du Moule", "on": TODAY}
    row = letters.keeps(operations.refuse_domiciliation, row, **said)
    assert (row.standing, row.obligation.outcome) == ("refused", "refused")
    with as_jobs(), pytest.raises(IntegrityError), transaction.atomic():
        Domiciliation.objects.filter(pk=row.pk).update(elsewhere="")


def test_renewed_the_former_address_ends_with_the_new_one(letters):
    row = letters.granted()
    with pytest.raises(Refused) as caught:
        letters.asked()
    assert codes(caught) == {"open"}
    with acting(letters.service.actor("accueil")) as actor:
        again = operations.renew(actor=actor, at=NOW, domiciliation=row.pk, requested_on=TODAY)
        with pytest.raises(Refused):
            operations.renew(actor=actor, at=NOW, domiciliation=row.pk, requested_on=TODAY)
    assert letters.address(row).standing == "granted"
    letters.keeps(operations.grant, again, starts_on=TODAY, address=again.address)
    row = letters.address(row)
    assert (row.standing, row.ending, row.obligation.outcome) == ("ended", "renewed", "ended_renewed")


def test_done_elsewhere_is_possible_for_its_clocks(letters):
    row = letters.address(letters.asked())
    with acting(letters.service.actor("accueil")) as actor:
        deadlines.done_elsewhere(actor=actor, at=NOW, obligation=row.obligation_id, on=TODAY, proof="Lettre du CCAS")
    assert letters.keeps(operations.grant, row, starts_on=TODAY, address="CCAS").standing == "granted"


# Measures


@pytest.mark.requirement("R55")
@pytest.mark.parametrize(
    ("ends_on", "day", "rule"), [(None, date(2031, 3, 1), "PRO-2c"), (date(2029, 3, 1), date(2029, 3, 1), "")]
)
def test_the_end_of_a_measure_is_recalled(letters, ends_on, day, rule):
    row = letters.measure(ends_on=ends_on)
    with as_jobs():
        duty = Obligation.objects.get(subject=row.pk)
    assert (due(duty), duty.rule) == (day, rule)
    with acting(letters.author) as actor:
        operations.end_measure(actor=actor, at=NOW, measure=row.pk, on=TODAY, words="Mainlevée.")
        with pytest.raises(Refused):
            operations.end_measure(actor=actor, at=NOW, measure=row.pk, on=TODAY)
    with as_jobs():
        assert Obligation.objects.get(subject=row.pk).outcome == "ended"


def test_an_old_decision_says_its_own_end(letters):
    with pytest.raises(Refused) as caught:
        letters.measure(decided_on=date(2001, 1, 1))
    assert codes(caught) == {"ends_on"}
