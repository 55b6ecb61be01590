"""Every rule of the book, case by case, from the tables that people read; nothing of the book is left without one."""

from datetime import date
from pathlib import Path

import pytest

from tisserand.deadlines import rules
from tisserand.kernel.refusals import Refused

HERE = Path(__file__).parent
YES_NO = {"oui": True, "non": False}


def lines(name: str) -> list[list[str]]:
    written = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split(maxsplit=5) for line in written if line and not line.startswith("#")]


def facts(said: str) -> dict:
    pairs = (one.split("=") for one in said.split(",") if said != "-")
    return {name: YES_NO.get(value, value) for name, value in pairs}


CASES = [(rule, date.fromisoformat(on), place, facts(said), *due) for rule, on, place, said, *due in lines("cases.txt")]
LIMITS = [
    (rule, date.fromisoformat(on), place, facts(said), *value) for rule, on, place, said, *value in lines("limits.txt")
]


@pytest.mark.requirement("R61", "R62")
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[1]} {case[2]}")
def test_each_dated_case(case):
    rule, on, place, said, due, *_ = case
    assert rules.due(rule, on, place, said).on == date.fromisoformat(due)


@pytest.mark.parametrize("case", LIMITS, ids=lambda case: f"{case[0]} {case[1]}")
def test_each_number(case):
    rule, on, place, said, value, measure = case
    row = rules.limit(rule, on, place, said)
    assert (row.value, row.measure.replace("\u00a0", "")) == (float(value), measure)


def test_there_are_cases_enough():
    assert len(CASES) >= 250


def tried(rows, cases, chosen) -> set[str]:
    """The versions of rows that the cases reach."""
    return {chosen(rule, on, place, said).version for rule, on, place, said, *_ in cases}


@pytest.mark.rail
def test_every_row_of_the_book_has_its_dated_case():
    """A rule without a test fails CI: each row, its exceptions included."""
    reached = tried(rules.book().rules, CASES, rules.rule_in_force)
    assert {row.version for row in rules.book().rules} - reached == set()
    reached = tried(rules.book().limits, LIMITS, rules.limit)
    assert {row.version for row in rules.book().limits} - reached == set()


@pytest.mark.rail
def test_every_code_is_tried():
    assert {rules.rule_in_force(rule, on, place, said).code for rule, on, place, said, *_ in CASES} == set(rules.Code)


class TestChangesOfLaw:
    def test_what_the_law_of_2026_ends_is_refused_after_it(self):
        for rule in ("EXP-1a", "EXP-1b", "EXP-1c"):
            with pytest.raises(Refused, match="not_in_force"):
                rules.due(rule, date(2027, 1, 1), "971")

    def test_what_begins_in_2027_is_refused_before_it(self):
        with pytest.raises(Refused, match="not_in_force"):
            rules.due("EXP-1d", date(2026, 12, 31), "971")

    def test_the_date_of_the_lease_is_asked_for(self):
        with pytest.raises(Refused) as refused:
            rules.due("EXP-3", date(2026, 1, 30), "971")
        assert [reason.field for reason in refused.value.refusals] == ["lease_on"]
        assert "29 juillet 2023" in refused.value.refusals[0].message

    def test_an_unknown_fact_or_rule_crashes(self):
        with pytest.raises(LookupError, match="lease_date"):
            rules.due("EXP-3", date(2026, 1, 30), "971", {"lease_date": date(2020, 1, 1)})
        with pytest.raises(LookupError):
            rules.due("EXP-99", date(2026, 1, 30), "971")


def test_an_event_starts_its_rules():
    assert rules.rules_of("dsf.audience", date(2026, 3, 30), "971") == ("EXP-4a", "EXP-5b", "EXP-5c", "EXP-5d")
    assert rules.rules_of("ip.recue", date(2026, 3, 30), "971") == ("IP-2", "IP-3")
