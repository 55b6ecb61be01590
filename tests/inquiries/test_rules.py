"""Dates planned back from the hearing, what is left to live on, and what is refused; no database."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tisserand.inquiries.rules import (
    NEXT,
    STATE_LABELS,
    Dates,
    InquiryFacts,
    Line,
    Side,
    State,
    Written,
    budget,
    choices,
    clause,
    coded,
    irregularities,
    planned,
)
from tisserand.inquiries.rules.facts import Attempt
from tisserand.inquiries.rules.housing import FOLLOWED_BY, refusals_to_tell, what_follows
from tisserand.inquiries.rules.refusals import (
    missing,
    refusals_to_close,
    refusals_to_give_up,
    refusals_to_postpone,
    refusals_to_receive,
    refusals_to_send,
    refusals_to_use,
    refusals_to_write,
)

HERE = "America/Guadeloupe"
TODAY = date(2026, 11, 24)


def saisine(**changes) -> Dates:
    hearing = changes.get("hearing_on", date(2027, 2, 12))
    usual = {
        "seized_on": date(2026, 11, 20),
        "hearing_on": hearing,
        "first_hearing_on": hearing,
        "lease_on": date(2021, 3, 1),
    }
    return Dates(**usual | changes)


def facts(**changes) -> InquiryFacts:
    usual = {
        "state": State.OFFERED,
        "outcome": "",
        "hearing_on": date(2027, 2, 12),
        "read_on": None,
        "support_agreed_on": None,
    }
    return InquiryFacts(**usual | changes)


def codes(refusals) -> set[str]:
    return {refusal.code for refusal in refusals}


@pytest.mark.requirement("R61")
def test_dates_are_planned_back_from_the_hearing():
    found = [(one.rule.id, one.on) for one in planned(saisine(), HERE, {})]
    assert found == [
        ("EXP-5a", date(2026, 12, 11)),
        ("EXP-5d", date(2027, 1, 22)),
        ("EXP-5c", date(2027, 2, 2)),
        ("EXP-5b", date(2027, 2, 5)),
    ]


def test_a_holiday_of_the_territory_counts():
    """27 May is a holiday in Guadeloupe, not in Martinique, where 22 May is: a Saturday that year."""
    said = saisine(hearing_on=date(2027, 6, 1), seized_on=date(2027, 3, 1))
    send = {zone: planned(said, zone, {})[-1].on for zone in (HERE, "America/Martinique")}
    assert send == {HERE: date(2027, 5, 24), "America/Martinique": date(2027, 5, 25)}


def test_the_departement_sets_its_own_margin():
    assert planned(saisine(), HERE, {"EXP-5c": -10})[2].on == date(2027, 1, 29)


def test_every_date_says_why():
    assert all("décret 2021-8" in one.why or "usage du service" in one.why for one in planned(saisine(), HERE, {}))


@pytest.mark.parametrize(
    ("lease", "effect"),
    [
        (date(2023, 7, 28), date(2026, 9, 1)),
        (date(2023, 7, 29), date(2026, 8, 12)),
        (date(2025, 1, 1), date(2026, 8, 12)),
    ],
)
def test_the_clause_takes_effect_by_the_date_of_the_lease(lease, effect):
    assert clause(saisine(lease_on=lease, summons_to_pay_on=date(2026, 7, 1)), HERE).on == effect


def test_without_a_summons_nothing_is_said_of_the_clause():
    assert clause(saisine(), HERE) is None


def test_a_late_notice_is_pointed_out_and_never_judged():
    """42 days before 12 February 2027 begin on 1 January: 31 December is the last day."""
    assert irregularities(saisine(notified_on=date(2026, 12, 31)), HERE) == ()
    [said] = irregularities(saisine(notified_on=date(2027, 1, 1)), HERE)
    assert "semble" in said


def test_a_postponement_does_not_repair_a_late_notice():
    late = saisine(hearing_on=date(2027, 6, 4), first_hearing_on=date(2027, 2, 12), notified_on=date(2027, 1, 15))
    assert len(irregularities(late, HERE)) == 1


def test_only_a_company_seizes_the_ccapex_before_it_summons():
    said = {"assigned_on": date(2026, 11, 16), "ccapex_on": date(2026, 10, 1)}
    assert irregularities(saisine(landlord="private", **said), HERE) == ()
    assert len(irregularities(saisine(landlord="social", **said), HERE)) == 1


def test_a_date_that_no_rule_knows_is_shown_and_not_judged():
    assert irregularities(saisine(landlord="social", assigned_on=date(1901, 1, 1)), HERE) == ()


@pytest.mark.requirement("R61")
def test_what_is_left_for_each_person():
    lines = [
        Line(Side.RESOURCE, Decimal("1430.50")),
        Line(Side.CHARGE, Decimal("520")),
        Line(Side.DEBT, Decimal("60")),
    ]
    found = budget(lines, people=3)
    assert (found.left, found.each, found.each_day) == (Decimal("850.50"), Decimal("283.50"), Decimal("9.45"))
    assert budget(lines, people=0).each is None


@given(
    st.lists(st.decimals(0, 5000, places=2), max_size=6),
    st.lists(st.decimals(0, 5000, places=2), max_size=6),
    st.integers(1, 12),
)
def test_shares_never_make_more_than_what_is_left(resources, charges, people):
    lines = [Line(Side.RESOURCE, one) for one in resources] + [Line(Side.CHARGE, one) for one in charges]
    found = budget(lines, people=people)
    assert abs(found.each * people - found.left) <= people * Decimal("0.005")


def test_every_state_has_its_words_and_leads_to_the_end():
    assert set(NEXT) == set(STATE_LABELS) == set(State)
    assert all(State.CLOSED in after for state, after in NEXT.items() if state != State.CLOSED)


def test_a_saisine_says_all_that_is_wrong_at_once():
    wrong = saisine(seized_on=date(2026, 12, 1), hearing_on=date(2026, 11, 30), lease_on=date(2027, 1, 1))
    found = codes(refusals_to_receive(wrong, court=" ", landlord_name="", today=TODAY))
    assert found == {"court", "landlord_name", "seized_on", "hearing_on", "lease_on"}


def test_one_offer_is_enough_when_the_hearing_is_near():
    tried = facts(attempts=(Attempt(TODAY, "Avis laissé"),))
    said = {"reason": "silent", "zone": HERE}
    assert codes(refusals_to_give_up(tried, today=TODAY, **said)) == {"again"}
    assert not refusals_to_give_up(tried, today=date(2027, 2, 3), **said)
    assert codes(refusals_to_give_up(facts(), today=date(2027, 2, 3), **said)) == {"attempts"}


def test_who_refused_is_not_asked_again():
    tried = facts(attempts=(Attempt(TODAY, "Appel de 9 h"),))
    assert not refusals_to_give_up(tried, reason="refused", today=TODAY, zone=HERE)


@pytest.mark.requirement("R56")
def test_her_file_enters_with_her_agreement_only():
    assert codes(refusals_to_use(["said", "support_file"], None)) == {"support_file"}
    assert not refusals_to_use(["support_file"], TODAY)
    assert not refusals_to_use(["said"], None)


def test_nothing_is_sent_before_she_read_it_but_a_carence():
    said = {"to": "judge", "channel": "exploc", "proof": "Récépissé", "on": TODAY, "today": TODAY}
    assert codes(refusals_to_send(facts(state=State.READ, outcome="met"), **said)) == {"read"}
    assert not refusals_to_send(facts(state=State.WRITTEN, outcome="not_met"), **said)


def test_each_heading_of_the_form_is_wanted_once():
    whole = Written(
        adults=1,
        has_resources=True,
        has_charges=True,
        debt_known=True,
        causes=("job_loss",),
        steps=("fsl",),
        keep="yes",
        rehouse="no",
        consequences="École.",
        tenant_words="Rester.",
        landlord_words="Rien.",
    )
    assert missing(whole) == ()
    assert len(missing(Written())) == 10


@pytest.mark.parametrize("state", [State.RECEIVED, State.SENT, State.HEARD, State.CLOSED])
def test_when_the_diagnosis_is_not_written(state):
    assert refusals_to_write(state)


def test_a_postponement_goes_forward_and_says_why():
    found = refusals_to_postpone(facts(), to=date(2027, 2, 12), reason="", today=date(2027, 2, 12))
    assert codes(found) == {"same", "past", "reason"}


def test_an_inquiry_that_did_not_go_to_its_end_says_what_happened():
    assert codes(refusals_to_close(facts(), reason="withdrawn", words="")) == {"words"}
    assert codes(refusals_to_close(facts(), reason="done", words="")) == {"follow_up"}


@pytest.mark.parametrize("name", ["channel", "cause", "step", "judgment", "follow_up", "resource", "charge"])
def test_coded_lists_are_readable(name):
    assert all(code and label for code, label in choices(name))


@pytest.mark.requirement("R60", "R100")
def test_what_follows_a_fact_depends_on_where_she_lives():
    """DALO: six months overseas, three elsewhere."""
    filed = date(2026, 11, 2)
    assert what_follows("dalo", filed, HERE).on == date(2027, 5, 2)
    assert what_follows("dalo", filed, "Europe/Paris").on == date(2027, 2, 2)
    assert what_follows("energy_notice", filed, HERE).on == date(2026, 11, 22)
    assert what_follows("arrears", filed, HERE) is None


def test_every_fact_that_starts_a_clock_is_in_the_list():
    assert set(FOLLOWED_BY) <= set(coded("housing_fact"))


def test_a_fact_says_who_said_it():
    found = refusals_to_tell(kind="other", said_by="", on=date(2027, 1, 1), words="", today=TODAY)
    assert codes(found) == {"said_by", "ahead", "words"}
