"""Long lists one page at a time, by key: « due|id » of the last line seen, what becomes late first.

A row may be hers to read and what it owes be in hands that she does not see: it stands at the end, without a date.
"""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


def page_by_due(rows: QuerySet[Row], *, after: str = "", size: int) -> tuple[list[Row], str]:
    """The rows of the page and the key of the next one, empty at the end. One query."""
    found = list(_after(rows, after)[: size + 1])
    shown = found[:size]
    return shown, _key(shown[-1]) if len(found) > size else ""


def _key(row) -> str:
    return f"{row.obligation.due_at.isoformat() if row.obligation else ''}|{row.pk}"


def _after(rows: QuerySet[Row], key: str) -> QuerySet[Row]:
    """A key nobody could have been given shows the first page."""
    due, _, last = key.partition("|")
    undated = Q(obligation__due_at=None)
    try:
        identifier, at = UUID(last), datetime.fromisoformat(due) if due else None
    except ValueError:
        return rows
    if at is None:
        return rows.filter(undated, id__gt=identifier)
    return rows.filter(Q(obligation__due_at__gt=at) | Q(obligation__due_at=at, id__gt=identifier) | undated)
