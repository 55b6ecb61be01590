"""Sealing: what finished transactions wrote since the last link, a thousand rows a link, in one statement a journal."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from tisserand.access.chain import heads
from tisserand.access.chain.shape import FUTURE, JOURNALS, LAST_OF_A_JOURNAL, ROWS_DIGEST, ROWS_OF_A_LINK, Journal, head

LOCK = 0x5EA1

# Nobody still writing may commit a row before the horizon, nor hold an identifier at or under the floor.
STANDS = f"select pg_snapshot_xmin(pg_current_snapshot())::text::bigint, {FUTURE}"

# The transactions of a restored database are counted anew: what came with it is known by its future transactions.
BROUGHT = """
select greatest(
    coalesce((select max(id) from public.access_seal, unnest(ids) as id where journal = %(journal)s), 0),
    coalesce((select max(id) from {table} where xid >= %(brought)s), 0))
"""

SEAL = """
with recursive waiting as (
    select id, {digest} as digest, row_number() over (order by xid, id) as place, {rows_of_a_link} as size
    from {table}
    where xid >= %(since)s and xid < %(horizon)s and id > %(floor)s or xid >= %(brought)s
), links as materialized (
    select (place - 1) / size as link, array_agg(id order by place) as ids, array_agg(digest order by place) as digests,
        %(journal)s as journal, %(horizon)s as horizon, %(floor)s as floor, %(at)s::timestamptz as sealed_at
    from waiting group by (place - 1) / size
), fingerprinted as materialized (
    select *, {rows_digest} as rows_digest from links
), last as (
    select number, total, head from public.access_seal order by number desc limit 1
), chain as (
    select f.*, coalesce(last.number, 0) + 1 as number, coalesce(last.total, 0) + cardinality(ids) as total,
        {first} as head
    from fingerprinted f left join last on true where link = 0
    union all
    select f.*, chain.number + 1, chain.total + cardinality(f.ids), {next} as head
    from chain join fingerprinted f on f.link = chain.link + 1
)
insert into public.access_seal
    (number, journal, ids, digests, rows_digest, total, horizon, floor, sealed_at, head)
select number, journal, ids, digests, rows_digest, total, horizon, floor, sealed_at, head from chain
"""


@dataclass(frozen=True)
class Reach:
    """Which rows are ready: of transactions in [since, horizon) above the floor, or brought by a restored database."""

    since: int
    horizon: int
    floor: int
    brought: int


def seal(*, at: datetime, horizon: int | None = None) -> int:
    """Seal what is ready and take the head outside; returns how many rows. Run with the rights of a job.

    `horizon` is for tests, whose own transaction wrote what they want sealed.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("select coalesce(max(total), 0) from public.access_seal")
        (before,) = cursor.fetchone()
        cursor.execute(STANDS)
        settled, future = cursor.fetchone()
        for journal in JOURNALS:
            _seal(cursor, journal, at, _reach(cursor, journal, horizon or settled, max(future, horizon or 0)))
        cursor.execute("select coalesce(max(total), 0) from public.access_seal")
        (total,) = cursor.fetchone()
        transaction.on_commit(lambda: heads.take_out(settings.DATA_DIR, at=at))
    return total - before


def _reach(cursor, journal: Journal, settled: int, future: int) -> Reach:
    cursor.execute(LAST_OF_A_JOURNAL, [journal.name])
    since, floor = cursor.fetchone() or (None, 0)
    if since is not None and since <= future:
        return Reach(since, settled, floor, brought=2**62)
    brought = max(future, since or 0)
    cursor.execute(BROUGHT.format(table=journal.table), {"journal": journal.name, "brought": brought})
    return Reach(0, settled, cursor.fetchone()[0], brought)


def _seal(cursor, journal: Journal, at: datetime, reach: Reach) -> None:
    statement = SEAL.format(
        table=journal.table,
        digest=journal.digest,
        rows_of_a_link=ROWS_OF_A_LINK,
        rows_digest=ROWS_DIGEST,
        first=head("last.head", "coalesce(last.number, 0) + 1", "coalesce(last.total, 0) + cardinality(ids)", "f."),
        next=head("chain.head", "chain.number + 1", "chain.total + cardinality(f.ids)", "f."),
    )
    cursor.execute(statement, {"journal": journal.name, "at": at, **vars(reach)})
