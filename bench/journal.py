"""What the journal costs: one million entries sealed and verified, beside a bare SQL pass, and its price for a write.

    python bench/journal.py [--entries 1000000]

One JSON line a figure. Verification is interleaved with the bare pass (sha256 of the same rows, and a count), three
rounds, medians; the aim is ten seconds at most for a million (issue « Confidentialité »).
"""

import argparse
import hashlib
import json
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

AIM_SECONDS = 10
ROUNDS = 3
WRITES = 2000
A_YEAR_OF_MINUTES = 525_600
AT = datetime(2026, 11, 24, 14, 42, tzinfo=UTC)

DEEDS = """
insert into access_journalentry (at, account_id, verb, kind, subject, person_id, reason)
select timestamptz '2026-01-01' + n * interval '20 seconds', md5('a' || n % 300)::uuid, 'visit.register',
    'reception.visit', gen_random_uuid(), gen_random_uuid(), case when n % 9 = 0 then 'à sa demande' else '' end
from generate_series(1, {number}) as n
"""
READINGS = """
insert into access_consultation (account_id, person_id, slot, page, reason)
select md5('a' || n % 300)::uuid, gen_random_uuid(), timestamptz '2026-01-01' + n * interval '10 seconds', 'dossier', ''
from generate_series(1, {number}) as n
"""


def figure(**facts) -> None:
    print(json.dumps(facts, ensure_ascii=False), flush=True)


def timed(gesture) -> tuple[float, object]:
    start = time.perf_counter()
    answer = gesture()
    return round(time.perf_counter() - start, 2), answer


def become(role: str) -> None:
    from django.conf import settings
    from django.db import connection

    connection.close()
    account = settings.SERVER.django(role)
    connection.settings_dict.update(USER=account["USER"], PASSWORD=account["PASSWORD"])


def run(sql: str, *given):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, given or None)
        return cursor.fetchone() if cursor.description else None


def set_up(folder: Path):
    """A cluster of its own, with the durability of a real one: what a write costs depends on it."""
    os.environ |= {"TISSERAND_MODE": "test", "TISSERAND_DB_ROLE": "owner", "TISSERAND_DATA_DIR": str(folder)}
    os.environ["DJANGO_SETTINGS_MODULE"] = "tisserand.project.settings"
    from tisserand.project import cluster

    running = cluster.ensure(folder, durable=True)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        call_command("walls_apply", stdout=nowhere)
    become("jobs")
    return running


def bare_pass() -> None:
    """The floor: the same fingerprints computed and thrown away."""
    from tisserand.access.chain.shape import JOURNALS

    for journal in JOURNALS:
        run(f"select count({journal.digest}) from {journal.table}")  # noqa: S608


def verify(folder: Path):
    from tisserand.access.chain import heads, verifying

    return verifying.verify(heads.file_of(folder), heads.public_key(folder))


def measure_verification(folder: Path, entries: int) -> None:
    rounds = [(timed(bare_pass)[0], *timed(lambda: verify(folder))) for _ in range(ROUNDS)]
    floor, seconds = (statistics.median(times) for times in list(zip(*rounds, strict=True))[:2])
    assert rounds[0][2].sound, list(rounds[0][2].lines())
    assert rounds[0][2].rows == entries
    figure(figure="verification", entries=entries, seconds=seconds, aim=AIM_SECONDS, kept=seconds <= AIM_SECONDS)
    figure(figure="bare SQL pass (sha256 of the same rows)", seconds=floor, ratio=round(seconds / floor, 1))


def measure_a_year_of_heads(folder: Path) -> None:
    """A line a minute, day and night, vouched for by the last: beside the same file parsed and nothing more."""
    from tisserand.access.chain import heads, lines

    file = heads.file_of(folder)
    raw = file.read_bytes().strip()
    said = {name: value for name, value in json.loads(raw.splitlines()[-1]).items() if name != "after"}
    with file.open("wb") as year:
        year.write(raw)
        for _ in range(A_YEAR_OF_MINUTES):
            raw = json.dumps(said | {"after": hashlib.sha256(raw.splitlines()[-1]).hexdigest()}).encode()
            year.write(b"\n" + raw)
    with lines.alone(folder) as growing:
        lines.append(growing, folder, {name: said[name] for name in heads.NAMES})
    bare, _ = timed(lambda: [json.loads(line) for line in file.read_bytes().splitlines()])
    seconds, report = timed(lambda: verify(folder))
    assert report.sound, list(report.lines())
    kept = seconds <= AIM_SECONDS
    figure(figure="verification after a year of heads", heads=report.heads, seconds=seconds, kept=kept)
    figure(figure="the same file parsed", seconds=bare, ratio=round(seconds / bare, 1))


def measure_finding(folder: Path) -> None:
    """One row changed among all, by the superuser of a demonstration: how long until it is named."""
    from django.conf import settings
    from django.db import connection

    from tisserand.project.cluster.roles import SUPERUSER
    from tisserand.project.cluster.server import read_private

    connection.close()
    connection.settings_dict.update(USER=SUPERUSER, PASSWORD=read_private(folder / "superuser.json")["password"])
    run("set session_replication_role = replica")
    run("update access_journalentry set verb = 'autre' where id = (select max(id) / 2 from access_journalentry)")
    become("jobs")
    seconds, report = timed(lambda: verify(folder))
    figure(figure="one changed row named", seconds=seconds, said=str(report.findings[0]), of=settings.SERVER.database)


def measure_writes() -> None:
    """A row written with its journal entry and without: milliseconds of a transaction, interleaved."""
    from django.db import transaction

    from tisserand.access import journal
    from tisserand.access.actors import System
    from tisserand.kernel.ids import new_id

    run("create temporary table deed (id uuid primary key, said text)")
    system, times = System("bench"), {True: [], False: []}
    for turn in range(WRITES * 2):
        journaled = bool(turn % 2)
        start = time.perf_counter()
        with transaction.atomic():
            run("insert into deed values (%s, 'x')", new_id())
            if journaled:
                journal.record(actor=system, at=AT, verb="bench", kind="bench", subject=new_id(), person=new_id())
        times[journaled].append((time.perf_counter() - start) * 1000)
    with_entry, without = (round(statistics.median(times[journaled]), 3) for journaled in (True, False))
    figure(figure="a write", ms_with_entry=with_entry, ms_without=without, cost_ms=round(with_entry - without, 3))


def measure(folder: Path, entries: int) -> None:
    from tisserand.access.chain import sealing

    seconds, _ = timed(
        lambda: (run(DEEDS.format(number=entries // 2)), run(READINGS.format(number=entries - entries // 2)))
    )
    figure(figure="load", entries=entries, seconds=seconds)
    seconds, sealed = timed(lambda: sealing.seal(at=AT))
    figure(figure="sealing", entries=sealed, seconds=seconds)
    run("analyze")
    measure_verification(folder, sealed)
    seconds, sealed = timed(lambda: sealing.seal(at=AT))
    figure(figure="sealing when nothing waits", entries=sealed, seconds=seconds)
    (size,) = run("select pg_total_relation_size('access_seal')::float / (select max(total) from access_seal)")
    figure(figure="bytes kept in links for each entry", bytes=round(size))
    measure_a_year_of_heads(folder)
    measure_finding(folder)
    measure_writes()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--entries", type=int, default=1_000_000)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="tisserand-bench-") as temporary:
        running = set_up(Path(temporary))
        try:
            measure(Path(temporary), options.entries)
        finally:
            running.stop()


if __name__ == "__main__":
    main()
