"""What she may ask, and until when it is answered."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tisserand.privacy.rules import rights, rights_copy
from tisserand.privacy.rules.rights import (
    ASKED_HELP,
    ASKED_LABELS,
    ASKED_NAMES,
    NEXT,
    STATE_LABELS,
    Asked,
    Decision,
    Identity,
    RequestFacts,
    State,
    cada_until,
    due_on,
)
from tisserand.privacy.rules.rights_copy import Item

TODAY = date(2026, 11, 24)
RECEIVED = RequestFacts(State.RECEIVED, Asked.ACCESS, date(2026, 11, 3))
DECIDED = replace(RECEIVED, state=State.DECIDED, decision=Decision.GRANTED, copy_ready=True)


def codes(refusals):
    return {refusal.code for refusal in refusals}


@pytest.mark.parametrize(
    ("received", "due", "extended"),
    [
        (date(2026, 11, 3), date(2026, 12, 3), date(2027, 2, 3)),
        (date(2027, 1, 31), date(2027, 2, 28), date(2027, 4, 30)),
        (date(2028, 1, 31), date(2028, 2, 29), date(2028, 4, 30)),
        (date(2026, 12, 15), date(2027, 1, 15), date(2027, 3, 15)),
        (date(2026, 8, 31), date(2026, 9, 30), date(2026, 11, 30)),
    ],
)
def test_one_month_to_answer_three_when_extended(received, due, extended):
    assert due_on(received) == due
    assert due_on(received, extended=True) == extended


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_the_answer_is_due_the_next_month_and_never_later_in_it(received):
    due = due_on(received)
    assert (due.year - received.year) * 12 + due.month - received.month == 1
    assert due.day <= received.day
    assert due < due_on(received, extended=True)


def test_two_months_to_ask_the_cada():
    assert cada_until(date(2026, 12, 31)) == date(2027, 2, 28)


def receiving(**said):
    usual = {
        "asked": "access",
        "received_on": TODAY,
        "today": TODAY,
        "words": "",
        "name": "Mme Roselyne Mirval",
        "representative": "",
        "mandate": "",
    }
    return codes(rights.refusals_to_receive(**(usual | said)))


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({}, set()),
        ({"asked": "ghost"}, {"asked"}),
        ({"asked": "rectification"}, {"words"}),
        ({"asked": "rectification", "words": "Mon nom est faux."}, set()),
        ({"received_on": None}, {"received_on"}),
        ({"received_on": date(2026, 11, 25)}, {"future"}),
        ({"name": " "}, {"name"}),
        ({"representative": "lawyer"}, {"mandate"}),
        ({"representative": "lawyer", "mandate": "Me Coralie Bade, mandat du 3 mars"}, set()),
    ],
)
def test_receiving(said, refused):
    assert receiving(**said) == refused


@pytest.mark.parametrize(
    ("facts", "reason", "told", "refused"),
    [
        (RECEIVED, "Trois sites à interroger.", TODAY, set()),
        (RECEIVED, "Long.", TODAY, {"reason"}),
        (RECEIVED, "Trois sites à interroger.", None, {"told_on"}),
        (replace(RECEIVED, received_on=date(2026, 10, 20)), "Trois sites à interroger.", TODAY, {"late"}),
        (replace(RECEIVED, extended=True), "Trois sites à interroger.", TODAY, {"extended"}),
        (DECIDED, "Trois sites à interroger.", TODAY, {"state"}),
    ],
)
def test_the_month_is_extended_once_and_in_time(facts, reason, told, refused):
    assert codes(rights.refusals_to_extend(facts, reason=reason, told_on=told, today=TODAY)) == refused


@pytest.mark.parametrize(
    ("facts", "decision", "reasons", "refused"),
    [
        (RECEIVED, "granted", "", set()),
        (RECEIVED, "refused", "", {"reasons"}),
        (RECEIVED, "partly", "Une note protège un tiers.", set()),
        (RECEIVED, "perhaps", "", {"decision"}),
        (replace(RECEIVED, identity=Identity.TO_CHECK), "granted", "", {"identity"}),
        (replace(RECEIVED, identity=Identity.TO_CHECK), "refused", "Son identité n’est pas établie.", set()),
        (DECIDED, "granted", "", {"state"}),
    ],
)
def test_deciding(facts, decision, reasons, refused):
    assert codes(rights.refusals_to_decide(facts, decision=decision, reasons=reasons)) == refused


@pytest.mark.parametrize(
    ("facts", "said", "refused"),
    [
        (DECIDED, {}, set()),
        (DECIDED, {"dispatch": "pigeon"}, {"dispatch"}),
        (DECIDED, {"proof": " "}, {"proof"}),
        (DECIDED, {"on": None}, {"answered_on"}),
        (replace(DECIDED, copy_ready=False), {}, {"copy"}),
        (replace(DECIDED, copy_ready=False, decision=Decision.REFUSED), {}, set()),
        (replace(RECEIVED, copy_ready=True), {}, {"state"}),
    ],
)
def test_an_answer_is_handed_over_with_its_proof(facts, said, refused):
    usual = {"dispatch": "main-propre", "on": TODAY, "proof": "Reçu signé", "today": TODAY}
    assert codes(rights.refusals_to_answer(facts, **(usual | said))) == refused


def test_a_notice_is_the_effect_of_a_decision():
    limited = replace(DECIDED, asked=Asked.LIMITATION)
    sentence = "Ne pas utiliser l’évaluation du 3 mars."
    assert not rights.refusals_to_note(limited, kind="limitation", sentence=sentence)
    assert codes(rights.refusals_to_note(limited, kind="objection", sentence=sentence)) == {"kind"}
    asked = replace(limited, decision=None, state=State.RECEIVED)
    assert codes(rights.refusals_to_note(asked, kind="limitation", sentence="")) == {"decision", "sentence"}


def test_a_correction_keeps_what_was_written():
    facts = replace(DECIDED, asked=Asked.RECTIFICATION)

    def rectify(facts=facts, **said):
        usual = {"what": "Adresse", "former": "2 rue", "corrected": "3 rue", "on": TODAY, "today": TODAY}
        return codes(rights.refusals_to_rectify(facts, **(usual | said)))

    assert rectify() == set()
    assert rectify(corrected="2 rue") == {"same"}
    assert rectify(what="", corrected="") == {"what", "corrected"}
    assert rectify(facts=replace(facts, decision=Decision.REFUSED)) == {"decision"}


def test_every_word_is_said():
    assert set(ASKED_LABELS) == set(ASKED_NAMES) == set(ASKED_HELP) == set(Asked)
    assert set(STATE_LABELS) == set(NEXT) == set(State)
    assert set(rights_copy.STATE_LABELS) == set(rights_copy.NEXT) == set(rights_copy.State)
    assert set(rights.NOTICE_OF.values()) == set(rights.NOTICE_LABELS)


def item(**said) -> Item:
    usual = {"key": "1", "kind": "activity.Note", "chapter": "notes", "what": "Note", "on": TODAY, "by": "Référente"}
    return Item(**({**usual, "lines": (("text", "Texte", "Bonjour"),), "given": True} | said))


def test_what_is_withheld_is_told_by_nature_and_never_shown():
    items = [item(), item(key="2", given=False, lines=(), reason="Note de travail."), item(key="3", given=False)]
    items[2] = replace(items[2], reason="Note de travail.")
    assert rights_copy.withheld_by_nature(items) == [("Note", "Note de travail.", 2)]
    data = rights_copy.as_data(items, made_on=TODAY, reference="7K2M-9QX")
    assert [row["id"] for row in data["given"]] == ["1"]
    assert data["withheld"] == [{"what": "Note", "reason": "Note de travail.", "count": 2}]


def test_chapters_follow_the_copy_and_time():
    items = [item(key="late"), item(key="early", on=date(2020, 1, 1)), item(key="who", chapter="identity", on=None)]
    chapters = rights_copy.chapters_of(items)
    assert [title for title, _ in chapters] == [rights_copy.CHAPTERS["identity"], rights_copy.CHAPTERS["notes"]]
    assert [row.key for row in chapters[1][1]] == ["early", "late"]


@pytest.mark.parametrize(
    ("may", "given", "was", "reason", "refused"),
    [
        (True, False, True, "", {"reason"}),
        (True, False, True, "Parle de son frère.", set()),
        (True, True, False, "Elle en a besoin.", set()),
        (True, True, True, "", set()),
        (False, True, False, "Elle le demande vraiment.", {"protected"}),
        (False, False, False, "", set()),
    ],
)
def test_the_officer_gives_or_not_with_a_reason(may, given, was, reason, refused):
    assert (
        codes(rights_copy.refusals_to_decide_item(may_decide=may, given=given, was_given=was, reason=reason)) == refused
    )


def test_a_copy_is_made_once_everything_is_read():
    assert codes(rights_copy.refusals_to_make(rights_copy.State.REVIEW, unread=2)) == {"unread"}
    assert not rights_copy.refusals_to_make(rights_copy.State.REVIEW, unread=0)
    assert codes(rights_copy.refusals_to_make(rights_copy.State.READY, unread=0)) == {"state"}
