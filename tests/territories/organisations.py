"""Organisation files made for a test: the real one of Guadeloupe, bent in one place."""

from datetime import date
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


GONE = (
    '[[equipe]]\ncode = "equipe-les-abymes"\nnom = "Les Abymes"\n'
    'tas = "tas-cap-excellence"\ncommunes = ["Les Abymes"]\n'
    "agents = { assistant_social = [1.0, 1.0, 1.0, 1.0, 0.8, 0.8], cesf = [1.0, 1.0], educateur = [1.0] }\n"
)
OTHER = 'communes = ["Baie-Mahault"]\nagents = { assistant_social = [1.0, 1.0, 1.0, 0.8], cesf = [1.0] }'
BOTH = (
    'communes = ["Baie-Mahault", "Les Abymes"]\n'
    "agents = { assistant_social = [1.0, 1.0, 1.0, 0.8, 1.0, 1.0, 1.0, 1.0, 0.8, 0.8], "
    "cesf = [1.0, 1.0, 1.0], educateur = [1.0] }"
)
SUCCESSOR = '[[unite_fermee]]\ncode = "equipe-les-abymes"\nremplacee_par = "equipe-baie-mahault"\n\n'


def without_les_abymes(on: date, *, closing: str = SUCCESSOR) -> str:
    """The file in which Baie-Mahault has the commune and the posts of a team that goes."""
    text = guadeloupe_with("", GONE)
    for written, instead_of in (
        (BOTH, OTHER),
        ('unites = ["tis-les-abymes"]', 'unites = ["equipe-les-abymes", "tis-les-abymes"]'),
        (f"en_vigueur_le = {on}", "en_vigueur_le = 2018-01-01"),
        (f"{closing}[effectifs]", "[effectifs]"),
    ):
        assert instead_of in text
        text = text.replace(instead_of, written, 1)
    return text
