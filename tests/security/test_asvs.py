"""The table of ASVS and the sixty checks say the truth: each test named exists, nothing is left out."""

from collections import Counter

import pytest

from tests.security.sources import ROOT
from tools import asvs

pytestmark = pytest.mark.rail
SAID = asvs.read("asvs.toml")
CHECKS = asvs.read("checks.toml")["check"]
PROOFS, KNOWN = asvs.marks()
ANSWERS = {"tests", "checks", "document", "without", "not_yet"}


def test_the_levels_are_those_of_the_standard():
    """345 requirements: 70, 183 and 92."""
    assert Counter("".join(SAID["levels"].values())) == {"1": 70, "2": 183, "3": 92}


def test_each_requirement_of_levels_1_and_2_has_one_answer():
    assert set(SAID["requirement"]) == {one for one, _ in asvs.wanted(SAID["levels"])}
    for one, row in SAID["requirement"].items():
        assert len(ANSWERS & set(row)) == 1, one
        assert row["words"], one


def test_each_test_and_document_named_exists():
    named = {test for row in SAID["requirement"].values() for test in row.get("tests", ())}
    assert named - KNOWN == set()
    documents = {row["document"] for row in SAID["requirement"].values() if "document" in row}
    assert [document for document in documents if not (ROOT / document).is_file()] == []


def test_each_check_is_proved_or_says_what_is_missing():
    assert list(CHECKS) == [str(number) for number in range(1, 61)]
    assert set(PROOFS) <= {int(number) for number in CHECKS}
    assert [number for number, row in CHECKS.items() if not PROOFS.get(int(number)) and "not_yet" not in row] == []
    named = {number for row in SAID["requirement"].values() for number in row.get("checks", ())}
    assert named <= {int(number) for number in CHECKS}


def test_the_pages_say_what_the_files_say():
    """Otherwise: `make asvs`."""
    for name, text in asvs.pages().items():
        assert (asvs.FOLDER / name).read_text(encoding="utf-8") == text, name
