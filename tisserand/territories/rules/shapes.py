"""Which words an organisation file may use, and what follows each of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tisserand.kernel.refusals import Refusal
from tisserand.territories.rules.hours import WEEKDAYS

EXPECTED = {
    str: "un texte entre guillemets",
    date: "une date (2026-01-31)",
    int: "un nombre entier",
    float: "un nombre",
    list: "une liste entre crochets",
    dict: "des valeurs nommées",
}


@dataclass(frozen=True)
class Shape:
    required: Mapping[str, type]
    optional: Mapping[str, type]
    many: bool = True


UNIT = {"code": str, "nom": str}
STAFF = {"agents": dict}

SHAPES = {
    "organisation": Shape(
        {**UNIT, "nature": str, "departement": str, "fuseau": str, "en_vigueur_le": date}, {}, many=False
    ),
    "mots": Shape({}, dict.fromkeys(("autorite", "tas", "site", "team", "pole", "concern_unit"), str), many=False),
    "effectifs": Shape(
        {},
        dict.fromkeys(
            ("secretaires_accueil", "travailleurs_sociaux_accueil", "travailleurs_sociaux_accompagnement"), int
        ),
        many=False,
    ),
    "metier": Shape({"code": str, "role": str, "feminin": str, "masculin": str}, {}),
    "direction": Shape(UNIT, {"abrege": str, "rattachement": str, **STAFF}),
    "tas": Shape(UNIT, {"epci": str, "rattachement": str, **STAFF}),
    "tis": Shape(
        {
            **UNIT,
            **STAFF,
            "tas": str,
            "communes": list,
            "siege": str,
            "adresse": str,
            "telephone": str,
            "latitude": float,
            "longitude": float,
            "horaires": dict,
        },
        {"bureaux": int},
    ),
    "equipe": Shape({**UNIT, **STAFF, "tas": str, "communes": list}, {}),
    "pole": Shape({**UNIT, "mission": str, "publics": list}, {"abrege": str, "rattachement": str, **STAFF}),
    "cellule": Shape(UNIT, {"abrege": str, "rattachement": str, **STAFF}),
    "poste": Shape({"code": str, "metier": str, "unites": list, "eqtp": float}, {}),
    "unite_fermee": Shape({"code": str, "remplacee_par": str}, {}),
    "quartier_prioritaire": Shape({**UNIT, "communes": list, "depuis": date}, {"jusqu_au": date}),
    "demo": Shape({"prenom": str, "nom": str, "genre": str, "metier": str, "unite": str}, {}),
}

# A table whose words are days: « 2026-07-14 = "Fête nationale" ».
CLOSED_DAYS = "fermetures"
KNOWN = {*SHAPES, CLOSED_DAYS}


def refusals_of_shape(document: Mapping[str, Any]) -> list[Refusal]:
    """Everything that is not written as it should be: unknown words, missing words, wrong kinds of value."""
    refusals = [_refusal(f"« {word} » n’est pas un mot de ce fichier.") for word in document if word not in KNOWN]
    if "organisation" not in document:
        refusals.append(_refusal("Il manque la partie [organisation]."))
    for section, shape in SHAPES.items():
        for place, row in _rows(section, shape, document.get(section)):
            refusals.extend(_row_refusals(place, shape, row))
    refusals.extend(_closure_refusals(document.get(CLOSED_DAYS, {})))
    return refusals


def _closure_refusals(table: Any) -> Iterator[Refusal]:
    if not isinstance(table, dict):
        yield _refusal("[fermetures] : cette partie s’écrit avec un crochet.")
        return
    for day, reason in table.items():
        if not _is_day(day) or not isinstance(reason, str):
            yield _refusal(f"[fermetures] : « {day} » ; une ligne s’écrit 2026-07-14 = 'Fête nationale'.")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _rows(section: str, shape: Shape, value: Any) -> Iterator[tuple[str, Any]]:
    if value is None:
        return
    if not shape.many:
        yield f"[{section}]", value
        return
    if not isinstance(value, list):
        yield f"[[{section}]]", None
        return
    for rank, row in enumerate(value, start=1):
        name = row.get("code") or row.get("nom") if isinstance(row, dict) else None
        yield f"[[{section}]] {name or f'n° {rank}'}", row


def _row_refusals(place: str, shape: Shape, row: Any) -> Iterator[Refusal]:
    if not isinstance(row, dict):
        yield _refusal(f"{place} : cette partie s’écrit avec {'deux crochets' if shape.many else 'un crochet'}.")
        return
    known = {**shape.required, **shape.optional}
    for word in row.keys() - known.keys():
        yield _refusal(f"{place} : « {word} » n’est pas un mot de cette partie.")
    for word in shape.required.keys() - row.keys():
        yield _refusal(f"{place} : il manque « {word} ».")
    for word, value in row.items():
        if word in known and not _is(value, known[word]):
            yield _refusal(f"{place} : « {word} » attend {EXPECTED[known[word]]}.")
        elif word in ("agents", "horaires"):
            yield from _inner_refusals(place, word, value)
        elif known.get(word) is list and not all(isinstance(item, str) for item in value):
            yield _refusal(f"{place} : « {word} » est une liste de textes entre guillemets.")


def _inner_refusals(place: str, word: str, table: Mapping[str, Any]) -> Iterator[Refusal]:
    for name, value in table.items():
        if word == "horaires" and name not in WEEKDAYS:
            yield _refusal(f"{place} : « {name} » n’est pas un jour de la semaine.")
        elif word == "horaires" and not isinstance(value, str):
            yield _refusal(f"{place} : les horaires du {name} s’écrivent « 08:00-12:30 13:30-16:00 ».")
        elif word == "agents" and not (isinstance(value, list) and all(_is(part, float) for part in value)):
            yield _refusal(f"{place} : les postes de « {name} » s’écrivent [1.0, 0.5], une quotité par poste.")


def _is(value: Any, kind: type) -> bool:
    if isinstance(value, bool):
        return False
    if kind is float:
        return isinstance(value, (int, float))
    return isinstance(value, kind)


def _refusal(message: str) -> Refusal:
    return Refusal("shape", message)
