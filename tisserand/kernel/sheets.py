"""A table that leaves for a spreadsheet: no cell may run there as a formula."""

import csv
import io
from collections.abc import Iterable

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
