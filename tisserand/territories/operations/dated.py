"""R02: bring dated rows to a new state from a day on, without touching what was true before."""

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from tisserand.access import queries as access


def reconcile(
    rows: QuerySet, wanted: Mapping[Hashable, Mapping[str, Any]], *, key: Callable[[Any], Hashable], on: date
) -> int:
    """Close what is no longer wanted on that day and open what is new. Returns how many rows changed.

    A row that starts that very day was never true before it: correcting it deletes it.
    """
    current = {key(row): row for row in rows.select_for_update().filter(access.in_force(on)).order_by("pk")}
    gone = [row for found, row in current.items() if found not in wanted]
    for row in gone:
        _close(row, on)
    new = [fields for found, fields in wanted.items() if found not in current]
    rows.model.objects.bulk_create(rows.model(**fields, starts_on=on) for fields in new)
    return len(gone) + len(new)


def _close(row: Model, on: date) -> None:
    if row.starts_on == on:
        row.delete()
        return
    row.ends_before = on
    row.save(update_fields=["ends_before"])
