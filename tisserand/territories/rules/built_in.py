"""The tables of communes that come with the product, for a clone that has nothing else."""

from pathlib import Path

from tisserand.kernel.refusals import Refusal, Refused
from tisserand.territories.rules.communes import CommuneTable
from tisserand.territories.rules.reading import read_communes

REFERENCE = Path(__file__).parents[1] / "reference"


def built_in_communes(department: str) -> CommuneTable:
    path = REFERENCE / f"communes_{department}.toml"
    if not path.is_file():
        message = f"Les communes du {department} ne sont pas fournies : importez-les d’abord d’un fichier officiel."
        raise Refused([Refusal("no_communes", message)])
    return read_communes(path.read_text(encoding="utf-8"))
