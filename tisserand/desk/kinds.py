"""Kinds of obligations as a team speaks of them: by the room where they are dealt with."""

from collections.abc import Iterable

FAMILIES = {
    "reception": "Accueil",
    "assessment": "Évaluations et orientations",
    "support": "Accompagnements",
    "inquiries": "Enquêtes",
    "transmissions": "Transmissions et domiciliations",
    "rights": "Droits et aides",
    "people": "Identités et accès",
    "privacy": "Données des personnes",
    "deadlines": "Organisation",
}
OTHERS = "autres"


def family(kind: str) -> str:
    """The code of a family, as it stands in an address."""
    room = kind.partition(".")[0]
    return room if room in FAMILIES else OTHERS


def label(code: str) -> str:
    return FAMILIES.get(code, "Autres")


def in_order(codes: Iterable[str]) -> list[str]:
    """That of the chain, what is not named last."""
    found = set(codes)
    return [code for code in (*FAMILIES, OTHERS) if code in found]
