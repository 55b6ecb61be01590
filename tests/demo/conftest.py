"""A small demonstration, loaded once for the tests that look at it, and taken back."""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection, transaction

from tests.demo import model


def rows(query: str, *values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def write(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def one(query: str, *values):
    return rows(query, *values)[0][0]


@contextmanager
def taken_back():
    """As `jobs`, in a transaction that leaves nothing."""
    with transaction.atomic():
        write(f"set local role {settings.DATABASE_ROLES['jobs']}")
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """What the load said on the terminal, line by line; the database holds it while the module runs."""
    with django_db_blocker.unblock(), model.used() as said, taken_back():
        yield said
