"""Long lists one page at a time, by key: « due|id » of the last line seen, what becomes late first."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


def page_by_due(rows: QuerySet[Row], *, after: str = "", size: int) -> tuple[list[Row], str]:
    """The rows of the page and the key of the next one, empty at the end. One query."""
    found = list(_after(rows, after)[: size + 1])
    shown = found[:size]
    return shown, f"{shown[-1].obligation.due_at.isoformat()}|{shown[-1].pk}" if len(found) > size else ""


def _after(rows: QuerySet[Row], key: str) -> QuerySet[Row]:
    """A key nobody could have been given shows the first page."""
    due, _, last = key.partition("|")
    try:
        at, identifier = datetime.fromisoformat(due), UUID(last)
    except ValueError:
        return rows
    return rows.filter(Q(obligation__due_at__gt=at) | Q(obligation__due_at=at, id__gt=identifier))
