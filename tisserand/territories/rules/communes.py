"""Communes as facts, and the way their names are compared."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

ARTICLES = ("le ", "la ", "les ", "l ")
LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})


@dataclass(frozen=True)
class CommuneFacts:
    code: str
    name: str
    population: int
    epci: str
    epci_name: str
    latitude: float | None = None
    longitude: float | None = None
    former_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class CommuneTable:
    """The communes of one département, with where the figures come from and their date."""

    department: str
    source: str
    as_of: date
    communes: tuple[CommuneFacts, ...]


def fold(name: str) -> str:
    """« L’Ajoupa-Bouillon » → « l ajoupa bouillon »: what is compared, whatever the accents and the apostrophe."""
    letters = unicodedata.normalize("NFKD", name.translate(LIGATURES)).casefold()
    kept = "".join(letter if letter.isalnum() else " " for letter in letters if not unicodedata.combining(letter))
    return " ".join(kept.split())


def sort_key(name: str) -> str:
    """Communes are filed without their article, as INSEE does: « Le Moule » under M."""
    folded = fold(name)
    for article in ARTICLES:
        if folded.startswith(article):
            return folded.removeprefix(article)
    return folded


def index_of(communes: Iterable[CommuneFacts]) -> Mapping[str, CommuneFacts]:
    """Find a commune by its INSEE code or by its folded name."""
    index = {}
    for commune in communes:
        index[commune.code] = commune
        index[fold(commune.name)] = commune
    return index


def look_up(index: Mapping[str, CommuneFacts], written: str) -> CommuneFacts | None:
    return index.get(written) or index.get(fold(written))
