"""What row-level security costs: the statements of our pages behind the walls, beside the same without them.

    .venv/bin/python bench/rls.py [--persons 20000] [--times 20] [--keep FOLDER]

The statements are those that the pages send, with their values, query half of the walls included. They are run as
`app`, with the scope of their reader, and as `backup`, which bypasses row-level security: the ratio is what the second
half costs (aim: 1.15 at most, issue « Confidentialité »). Both must give the same rows before anything is timed.
One JSON line per page: milliseconds for all its statements, client side, median of the rounds with least and greatest.
"""

import argparse
import os
import statistics
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pages

ROUNDS = 7
AIM = 1.15
SEARCHES = ("mirv 84", "lubi an", "0690 12")


def statements_of(gesture) -> list[tuple[str, object]]:
    """What a page reads: what it writes and the scope itself left out."""
    from django.db import connection

    sent = []

    def keep(execute, sql, params, many, context):
        said = sql.decode() if isinstance(sql, bytes) else str(sql)
        if "set_config" not in said and "insert into" not in said.lower():
            sent.append((said, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        gesture()
    return sent


def readings() -> dict[str, tuple[object, list]]:
    """Each page: its reader and its statements."""
    from django.db import transaction
    from django.utils import timezone

    from tisserand.access import queries, scope
    from tisserand.access.models import Account
    from tisserand.people import queries as people

    now = timezone.now()
    asked = {item.name: item for item in pages.items() if "bare" not in item.name and "nothing" not in item.name}
    with pages.as_role("jobs"):
        (worker, _), (secretary, *_) = pages.busiest(), pages.desk()
        actors = {
            name: queries.actor_for(Account.objects.get(pk=one.pk), at=now)
            for name, one in (("worker", worker), ("secretary", secretary))
        }
    found = {}
    with pages.as_role("app"):
        for name, item in asked.items():
            actor = actors["secretary" if "line" in name else "worker"]
            for address in item.addresses:
                pages.check(item, address)
            found[name] = actor, statements_of(lambda item=item: [pages.ask(item, one) for one in item.addresses])

        def search() -> None:
            for typed in SEARCHES:
                people.search(actors["secretary"], typed, today=now.date())

        with transaction.atomic(), scope.acting(actors["secretary"]):
            found["search"] = actors["secretary"], statements_of(search)
    return found


@contextmanager
def reader(role: str, actor):
    """A connection in a transaction, as the product has it: values apart from the words, plans kept."""
    from django.db import connection, transaction
    from django.db.backends.postgresql.base import ServerBindingCursor

    from tisserand.access import scope

    with pages.as_role(role), transaction.atomic():
        if role == "app":
            scope.enter(actor, read_only=True)
        connection.connection.cursor_factory = ServerBindingCursor
        with connection.cursor() as cursor:
            yield cursor


def rows(cursor, statements: list) -> list:
    found = []
    for sql, params in statements:
        cursor.execute(sql, params)
        found.append(cursor.fetchall())
    return found


def milliseconds(role: str, actor, statements: list, times: int) -> float:
    with reader(role, actor) as cursor:
        for _ in range(6):  # PostgreSQL keeps a plan from the sixth time on
            rows(cursor, statements)
        start = time.perf_counter()
        for _ in range(times):
            rows(cursor, statements)
        return (time.perf_counter() - start) / times * 1000


def same(actor, statements: list) -> bool:
    found = {}
    for role in ("app", "backup"):
        with reader(role, actor) as cursor:
            found[role] = rows(cursor, statements)
    return found["app"] == found["backup"]


def measure(name: str, actor, statements: list, times: int) -> float:
    if not same(actor, statements):
        raise SystemExit(f"{name}: the walls of the database and of the query do not agree")
    taken: dict[str, list[float]] = {"app": [], "backup": []}
    for _ in range(ROUNDS):
        for role, values in taken.items():
            values.append(milliseconds(role, actor, statements, times))
    ratio = statistics.median(one / other for one, other in zip(taken["app"], taken["backup"], strict=True))
    pages.figure(
        figure=name,
        statements=len(statements),
        ms_behind_the_walls=pages.spread(taken["app"]),
        ms_without=pages.spread(taken["backup"]),
        ratio=round(ratio, 3),
        goal=AIM,
    )
    return ratio


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--persons", type=int, default=20_000)
    asked.add_argument("--times", type=int, default=20)
    asked.add_argument("--keep", type=Path, help="folder of the cluster, kept for the next run")
    options = asked.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="tisserand-bench-") as temporary,
        pages.departement(options.keep or Path(temporary), options.persons),
    ):
        pages.figure(figure="load of the machine", one_minute=round(os.getloadavg()[0], 1))
        ratios = [measure(name, *read, options.times) for name, read in readings().items()]
        together = round(statistics.geometric_mean(ratios), 3)
        pages.figure(figure="row-level security, all pages", ratio=together, goal=AIM)


if __name__ == "__main__":
    main()
