"""A request from the minute it is made to the copy handed over: nothing of hers is lost, nothing of others leaves."""

import json
from datetime import date, timedelta

import pytest

from tests.documents.reading import opened, text_of
from tests.privacy.rights_scenes import HER_WORDS, NOW, OTHERS, TODAY, asks, decided, gathered, made, scene
from tests.situations import acting, as_jobs
from tisserand.deadlines import queries as deadlines
from tisserand.documents import queries as documents
from tisserand.kernel.refusals import Refused
from tisserand.privacy import jobs
from tisserand.privacy.models import CopyItem, FileCopy, FileNotice, Recipient, RightsRequest
from tisserand.privacy.operations import rights, rights_copy, rights_effects
from tisserand.privacy.queries import rights as queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(service):
    return scene(service)


def test_a_request_is_owed_by_the_officer_within_the_month(told):
    row = asks(told)
    assert row.due_on == date(2026, 12, 24)
    with acting(told.officer) as officer:
        [duty] = deadlines.mine(officer).filter(subject=row.pk)
        assert duty.due_at.date() == row.due_on
        assert queries.counts(officer, today=TODAY) == {"late": 0, "week": 0, "all": 1}
        assert queries.counts(officer, today=row.due_on + timedelta(days=1))["late"] == 1


def test_only_the_officer_who_received_it_and_her_team_know_of_a_request(told):
    row = asks(told)
    for login, sees in {"dpo": True, "accueil": True, "collegue": False, "direction": False, "admin": False}.items():
        with acting(told.service.actor(login)) as actor:
            assert queries.requests(actor).filter(pk=row.pk).exists() is sees, login


def test_extended_once_told_in_time_then_answered(told):
    row = asks(told, "rectification")
    with acting(told.officer) as officer:
        hand = {"actor": officer, "at": NOW, "request": row.pk}
        row = rights.extend(**hand, expected_version=1, reason="Deux sites à interroger.", told_on=TODAY)
        assert row.due_on == date(2027, 2, 24)
        with pytest.raises(Refused, match="stale"):
            rights.decide(**hand, expected_version=1, decision="granted", reasons="")
        rights.decide(**hand, expected_version=2, decision="refused", reasons="L’adresse notée est la bonne.")
        row = rights.answer(**hand, expected_version=3, dispatch="courrier", on=TODAY, proof="Accusé de réception")
        assert row.state == "answered"
        assert not deadlines.mine(officer).filter(subject=row.pk).exists()


def test_identity_is_checked_before_anything_is_given(told):
    row = asks(told, identity="to_check")
    with acting(told.officer) as officer:
        hand = {"actor": officer, "at": NOW, "request": row.pk}
        with pytest.raises(Refused, match="identity"):
            rights_copy.start_copy(**hand)
        rights.check_identity(**hand, expected_version=1, identity="questions")
        assert rights_copy.start_copy(**hand).state == "gathering"


def test_the_copy_says_all_of_her_and_nothing_of_the_others(told):
    row = decided(told, asks(told))
    made(told, row)
    with acting(told.officer) as officer:
        copy = queries.file_copy(officer, row.pk)
        assert copy.state == "ready"
        paper = documents.documents(officer).get(pk=copy.paper_id)
        data = documents.documents(officer).get(pk=copy.data_id)
    printed, sent = text_of(bytes(paper.body)), bytes(data.body).decode()
    assert opened(bytes(paper.body)).metadata.title == "Copie du dossier"
    for text in (printed, sent):
        assert told.note in text
        assert "Dambas" in text
        assert "Enfant" in text
        assert "0690 10 20 30" in text.replace("\u00a0", " ").replace("\u202f", " ")
        assert "24 novembre 2026 à 10" in text.replace("\u00a0", " ")
        for what, canary in OTHERS.items():
            assert canary not in text, what
            assert canary.split()[-1] not in text or not canary.startswith("CANARI"), what
    assert "Note de travail" in printed
    assert "art. L. 311-6" in printed
    assert "CADA" in printed


def test_the_json_has_a_stable_shape(told):
    row = decided(told, asks(told))
    made(told, row)
    with acting(told.officer) as officer:
        data = json.loads(bytes(documents.documents(officer).get(pk=queries.file_copy(officer, row.pk).data_id).body))
    assert (data["schema"], data["version"]) == ("tisserand/copie-de-dossier", 1)
    assert set(data) == {"schema", "version", "made_on", "reference", "given", "withheld"}
    assert all(set(one) == {"kind", "id", "chapter", "what", "on", "by", "fields"} for one in data["given"])
    assert all(set(one) == {"what", "reason", "count"} for one in data["withheld"])
    [note] = [one for one in data["given"] if one["kind"] == "activity.Note"]
    assert note["fields"]["text"] == {"label": "Ce qui est écrit", "value": told.note}


def test_only_the_officer_opens_the_copy(told):
    row = decided(told, asks(told))
    made(told, row)
    with acting(told.officer) as officer:
        copy = queries.file_copy(officer, row.pk)
    for login in ("referente", "cheffe", "accueil", "admin"):
        with acting(told.service.actor(login)) as actor:
            assert not documents.documents(actor).filter(pk__in=[copy.paper_id, copy.data_id]).exists(), login
            assert not CopyItem.objects.exists(), login


def test_the_officer_gives_a_working_note_by_decision_and_holds_back_another(told):
    row = decided(told, asks(told))
    copy = gathered(told, row)
    with acting(told.officer) as officer:
        hand = {"actor": officer, "at": NOW}
        notes = queries.items(officer, copy.pk).filter(kind="activity.Note")
        working, plain = notes.get(may_be_given=True, given=False), notes.get(given=True)
        assert working.lines == []
        with pytest.raises(Refused, match="unread"):
            rights_copy.make_copy(**hand, copy=copy.pk)
        with pytest.raises(Refused, match="reason"):
            rights_copy.decide_item(**hand, item=working.pk, given=True, reason="")
        rights_copy.decide_item(**hand, item=working.pk, given=True, reason="Elle la demande expressément.")
        rights_copy.decide_item(**hand, item=plain.pk, given=False, reason="Parle surtout de son frère.")
        rights_copy.make_copy(**hand, copy=copy.pk)
    with as_jobs():
        jobs.make_copy(copy=str(copy.pk))
    with acting(told.officer) as officer:
        paper = documents.documents(officer).get(pk=queries.file_copy(officer, row.pk).paper_id)
    printed = text_of(bytes(paper.body))
    assert "CANARI-TRAVAIL" in printed
    assert told.note not in printed
    assert "Parle surtout de son frère." in printed


def test_what_protects_somebody_is_never_given(told):
    copy = gathered(told, decided(told, asks(told)))
    with acting(told.officer) as officer:
        protected = queries.items(officer, copy.pk).filter(given=False, may_be_given=False)
        assert {"people.Tie", "people.ContactPoint", "reception.Visit"} <= {item.kind for item in protected}
        for item in list(protected):
            assert item.lines == []
            with pytest.raises(Refused, match="protected"):
                rights_copy.decide_item(actor=officer, at=NOW, item=item.pk, given=True, reason="Elle insiste fort.")


def test_jobs_run_twice_make_one_copy(told):
    row = decided(told, asks(told))
    copy = made(told, row)
    with as_jobs():
        jobs.gather_copy(copy=str(copy.pk))
        jobs.make_copy(copy=str(copy.pk))
        assert FileCopy.objects.get(pk=copy.pk).version == 4
        assert documents.documents(jobs.RIGHTS).filter(subject=row.pk).count() == 2


def test_once_answered_the_review_keeps_no_word(told):
    row = decided(told, asks(told))
    made(told, row)
    with acting(told.officer) as officer:
        rights.answer(
            actor=officer,
            at=NOW,
            request=row.pk,
            expected_version=2,
            dispatch="main-propre",
            on=TODAY,
            proof="Reçu signé",
        )
        assert queries.items(officer, queries.file_copy(officer, row.pk).pk).exclude(lines=[]).count() == 0


def test_a_limitation_is_told_to_every_reader_until_it_is_lifted(told):
    row = decided(told, asks(told, "limitation"))
    sentence = "l’évaluation du 3 mars 2026"
    with acting(told.officer) as officer:
        rights_effects.ask_notice(actor=officer, at=NOW, request=row.pk, sentence=sentence)
    with as_jobs():
        notice = rights_effects.write_notice(
            actor=jobs.RIGHTS, at=NOW, notice=row.pk, request=row.pk, sentence=sentence, by=told.officer.account_id
        )
    for login in ("secretaire", "referente", "accueil.ailleurs"):
        with acting(told.service.actor(login)) as actor:
            [shown] = queries.notices_of(actor, told.person, TODAY)
            assert sentence in shown.sentence
    with acting(told.officer) as officer:
        rights_effects.lift_notice(actor=officer, at=NOW, notice=notice.pk)
    with acting(told.service.actor("secretaire")) as actor:
        assert queries.notices_of(actor, told.person, TODAY) == []


def test_a_notice_of_a_protected_file_is_protected_too(told):
    from tisserand.people import operations as people

    row = decided(told, asks(told, "objection"))
    with as_jobs():
        rights_effects.write_notice(
            actor=jobs.RIGHTS, at=NOW, notice=row.pk, request=row.pk, sentence="x", by=told.officer.account_id
        )
    with acting(told.service.actor("cheffe")) as keeper:
        people.make_restricted(
            actor=keeper, at=NOW, person=told.person, guard_unit=told.service.territory.pk, reason="agente"
        )
        assert queries.notices_of(keeper, told.person, TODAY)
    with acting(told.service.actor("secretaire")) as actor:
        assert queries.notices_of(actor, told.person, TODAY) == []


def test_a_correction_keeps_the_former_value_and_tells_whoever_had_it(told):
    from tisserand.people import operations as people

    with acting(told.receiver) as actor:
        people.record_consent(
            actor=actor,
            at=NOW,
            person=told.person,
            topic="partage",
            partner="Le bailleur",
            given=True,
            decided_on=TODAY,
        )
    row = decided(told, asks(told, "rectification"))
    with as_jobs():
        for _ in range(2):
            jobs.find_recipients(request=str(row.pk))
    with acting(told.officer) as officer:
        kept = rights_effects.rectify(
            actor=officer,
            at=NOW,
            request=row.pk,
            what="Adresse",
            former="2 rue des Bougainvilliers",
            corrected="3 rue des Bougainvilliers",
            corrected_on=TODAY,
        )
        assert (kept.former, kept.corrected) == ("2 rue des Bougainvilliers", "3 rue des Bougainvilliers")
        [landlord] = queries.recipients(officer, row.pk)
        assert (landlord.name, landlord.told_on) == ("Le bailleur", None)
        rights_effects.tell_recipient(actor=officer, at=NOW, recipient=landlord.pk)
        assert Recipient.objects.get(pk=landlord.pk).told_on == TODAY


def test_without_an_officer_nothing_is_promised(told):
    from tisserand.access.models import Membership

    with as_jobs():
        Membership.objects.filter(role="privacy_officer").update(ends_before=TODAY)
    with pytest.raises(Refused, match="officer"):
        asks(told)
    with as_jobs():
        assert not RightsRequest.objects.exists()
        assert not FileNotice.objects.exists()


def test_a_demand_in_her_words_is_in_her_copy(told):
    asks(told, "observation", words=HER_WORDS)
    row = decided(told, asks(told))
    made(told, row)
    with acting(told.officer) as officer:
        paper = documents.documents(officer).get(pk=queries.file_copy(officer, row.pk).paper_id)
    assert HER_WORDS in text_of(bytes(paper.body))
