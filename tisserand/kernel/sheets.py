"""A table that leaves for a spreadsheet: no cell may run there as a formula. And one that comes from it."""

import csv
import io
from collections.abc import Iterable, Iterator

STARTS = ("=", "+", "-", "@", "\t", "\r", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def neutral(cell: object) -> str:
    """An apostrophe before what a spreadsheet would compute; a number that we computed ourselves stays one."""
    text = "" if cell is None else str(cell)
    if isinstance(cell, int | float) or not text.lstrip(" \u00a0\u202f").startswith(STARTS):
        return text
    return f"'{text}"


def as_csv(rows: Iterable[Iterable[object]], *, delimiter: str = ";") -> str:
    """Opens as it is in a French spreadsheet: semicolons, and the mark that says UTF-8."""
    sheet = io.StringIO()
    csv.writer(sheet, delimiter=delimiter).writerows([neutral(cell) for cell in row] for row in rows)
    return "\ufeff" + sheet.getvalue()


class NotATable(ValueError):
    """Says at which line reading stopped."""


def read_csv(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that holds something, with its number; semicolons or commas, as its first line says."""
    lines = text.removeprefix("\ufeff").splitlines()
    reader = csv.reader(lines, delimiter=";" if lines and ";" in lines[0] else ",")
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise NotATable(reader.line_num) from error
