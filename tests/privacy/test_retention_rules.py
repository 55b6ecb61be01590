"""When a file ends and why it may not end yet: no database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tisserand.privacy.rules import durations, retention
from tisserand.privacy.rules.durations import Reference, refusals_to_decide, rules_on
from tisserand.privacy.rules.retention import (
    WARNING,
    Due,
    FileFacts,
    Hold,
    due,
    majority,
    months_after,
    planned_on,
    refusals_to_destroy,
)

TODAY = date(2026, 11, 24)
IN_FORCE = rules_on(TODAY)
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))


def codes(refusals) -> set[str]:
    return {refusal.code for refusal in refusals}


def ends(facts, **decided):
    return due(facts, rules=IN_FORCE, decided=decided)


def test_a_file_ends_two_years_after_the_last_contact():
    facts = FileFacts(contacts=(date(2024, 1, 5), date(2024, 2, 29)))
    assert ends(facts) == Due("file", date(2024, 2, 29), date(2026, 2, 28))


def test_the_officer_may_shorten_it_within_the_bounds():
    assert ends(FileFacts(contacts=(TODAY,)), file=12).on == date(2027, 11, 24)


@pytest.mark.parametrize(
    ("months", "changes", "since"),
    [
        (12, [], date(2025, 11, 24)),
        (12, [(date(2026, 10, 24), 6)], date(2026, 4, 24)),
        (12, [(date(2025, 10, 24), 6)], date(2025, 11, 24)),
        (6, [(date(2026, 11, 23), 36)], date(2026, 5, 24)),
        (36, [(date(2026, 1, 10), 12), (date(2026, 3, 10), 6)], date(2025, 9, 10)),
    ],
)
def test_a_journal_kept_longer_from_today_does_not_come_back(months, changes, since):
    assert retention.kept_since(months, changes, TODAY) == since


def test_a_mandate_keeps_the_proof_six_years():
    facts = FileFacts(contacts=(date(2024, 5, 1),), mandates=(date(2022, 3, 1), date(2023, 3, 1)))
    assert ends(facts) == Due("mandate", date(2023, 3, 1), date(2029, 3, 1))


def test_child_protection_waits_for_a_decision():
    facts = FileFacts(contacts=(date(2010, 1, 1),), child_protection=True, born_on=date(2008, 5, 2))
    assert ends(facts).on is None
    assert codes(destroying(facts)) == {"undecided"}
    assert ends(facts, child=36) == Due("child", date(2026, 5, 2), date(2029, 5, 2))


def test_child_protection_without_a_birth_date_counts_from_the_last_contact():
    facts = FileFacts(contacts=(date(2010, 1, 1),), child_protection=True)
    assert ends(facts, child=36) == Due("child", date(2010, 1, 1), date(2013, 1, 1))


def test_majority_of_a_child_born_on_leap_day():
    assert majority(date(2008, 2, 29)) == date(2026, 2, 28)


def test_a_file_nobody_ever_met_never_ends_by_itself():
    assert ends(FileFacts(contacts=())) is None
    assert "empty" in codes(destroying(FileFacts(contacts=())))


def destroying(facts, *, announced_on=date(2020, 1, 1), holds=(), visa=True, today=TODAY, **decided):
    return refusals_to_destroy(
        facts, end=ends(facts, **decided), announced_on=announced_on, holds=holds, visa=visa, today=today
    )


OVER = FileFacts(contacts=(date(2020, 1, 1),))


def test_a_file_long_over_announced_and_visaed_may_go():
    assert destroying(OVER) == ()


def test_every_reason_is_given_at_once():
    facts = FileFacts(contacts=(TODAY,), unfinished=True)
    hold = Hold("contentieux", date(2026, 1, 1))
    assert codes(destroying(facts, announced_on=None, holds=[hold], visa=False)) == {
        "not_due",
        "not_announced",
        "hold",
        "unfinished",
        "visa",
    }


def test_it_is_announced_sixty_days_before():
    announced = TODAY - timedelta(days=59)
    assert codes(destroying(OVER, announced_on=announced)) == {"announced_lately"}
    assert destroying(OVER, announced_on=announced - timedelta(days=1)) == ()
    assert planned_on(date(2026, 1, 1), announced) == announced + WARNING


@pytest.mark.parametrize(
    ("hold", "holds"),
    [
        (Hold("procès", date(2026, 1, 1)), True),
        (Hold("procès", TODAY, TODAY), True),
        (Hold("procès", date(2026, 1, 1), date(2026, 11, 23)), False),
        (Hold("procès", date(2026, 11, 25)), False),
        (Hold("procès", date(2026, 1, 1), lifted=True), False),
    ],
)
def test_a_hold_holds_between_its_dates(hold, holds):
    assert ("hold" in codes(destroying(OVER, holds=[hold]))) is holds


def test_a_hold_says_its_reason_and_its_end():
    (refusal,) = destroying(OVER, holds=[Hold("procès en cours", TODAY, date(2027, 1, 31))])
    assert "procès en cours" in refusal.message
    assert "31/01/2027" in refusal.message


@given(day=DAYS, months=st.integers(0, 240))
def test_months_after_falls_in_the_right_month(day, months):
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@given(st.lists(DAYS, min_size=1), st.lists(DAYS), st.booleans(), st.none() | DAYS)
def test_no_file_ends_before_any_of_the_durations_that_apply(contacts, mandates, child, born_on):
    facts = FileFacts(tuple(contacts), tuple(mandates), born_on, child)
    end = ends(facts, child=12)
    assert end.on >= months_after(max(contacts), 24)
    assert all(end.on >= months_after(day, 72) for day in mandates)


def test_every_rule_is_dated_and_sourced():
    for rule in durations.rules():
        assert all((rule.label, rule.what, rule.legal)), rule.kind
        assert rule.evidence in {"P", "S", "K"}, rule.kind
        assert rule.confidence in {"établi", "à vérifier"}, rule.kind
        assert rule.valid_to is None or rule.valid_to > rule.valid_from
        if rule.configurable:
            assert rule.least <= (rule.months or rule.least) <= rule.most, rule.kind
        elif rule.reference != Reference.NONE:
            assert rule.months is not None or rule.days is not None, rule.kind


def test_the_rows_of_one_kind_never_overlap():
    for kind in {rule.kind for rule in durations.rules()}:
        rows = sorted((rule for rule in durations.rules() if rule.kind == kind), key=lambda rule: rule.valid_from)
        for former, later in zip(rows, rows[1:], strict=False):
            assert (former.valid_to or date.max) <= later.valid_from, kind


def test_only_child_protection_waits_for_a_decision():
    assert {rule.kind for rule in IN_FORCE.values() if rule.undecided} == {"child", "concern"}


@pytest.mark.parametrize(
    ("kind", "months", "reason", "refused"),
    [
        ("file", 12, "Moins, c’est mieux.", set()),
        ("file", 25, "Garder plus.", {"bounds"}),
        ("file", None, "Garder.", {"bounds"}),
        ("file", 12, " ", {"reason"}),
        ("draft", 1, "Non.", {"fixed"}),
        ("ghost", 1, "Non.", {"fixed"}),
        ("journal", 6, "Six mois.", set()),
        ("journal", 24, "Contrôle.", {"control"}),
        ("journal", 24, "Contrôle interne trimestriel des accès, note du 3 mars.", set()),
        ("child", 36, "Avis du conservateur.", set()),
    ],
)
def test_the_officer_decides_within_bounds_and_says_why(kind, months, reason, refused):
    assert codes(refusals_to_decide(IN_FORCE.get(kind), months=months, reason=reason)) == refused


def test_a_register_names_known_kinds():
    from tisserand.kernel import register

    kinds = {table.retention for room in register.rooms() for table in register.tables(room)}
    assert kinds <= set(IN_FORCE)


def test_the_kinds_that_decide_a_file_are_known():
    assert {retention.FILE, retention.MANDATE, retention.CHILD} <= set(IN_FORCE)
