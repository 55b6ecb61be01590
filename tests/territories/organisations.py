"""Organisation files made for a test: the real one of Guadeloupe, bent in one place."""

from pathlib import Path

from tisserand.territories.rules.communes import CommuneTable
from tisserand.territories.rules.organisation import Organisation
from tisserand.territories.rules.reading import read_communes, read_organisation

ROOT = Path(__file__).parents[2]


def file_of(name: str) -> str:
    return (ROOT / "organisations" / f"{name}.toml").read_text(encoding="utf-8")


def organisation_of(name: str) -> Organisation:
    return read_organisation(file_of(name))


def communes_of(department: str) -> CommuneTable:
    path = ROOT / "tisserand/territories/reference" / f"communes_{department}.toml"
    return read_communes(path.read_text(encoding="utf-8"))


def guadeloupe_with(written: str, instead_of: str) -> str:
    """The file of Guadeloupe where one passage reads otherwise; the passage must exist."""
    text = file_of("guadeloupe")
    assert instead_of in text
    return text.replace(instead_of, written, 1)
