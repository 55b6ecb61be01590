"""The second of two equal requests waits for the first one's commit, then finds what it made."""

from uuid import UUID

from django.db import connection


def wait_for(request_key: UUID | None) -> bool:
    """False when there is no key, so nothing to look for."""
    if request_key is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 1))", [str(request_key)])
    return True
