"""Who may transmit without the person's agreement: the whole table, written from the law; no database."""

from itertools import product
from pathlib import Path

import pytest

from tisserand.transmissions.rules import (
    GROUND_LABELS,
    Agreement,
    Case,
    Danger,
    Ground,
    Quality,
    Recipient,
    Victim,
    ground,
)
from tisserand.transmissions.rules.secrecy import refusals_of_secrecy

COLUMNS = (("yes", "no"), Quality, Victim, Agreement, Danger, Recipient)
LINES = [
    line.split()
    for line in (Path(__file__).parent / "grounds.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
COMBINATIONS = list(product(*(list(map(str, column)) for column in COLUMNS)))


def told(combination) -> list[str]:
    return [
        line[-1] for line in LINES if all(_holds(said, value) for said, value in zip(line, combination, strict=False))
    ]


def _holds(said: str, value: str) -> bool:
    return said == "*" or value in said.split("|")


def case(combination, *, by_law: bool = False) -> Case:
    couple, quality, victim, agreement, danger, recipient = combination
    return Case(
        Recipient(recipient),
        Quality(quality),
        Victim(victim),
        Agreement(agreement),
        Danger(danger),
        couple=couple == "yes",
        by_law=by_law,
    )


def test_the_table_tells_each_case_once():
    assert len(COMBINATIONS) == 2 * 2 * 3 * 3 * 3 * 7
    assert {combination for combination in COMBINATIONS if len(told(combination)) != 1} == set()


@pytest.mark.requirement("R56")
def test_the_law_holds_in_every_case():
    wrong = [
        (combination, told(combination), ground(case(combination)))
        for combination in COMBINATIONS
        if told(combination) != [str(ground(case(combination)) or "no")]
    ]
    assert wrong == []


def test_what_is_refused_says_so_with_its_article_and_what_is_allowed_says_why():
    for combination in COMBINATIONS:
        refusals = refusals_of_secrecy(case(combination))
        assert bool(refusals) == (told(combination) == ["no"])
        assert all("CP 2" in one.message or "code pénal" in one.message or "CASF" in one.message for one in refusals)
    assert set(GROUND_LABELS) == set(Ground)


@pytest.mark.parametrize(
    ("quality", "danger", "sentence"),
    [
        ("social", "hold", "ne vaut que pour les professionnels de santé"),
        ("social", "peril", "appelez les secours"),
        ("health", "peril", "appelez les secours"),
        ("social", "none", "le secret professionnel l’emporte"),
    ],
)
def test_a_social_worker_is_told_what_remains_possible(quality, danger, sentence):
    [refusal] = refusals_of_secrecy(case(("yes", quality, "able", "refused", danger, "prosecutor")))
    assert sentence in refusal.message
    assert refusal.field == "agreement"


def test_what_the_law_itself_asks_for_wants_no_agreement():
    """C. civ. 430, CPC 1216-1: a département transmits what it knows to the prosecutor."""
    for combination in COMBINATIONS:
        assert ground(case(combination, by_law=True)) == Ground.LAW
