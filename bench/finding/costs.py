"""Time and CPU of a search: the statement alone, the floor, the whole page."""

import json
import os
import random
import statistics
import time
from datetime import date
from pathlib import Path

from finding.typed import typed_with_slip

TODAY = date(2026, 11, 24)


def figure(**facts) -> None:
    print(json.dumps(facts, ensure_ascii=False), flush=True)


def spread(milliseconds: list[float]) -> dict:
    return {
        "p50_ms": round(statistics.median(milliseconds), 2),
        "p95_ms": round(statistics.quantiles(milliseconds, n=20)[18], 2),
        "max_ms": round(max(milliseconds), 2),
    }


def in_database(actor, texts: list[str]) -> tuple[list[float], list[list]]:
    """The statement alone, behind the walls, through the driver: no page, no cards."""
    from django.db import connection, transaction

    from tisserand.access import scope
    from tisserand.people.queries.search import FIND, parameters
    from tisserand.people.rules import read_query

    times, found = [], []
    for text in texts:
        given = parameters(read_query(text, today=TODAY))
        with transaction.atomic(), scope.acting(actor), connection.cursor() as cursor:
            start = time.perf_counter()
            cursor.execute(FIND, given)
            found.append([row[0] for row in cursor.fetchall()])
            times.append((time.perf_counter() - start) * 1000)
    return times, found


def raw_floor(actor, pairs: list[tuple[str, str]]) -> list[float]:
    """The floor: the same index asked for exact names in plain SQL, with neither resemblance nor score."""
    from django.db import connection, transaction

    from tisserand.access import scope

    times = []
    with transaction.atomic(), scope.acting(actor), connection.cursor() as cursor:
        for family, given in pairs:
            start = time.perf_counter()
            cursor.execute(
                "select n.person_id from people_word f join people_namepair n on n.family_id = f.id"
                " join people_word g on g.id = n.given_id where f.word = %s and g.word = %s limit 20",
                [family, given],
            )
            cursor.fetchall()
            times.append((time.perf_counter() - start) * 1000)
    return times


def recall(wanted: list[set], found: list[list], at: int) -> float:
    hits = sum(bool(people & set(identifiers[:at])) for people, identifiers in zip(wanted, found, strict=True))
    return round(hits / len(wanted), 4)


def measure_database(actor, rng: random.Random, persons: list[dict], groups: list[set]) -> list[str]:
    slips = [typed_with_slip(rng, person) for person in persons]
    kinds = {
        "one slip, names alone": slips,
        "one slip and the birth year": [f"{text} {p['born'].year}" for text, p in zip(slips, persons, strict=True)],
        "one slip and the birth date": [f"{text} {p['born']:%d/%m/%Y}" for text, p in zip(slips, persons, strict=True)],
        "exact names": [f"{p['family']} {p['given']}" for p in persons],
        "first letters": [f"{p['family'][:4]} {p['given'][:3]}" for p in persons],
    }
    in_database(actor, slips[:40])
    for kind, texts in kinds.items():
        cpu = DatabaseCpu()
        times, found = in_database(actor, texts)
        figure(
            figure="search",
            typed=kind,
            **spread(times),
            cpu_ms_database=cpu.each(len(texts)),
            recall_at_10_of_homonyms=recall(groups, found, 10),
            recall_at_20_of_homonyms=recall(groups, found, 20),
            recall_at_20_of_herself=recall([{person["id"]} for person in persons], found, 20),
        )
    return slips


class DatabaseCpu:
    """CPU spent by our own connection's process in PostgreSQL: the only figure that a busy machine does not swell."""

    def __init__(self) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            self.file = Path(f"/proc/{cursor.fetchone()[0]}/stat")
        self.start = self._seconds()

    def _seconds(self) -> float:
        parts = self.file.read_text().rsplit(")", 1)[1].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")

    def each(self, number: int) -> float:
        """Milliseconds a time."""
        return round((self._seconds() - self.start) / number * 1000, 2)


def measure_page(account, texts: list[str]) -> None:
    """CPU of the whole page in this process and in PostgreSQL: session, walls, cards and template included."""
    from django.test import Client
    from django.urls import reverse

    client, url = Client(), reverse("people:search")
    client.force_login(account)
    for text in texts[:20]:
        client.post(url, {"q": text})
    database, own, walls = DatabaseCpu(), time.process_time(), []
    for text in texts:
        start = time.perf_counter()
        if client.post(url, {"q": text}).status_code != 200:
            raise SystemExit("the page failed")
        walls.append((time.perf_counter() - start) * 1000)
    own = time.process_time() - own
    figure(
        figure="page",
        cpu_ms_web=round(own / len(texts) * 1000, 2),
        cpu_ms_database=database.each(len(texts)),
        **spread(walls),
    )
