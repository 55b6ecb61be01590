"""What we depend on (check 59): pinned, counted, and asked about; a registry that is silent is not a yes."""

import json
import re
import sys

import pytest

from tests.security.sources import ROOT
from tools import audit, sbom


@pytest.mark.check(59)
def test_the_bill_of_materials_counts_both_locks():
    bill = sbom.document()
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    counted = [one for one in bill["components"] if one["purl"].startswith("pkg:pypi/")]
    lock = (ROOT / "requirements.lock").read_text()
    assert len(counted) == len(re.findall(r"^[A-Za-z0-9._-]+==", lock, re.MULTILINE))
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert {one["name"] for one in bill["components"]} >= {"django", "psycopg", *wanted}
    assert all(one["hashes"] for one in bill["components"]), "every component is pinned to its bytes"
    assert bill == sbom.document()


@pytest.mark.check(59)
def test_a_known_hole_is_told_and_stops():
    hole = {"id": "CVE-1", "fix_versions": ["2"], "aliases": []}
    python = {
        "dependencies": [{"name": "a", "version": "1", "vulns": [hole]}, {"name": "b", "version": "1", "vulns": []}]
    }
    node = {"vulnerabilities": {"c": {"range": "<2", "severity": "high"}}}
    for said, read in ((python, audit.holes_of_python), (node, audit.holes_of_node)):
        assert audit.told("Essai", [sys.executable, "-c", f"print({json.dumps(json.dumps(said))})"], read) == 1


@pytest.mark.check(59)
@pytest.mark.parametrize(
    "said", ["", "{}", '{"message": "405 Method Not Allowed"}', '{"error": {"summary": "ENOTFOUND"}}']
)
def test_a_silent_registry_is_told_and_stops_nothing(said, capsys):
    for read in (audit.holes_of_python, audit.holes_of_node):
        assert audit.told("Essai", [sys.executable, "-c", f"print({said!r})"], read) == 0
        assert "n’a pas pu être interrogée" in capsys.readouterr().out


def test_a_package_that_was_not_looked_at_is_not_a_yes():
    with pytest.raises(audit.NotAsked, match="b"):
        audit.holes_of_python({"dependencies": [{"name": "b", "skip_reason": "not found"}]})
