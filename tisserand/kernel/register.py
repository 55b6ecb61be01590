"""What each room keeps, column by column: the class of each, whose it is, and what becomes of it when a file ends.

Said once beside the models, in `<room>/reference/privacy.toml`; read by the operations that anonymise, by the register
of processing and by the test that refuses a column nobody declared. A table says:

called      in French, as the register of processing and a rehearsal say it
about       person | professional | both | nobody
retention   the kind of `privacy/reference/retention.toml` that says how long
end         strip: the row stays for the figures, without what says who she is
            remove: the row goes with the person · empty: it goes once nothing holds on to it
            expire: it goes at its own date · stay: it says nothing of anybody
dated       the date that counts when the row names nobody
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOMS = Path(__file__).resolve().parents[1]
FILE = "reference/privacy.toml"

CLASSES = {
    "link": "lien avec la personne, remplacé par un pseudonyme tiré au hasard",
    "also": "lien avec une autre personne, remplacé de même",
    "subject": "objet de la ligne, remplacé quand c’est la personne elle-même",
    "cut": "lien avec un écrit supprimé",
    "former": "identifiant de la personne dans les traces, qui ne mène plus à rien",
    "identity": "identité",
    "contact": "coordonnées, lieux de vie",
    "words": "récit, propos, appréciations, pièces",
    "reduced": "identité gardée en classes larges",
    "fact": "fait codé ou daté, gardé pour la statistique",
    "professional": "activité d’un professionnel",
    "organisation": "organisation du service",
    "secret": "secret de connexion",
    "technical": "technique",
}
# What is destroyed in a row that stays.
ERASED = ("identity", "contact", "words")
ABOUT = {
    "person": "personnes reçues ou accompagnées, et leurs proches",
    "professional": "professionnels",
    "both": "personnes et professionnels",
    "nobody": "personne",
}
ENDS = ("strip", "remove", "empty", "expire", "stay")


@dataclass(frozen=True)
class Table:
    room: str
    name: str
    called: str
    about: str
    retention: str
    end: str
    dated: str
    columns: Mapping[str, tuple[str, ...]]

    @property
    def label(self) -> str:
        return f"{self.room}.{self.name}"

    def of(self, *classes: str) -> tuple[str, ...]:
        """The columns of these classes."""
        return tuple(column for name in classes for column in self.columns.get(name, ()))

    @property
    def declared(self) -> list[str]:
        """Every column, as often as it is declared."""
        return [column for columns in self.columns.values() for column in columns]


@cache
def rooms() -> tuple[str, ...]:
    return tuple(sorted(path.parents[1].name for path in ROOMS.glob(f"*/{FILE}")))


@cache
def tables(room: str) -> tuple[Table, ...]:
    """In the order in which they are emptied."""
    written = tomllib.loads((ROOMS / room / FILE).read_text(encoding="utf-8"))
    return tuple(_table(room, name, said) for name, said in written.items())


def _table(room: str, name: str, said: dict[str, str | list[str]]) -> Table:
    columns = {key: tuple(value) for key, value in said.items() if isinstance(value, list)}
    texts = {key: value for key, value in said.items() if isinstance(value, str)}
    unknown = (set(columns) - set(CLASSES)) | (set(texts) - {"called", "about", "retention", "end", "dated"})
    if unknown or texts["end"] not in ENDS or texts["about"] not in ABOUT:
        raise ValueError(f"{room}.{name}: {sorted(unknown) or texts}")
    return Table(
        room, name, texts["called"], texts["about"], texts["retention"], texts["end"], texts.get("dated", ""), columns
    )
