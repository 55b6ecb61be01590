"""What a verification may find, and how it says it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tisserand.access.chain.shape import ENTRIES, READINGS
from tisserand.kernel.sentences import counted


class Kind(StrEnum):
    CHANGED = "changed"
    DELETED = "deleted"
    INSERTED = "inserted"
    SWAPPED = "swapped"
    RENUMBERED = "renumbered"
    LINK_CHANGED = "link_changed"
    LINKS_MISSING = "links_missing"
    CUT = "cut"
    REWRITTEN = "rewritten"
    HEAD_FORGED = "head_forged"
    HEADS_MISSING = "heads_missing"
    HEADS_LOST = "heads_lost"
    EMPTIED = "emptied"
    NOT_FORGOTTEN = "not_forgotten"
    CAME_BACK = "came_back"


@dataclass(frozen=True)
class Finding:
    """`place` and `other`: rows of a journal, links of the chain or lines of the heads, as the kind says."""

    kind: Kind
    place: int
    other: int | None = None
    journal: str = ""
    link: int | None = None

    def __str__(self) -> str:
        words = SENTENCES[self.kind].format(place=self.place, other=self.other)
        where = f", sceau {self.link}" if self.link else ""
        return f"{OF_JOURNAL.get(self.journal, '')}{words}{where}."


OF_JOURNAL = {ENTRIES.name: "Journal des actes\u00a0: ", READINGS.name: "Journal des lectures\u00a0: "}
SENTENCES = {
    Kind.CHANGED: "la ligne {place} a été modifiée",
    Kind.DELETED: "la ligne {place} a été supprimée",
    Kind.INSERTED: "la ligne {place} a été ajoutée après coup",
    Kind.SWAPPED: "les lignes {place} et {other} ont été échangées",
    Kind.RENUMBERED: "la ligne {place} a été déplacée au numéro {other}",
    Kind.LINK_CHANGED: "Le sceau {place} a été modifié, ou celui qui le précède",
    Kind.LINKS_MISSING: "Les sceaux {place} à {other} manquent",
    Kind.CUT: "La fin du journal a été coupée après le sceau {place}\u00a0: le sceau {other} était sorti de la base",
    Kind.REWRITTEN: "La chaîne a été réécrite entre les sceaux {place} et {other}\u00a0: le fichier dit autre chose",
    Kind.HEAD_FORGED: "Le fichier des sceaux a été modifié à la ligne {place}",
    Kind.HEADS_MISSING: "Le fichier des sceaux manque alors que la base compte {place} sceaux",
    Kind.HEADS_LOST: "Des lignes manquent dans le fichier des sceaux avant la ligne {place}",
    Kind.EMPTIED: "Le sceau {place} a été vidé avant six mois, ou sans qu’un oubli signé le dise",
    Kind.NOT_FORGOTTEN: "Le sceau {place} n’est pas vide alors qu’un oubli signé le dit",
    Kind.CAME_BACK: "la ligne {place} est d’avant l’oubli\u00a0: elle est restée, revenue, ou ajoutée après coup",
}


@dataclass(frozen=True)
class Report:
    """What was compared, what waits for its seal, and what is wrong."""

    rows: int
    links: int
    heads: int
    waiting: int
    forgotten: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        return not self.findings

    def lines(self) -> Iterable[str]:
        yield (
            f"{counted(self.rows, 'ligne scellée', 'lignes scellées')}, {counted(self.links, 'sceau', 'sceaux')},"
            f" {counted(self.heads, 'tête signée', 'têtes signées')} hors de la base."
        )
        if self.forgotten:
            yield f"{counted(self.forgotten, 'ligne oubliée', 'lignes oubliées')} à la fin de leur durée."
        if self.waiting:
            yield f"{counted(self.waiting, 'ligne attend son sceau', 'lignes attendent leur sceau')}."
        yield from map(str, self.findings)
        if self.sound:
            yield "Le journal est intact."
        else:
            yield f"{counted(len(self.findings), 'anomalie')}. Le journal a été touché."
