"""One of a kind for a person at a time."""

from uuid import UUID

from django.db import connection


def one_at_a_time(person: UUID) -> None:
    """Two desks that open the same thing for the same person at once: the second one waits, then is refused."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 5))", [str(person)])
