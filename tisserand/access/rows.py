"""What every room does to its rows: one request makes one row, one change makes one version."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def one_at_a_time(about: UUID) -> None:
    """The second of two who would do the same at once waits for the first one's commit, then sees what it made."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(about)])


def already(model: type[Row], request_key: UUID | None) -> Row | None:
    """What an equal request made before this one, sent twice by a hand or by a browser."""
    if request_key is None:
        return None
    one_at_a_time(request_key)
    return model.objects.filter(request_key=request_key).first()


def change(row, *, actor, at: datetime, **fields: object) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.version, row.changed_by_id, row.changed_at = row.version + 1, actor.account_id, at
    row.save(update_fields=[*fields, "version", "changed_by", "changed_at"])
