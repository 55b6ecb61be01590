"""Scenes of the sealed journal, and what a superuser may do to it."""

import random
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction

from tests.conftest import become
from tests.situations import NOW
from tisserand.access.chain import heads, sealing, verifying
from tisserand.project.cluster.postmaster import SUPERUSER_FILE
from tisserand.project.cluster.roles import SUPERUSER
from tisserand.project.cluster.server import read_private

# Tests give the journal a folder of its own.
CLUSTER = settings.DATA_DIR

FILL = """
insert into access_journalentry (at, recorded_at, account_id, verb, kind, subject, person_id, reason)
select %(at)s::timestamptz + n * interval '1 second', %(at)s::timestamptz + n * interval '1 second',
    md5('a' || n %% 30)::uuid, 'visit.register', 'reception.visit',
    md5('s' || n)::uuid, case when n %% 3 > 0 then md5('p' || n %% 500)::uuid end,
    case when n %% 7 = 0 then 'motif' else '' end
from generate_series(%(first)s, %(last)s) as n;
insert into access_consultation (account_id, person_id, slot, page, reason)
select md5('a' || n %% 30)::uuid, md5('p' || n)::uuid, %(at)s::timestamptz + n * interval '10 minutes', 'dossier', ''
from generate_series(%(first)s, %(last)s) as n
"""


def fill(first: int, last: int, *, at=NOW) -> None:
    """As many deeds and as many readings."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(FILL, {"first": first, "last": last, "at": at})


def sealed_now(*, at=NOW) -> int:
    """Seals all that is there, whoever else writes in this cluster; the head leaves as after a commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_current_xact_id()::text::bigint + 1")
        return sealing.seal(at=at, horizon=cursor.fetchone()[0])


def report(folder):
    return verifying.verify(heads.file_of(folder), heads.public_key(folder))


@contextmanager
def as_superuser():
    """Whom no policy, no privilege and no trigger stops."""
    connection.close()
    password = read_private(CLUSTER / SUPERUSER_FILE)["password"]
    connection.settings_dict.update(USER=SUPERUSER, PASSWORD=password)
    try:
        with connection.cursor() as cursor:
            cursor.execute("set session_replication_role = replica")
        yield
    finally:
        become("app")


@contextmanager
def undone():
    """What is done inside never was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# Each tampering returns what must be found: (kind, place) pairs, at least one of which must be there, and nowhere else.

TABLES = {"deeds": "access_journalentry", "readings": "access_consultation"}
CHANGES = {
    "deeds": ("verb = verb || 'x'", "person_id = md5(id::text)::uuid", "at = at + interval '1 us'",
              "reason = reason || ' '", "account_id = md5(id::text)::uuid", "xid = xid + 1",
              "recorded_at = recorded_at - interval '1 day'", "subject = md5(id::text)::uuid"),
    "readings": ("person_id = md5('z' || id)::uuid", "account_id = md5('z' || id)::uuid", "page = 'autre'",
                 "reason = 'motif'", "slot = slot - interval '10 minutes'", "xid = xid - 1"),
}  # fmt: skip


def run(sql: str, *given):
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall() if cursor.description else None


def rows(journal: str) -> list[int]:
    return [row for (row,) in run(f"select id from {TABLES[journal]} order by id")]


def change(rng: random.Random, journal: str):
    row = rng.choice(rows(journal))
    run(f"update {TABLES[journal]} set {rng.choice(CHANGES[journal])} where id = %s", row)
    return {("changed", row)}


def delete(rng: random.Random, journal: str):
    every = rows(journal)
    start = rng.randrange(len(every) - 3)
    gone = every[start : start + rng.randint(1, 3)]
    run(f"delete from {TABLES[journal]} where id = any(%s)", gone)
    return {("deleted", row) for row in gone}


def insert(rng: random.Random, journal: str):
    """In the past: under a transaction already sealed."""
    ((row,),) = run(f"select max(id) + %s from {TABLES[journal]}", rng.randint(1, 50))
    ((past,),) = run(f"select xid - %s from {TABLES[journal]} order by id desc limit 1", rng.randint(0, 5))
    if journal == "deeds":
        run(
            "insert into access_journalentry (id, xid, at, verb, kind, subject, reason)"
            " values (%s, %s, %s, 'faux', 'faux', gen_random_uuid(), '')",
            row, past, NOW - timedelta(days=rng.randint(0, 300)),
        )  # fmt: skip
    else:
        run(
            "insert into access_consultation (id, xid, account_id, person_id, slot, page, reason)"
            " values (%s, %s, gen_random_uuid(), gen_random_uuid(), %s, 'dossier', '')", row, past, NOW,
        )  # fmt: skip
    return {("inserted", row)}


def swap(rng: random.Random, journal: str):
    """Two rows exchange their numbers, hence their places."""
    one, other = sorted(rng.sample(rows(journal), 2))
    table = TABLES[journal]
    run(f"update {table} set id = -1 where id = %s", one)
    run(f"update {table} set id = %s where id = %s", one, other)
    run(f"update {table} set id = %s where id = -1", other)
    return {("swapped", one)}


def cut_rows(rng: random.Random, journal: str):
    gone = rows(journal)[-rng.randint(1, 40) :]
    run(f"delete from {TABLES[journal]} where id = any(%s)", gone)
    return {("deleted", row) for row in gone}


def cut_links(rng: random.Random, journal: str):
    """The last rows, and every link that knew them."""
    ((last,),) = run("select max(number) from access_seal")
    kept = last - rng.randint(1, 3)
    for name, table in TABLES.items():
        run(
            f"delete from {table} where id in"
            " (select unnest(ids) from access_seal where number > %s and journal = %s)", kept, name,
        )  # fmt: skip
    run("delete from access_seal where number > %s", kept)
    return {("cut", kept)}


TAMPERINGS = (change, delete, insert, swap, cut_rows, cut_links)
