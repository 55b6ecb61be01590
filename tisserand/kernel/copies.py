"""What the copy of her file says to a person of each table, column by column (RGPD, art. 15).

Said once beside the models, in `<room>/reference/copy.toml`, on top of `kernel.register`; read by the queries that
gather a file and by the test that refuses a table or a column nobody declared. A table says:

chapter     where it stands in the copy · what: what one row is called
on, by      its date, its author
tell        the columns given, in order, each with its label
hide        the columns not given, each with the reason (REASONS)
check       its free text may name somebody else: the privacy officer reads it first
withheld    the reason why no row is given
keep        rows set aside: `where` (or `unless`) a column has a value, and the reason
also        how it is told when she is the other person of the row: `tell`, or the reason why it is not
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tisserand.kernel.register import ROOMS

FILE = "reference/copy.toml"
REASONS: Mapping[str, str] = {
    "third": "Donnée d’une autre personne.",
    "relative_contact": "Coordonnées d’un proche\u00a0: elles sont à lui.",
    "informant": "Dit ou écrit par un tiers, dont l’identité est protégée (CRPA, art. L. 311-6).",
    "confidential_tie": "Lien tenu confidentiel pour protéger quelqu’un.",
    "agent": "Donnée personnelle d’un professionnel.",
    "working": "Note de travail\u00a0: communicable si le délégué à la protection des données le décide.",
    "draft": "Document préparatoire, non achevé (CRPA, art. L. 311-2).",
    "former": "Version antérieure d’un écrit dont la version retenue est dans la copie.",
    "secret_place": "Tenu secret\u00a0: une copie sur papier pourrait mettre la personne en danger.",
    "internal_paper": "Fiche interne au service, dont le contenu est dans la copie.",
    "repeated": "Déjà dit ailleurs dans la copie.",
    "joined": "Le document lui-même se demande à l’accueil, avec sa référence.",
    "trace": "Trace technique d’un acte qui est dans la copie.",
    "other_file": "Organisation du service, sans information sur la personne.",
}
# What the privacy officer may decide to give all the same. The rest protects somebody else.
MAY_BE_GIVEN = frozenset({"working", "draft", "former", "secret_place", "internal_paper"})


@dataclass(frozen=True)
class Keep:
    reason: str
    where: Mapping[str, Any]
    unless: Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    room: str
    name: str
    chapter: str = ""
    what: str = ""
    on: str = ""
    by: str = ""
    check: bool = False
    withheld: str = ""
    also: str = "third"
    tell: Mapping[str, str] = ()  # type: ignore[assignment]
    hide: Mapping[str, str] = ()  # type: ignore[assignment]
    keep: tuple[Keep, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.room}.{self.name}"

    @property
    def reasons(self) -> set[str]:
        """Every reason this table gives; the last word on them is REASONS."""
        also = set() if self.also == "tell" else {self.also}
        said = {*dict(self.hide).values(), *(keep.reason for keep in self.keep), *also}
        return said | ({self.withheld} if self.withheld else set())


@cache
def tables(room: str) -> tuple[Told, ...]:
    path = ROOMS / room / FILE
    if not path.exists():
        return ()
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(_told(room, name, said) for name, said in written.items())


@cache
def rooms() -> tuple[str, ...]:
    return tuple(sorted(path.parents[1].name for path in ROOMS.glob(f"*/{FILE}")))


def _told(room: str, name: str, said: dict[str, Any]) -> Told:
    keep = tuple(Keep(row["reason"], row.get("where", {}), row.get("unless", {})) for row in said.pop("keep", []))
    return Told(room, name, keep=keep, **{"tell": {}, "hide": {}, **said})
