"""R16: priority areas of the policy for towns (QPV, loi 2014-173, art. 5), as a list names them between two dates.

The lists are set by decree: 2023-1314 in mainland France, 2024-1212 in the overseas départements, told by their notices
and by the press, their text not read. No outline is kept: whether somebody lives there is answered, not computed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tisserand.kernel.refusals import Refusal, refuse
from tisserand.kernel.sheets import NotATable, read_csv
from tisserand.territories.rules.communes import CommuneFacts, fold, look_up

# Names of columns in the file published by the ANCT, as those who use it quote them.
CODE, NAME, COMMUNES = COLUMNS = ("code_qp", "lib_qp", "insee_com")
CODE_SHAPE = re.compile(r"[A-Z0-9]{5,12}")
LONGEST_NAME = 150
COMMUNE_SHAPE = re.compile(r"\d[0-9AB]\d{3}")


@dataclass(frozen=True)
class PriorityArea:
    """One area in one or several communes (by code), from a day on."""

    code: str
    name: str
    communes: tuple[str, ...]
    starts_on: date
    ends_before: date | None = None
    commune_names: tuple[str, ...] = ()

    def is_in(self, commune: str, commune_name: str) -> bool:
        """By its code, or by its name where somebody only wrote the name."""
        if commune:
            return commune in self.communes
        return bool(commune_name) and fold(commune_name) in {fold(name) for name in self.commune_names}


def areas_of(areas: Iterable[PriorityArea], *, commune: str, commune_name: str) -> tuple[PriorityArea, ...]:
    return tuple(area for area in areas if area.is_in(commune, commune_name))


def read_areas(text: str, communes: Iterable[CommuneFacts], *, on: date) -> tuple[PriorityArea, ...]:
    """Those of the départements of these communes. Raises Refused with every row that cannot be read."""
    known = {commune.code for commune in communes}
    rows = list(_rows(text))
    refuse(refusal for line, row in rows for refusal in _row_refusals(line, row, known))
    found: dict[str, PriorityArea] = {}
    for line, row in rows:
        if _is_ours(row, known):
            found[row[CODE]] = _joined(line, found.get(row[CODE]), _area(row, known, on))
    refuse([] if found else [_refusal("Aucun quartier de ce fichier n’est dans une commune du département.")])
    return tuple(found.values())


def refusals_to_describe(areas: Iterable[PriorityArea], index: Mapping[str, CommuneFacts]) -> Iterator[Refusal]:
    """Of an organisation file: areas as somebody wrote them by hand."""
    seen = set()
    for area in areas:
        where = f"Le quartier prioritaire «\u00a0{area.code}\u00a0»"
        if not CODE_SHAPE.fullmatch(area.code):
            yield _refusal(f"{where}\u00a0: un code s’écrit de cinq à douze lettres capitales et chiffres.")
        if area.code in seen:
            yield _refusal(f"{where} est décrit deux fois.")
        if area.ends_before and area.ends_before <= area.starts_on:
            yield _refusal(f"{where}\u00a0: «\u00a0jusqu_au\u00a0» est avant «\u00a0depuis\u00a0».")
        if not area.communes:
            yield _refusal(f"{where}\u00a0: dites au moins une commune.")
        for written in area.communes:
            if look_up(index, written) is None:
                yield _refusal(f"{where} cite la commune «\u00a0{written}\u00a0», qui n’est pas du département.")
        seen.add(area.code)


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    lines = read_csv(text)
    try:
        names = [name.casefold() for name in next(lines, (0, []))[1]]
        refuse(
            _refusal(f"Il manque la colonne «\u00a0{name}\u00a0» à la première ligne du fichier.")
            for name in COLUMNS
            if name not in names
        )
        yield from ((line, _row(names, cells)) for line, cells in lines)
    except NotATable as error:
        refuse([_refusal(f"Ligne {error}\u00a0: ce n’est pas une ligne de fichier CSV.")])


def _row(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    said = dict(zip(names, cells, strict=False))
    return {name: said.get(name, "") for name in COLUMNS}


def _row_refusals(line: int, row: Mapping[str, str], known: set[str]) -> Iterator[Refusal]:
    codes = _codes(row)
    if not CODE_SHAPE.fullmatch(row[CODE]):
        yield _refusal(f"Ligne {line}\u00a0: «\u00a0{row[CODE]}\u00a0» n’est pas un code de quartier.")
    if len(row[NAME]) > LONGEST_NAME:
        yield _refusal(f"Ligne {line}\u00a0: le nom du quartier {row[CODE]} dépasse {LONGEST_NAME} signes.")
    if not row[NAME]:
        yield _refusal(f"Ligne {line}\u00a0: le quartier {row[CODE]} n’a pas de nom.")
    if not codes:
        yield _refusal(f"Ligne {line}\u00a0: le quartier {row[CODE]} n’a pas de commune.")
    for code in codes:
        if not COMMUNE_SHAPE.fullmatch(code):
            yield _refusal(f"Ligne {line}\u00a0: «\u00a0{code}\u00a0» n’est pas un code de commune de l’Insee.")
        elif code not in known and _department(code) in map(_department, known):
            yield _refusal(
                f"Ligne {line}\u00a0: la commune {code} n’est pas dans la liste des communes du département."
            )


def _is_ours(row: Mapping[str, str], known: set[str]) -> bool:
    return any(code in known for code in _codes(row))


def _area(row: Mapping[str, str], known: set[str], on: date) -> PriorityArea:
    # An area that crosses the limit of the département is ours for its communes that are.
    ours = tuple(code for code in _codes(row) if code in known)
    return PriorityArea(row[CODE], row[NAME].replace("'", "’"), ours, on)


def _joined(line: int, former: PriorityArea | None, area: PriorityArea) -> PriorityArea:
    """A line for each commune of one area is one area; two names for one code are a mistake."""
    if former is None:
        return area
    if former.name != area.name:
        both = f"«\u00a0{former.name}\u00a0» et «\u00a0{area.name}\u00a0»"
        refuse([_refusal(f"Ligne {line}\u00a0: le code {area.code} nomme deux quartiers, {both}.")])
    return replace(former, communes=tuple(dict.fromkeys((*former.communes, *area.communes))))


def _codes(row: Mapping[str, str]) -> list[str]:
    """Some files write several communes in one cell."""
    return [code for code in re.split(r"[\s,;/|]+", row[COMMUNES]) if code]


def _department(code: str) -> str:
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def _refusal(message: str) -> Refusal:
    return Refusal("priority_area", message)
