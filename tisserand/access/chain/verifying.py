"""Verifying: PostgreSQL recomputes every fingerprint and every link; only what does not match comes out."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection, transaction

from tisserand.access.chain import heads
from tisserand.access.chain.findings import Finding, Kind, Report
from tisserand.access.chain.heads import Forgotten, Head
from tisserand.access.chain.shape import (
    FORGETTING_LOCK,
    FUTURE,
    JOURNALS,
    LAST_OF_A_JOURNAL,
    ROWS_DIGEST,
    Journal,
    head,
)

LINKS = """
select number, previous, linked from (
    select number, coalesce(lag(number) over by_number, 0) as previous,
        (ids = '{{}}' or rows_digest = {rows_digest}) and head = {head} as linked
    from public.access_seal window by_number as (order by number)
) as link where not linked or number <> previous + 1 order by number
"""

ROWS = """
with expected as (
    select number, item.id, item.digest from public.access_seal, unnest(ids, digests) as item(id, digest)
    where journal = %(journal)s
), actual as (
    select id, xid, {digest} as digest from {table}
)
select e.number, coalesce(e.id, a.id), e.digest, a.digest, a.xid < %(ended)s or a.id <= %(ended_floor)s
from expected e full join actual a on a.id = e.id
where e.digest is distinct from a.digest
    and (e.id is not null or a.xid < %(horizon)s or a.id <= %(floor)s or a.xid >= %(future)s)
order by 2
"""

WAITING = "select count(*) from {table} where xid >= %(horizon)s and xid < %(future)s and id > %(floor)s"
TOTALS = """
select coalesce(max(total), 0), count(*), coalesce(sum(size) filter (where ids = '{}'), 0)::bigint
from (
    select ids, total, total - lag(total, 1, 0::bigint) over (order by number) as size from public.access_seal
) as link
"""
# An emptied link is a sound one up to the number that a signed line says, and never a young one.
EMPTIED = """
select number, ids = '{}' from public.access_seal
where (ids = '{}') <> (number <= %(number)s and number <> all(%(keeps)s))
    or ids = '{}' and sealed_at > now() - interval '6 months'
order by number
"""
ENDED = """
select coalesce(max(horizon), 0), coalesce(max(floor), 0) from public.access_seal
where journal = %s and ids = '{}' and number <= %s
"""

Difference = tuple[int | None, int, bytes | None, bytes | None, bool | None]


def verify(file: Path, key: Ed25519PublicKey | None, *, beside: Path | None = None) -> Report:
    """Compare the rows with their fingerprints, the links between them, and the last links with the heads of `file`.

    A copy kept elsewhere does not know what was forgotten since: `beside` is the file that does.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock_shared(%s)", [FORGETTING_LOCK])
        outside = heads.read(file, key)
        forgotten = heads.forgotten([*outside, *(heads.read(beside, key) if beside else ())])
        # One plan, one snapshot for all statements; the join of two long lists in memory rather than on the disk.
        cursor.execute("set local work_mem = '128MB'")
        cursor.execute(TOTALS)
        rows, links, ended = cursor.fetchone()
        found, waiting = [*_links(cursor), *_emptied(cursor, forgotten)], 0
        for journal in JOURNALS:
            differences, still = _compare(cursor, journal, forgotten)
            found.extend(_told(journal, differences))
            waiting += still
        found.extend(_outside(cursor, outside, links))
    return Report(rows=rows, links=links, heads=len(outside), waiting=waiting, forgotten=ended, findings=tuple(found))


def _links(cursor) -> Iterator[Finding]:
    known = {"rows_digest": ROWS_DIGEST, "head": head("lag(head) over by_number", "number", "total")}
    cursor.execute(LINKS.format(**known))
    for number, previous, _ in cursor.fetchall():
        if number != previous + 1:
            yield Finding(Kind.LINKS_MISSING, previous + 1, number - 1)
        else:
            yield Finding(Kind.LINK_CHANGED, number)


def _emptied(cursor, forgotten: Forgotten) -> Iterator[Finding]:
    cursor.execute(EMPTIED, {"number": forgotten.number, "keeps": list(forgotten.keeps)})
    for number, emptied in cursor.fetchall():
        yield Finding(Kind.EMPTIED if emptied else Kind.NOT_FORGOTTEN, number)


def _compare(cursor, journal: Journal, forgotten: Forgotten) -> tuple[list[Difference], int]:
    cursor.execute(LAST_OF_A_JOURNAL, [journal.name])
    horizon, floor = cursor.fetchone() or (0, 0)
    cursor.execute(f"select {FUTURE}")
    given = {"journal": journal.name, "horizon": horizon, "floor": floor, "future": cursor.fetchone()[0]}
    cursor.execute(ENDED, [journal.name, forgotten.number])
    given["ended"], given["ended_floor"] = cursor.fetchone()
    cursor.execute(ROWS.format(table=journal.table, digest=journal.digest), given)
    differences = cursor.fetchall()
    cursor.execute(WAITING.format(table=journal.table), given)
    return differences, cursor.fetchone()[0]


def _told(journal: Journal, differences: Sequence[Difference]) -> Iterator[Finding]:
    """A fingerprint found elsewhere is a row that moved: two rows swapped, or one under another number."""
    now_at = {actual: row for _, row, _, actual, _ in differences if actual is not None}
    was_at = {expected: row for _, row, expected, _, _ in differences if expected is not None}
    for link, row, expected, actual, ended in differences:
        where = {"journal": journal.name, "link": link}
        elsewhere = now_at.get(expected) if expected is not None else None
        if expected is None:
            if actual not in was_at:
                yield Finding(Kind.CAME_BACK if ended else Kind.INSERTED, row, **where)
        elif actual is None:
            yield Finding(Kind.RENUMBERED if elsewhere else Kind.DELETED, row, elsewhere, **where)
        elif elsewhere is not None and was_at.get(actual) == elsewhere:
            if row < elsewhere:
                yield Finding(Kind.SWAPPED, row, elsewhere, **where)
        else:
            yield Finding(Kind.CHANGED, row, **where)


def _outside(cursor, outside: Sequence[Head], links: int) -> Iterator[Finding]:
    if links and not outside:
        yield Finding(Kind.HEADS_MISSING, links)
    yield from _touched(outside)
    bound = _bound(outside)
    cursor.execute(
        "select number, encode(head, 'hex') from public.access_seal where number = any(%s)",
        [[said.number for said in bound]],
    )
    inside = dict(cursor.fetchall())
    cursor.execute("select coalesce(max(number), 0) from public.access_seal")
    (last,) = cursor.fetchone()
    yield from _cut(bound, last)
    yield from _rewritten(bound, inside, last)


def _touched(outside: Sequence[Head]) -> Iterator[Finding]:
    """A line changed is told; one taken away is told by the next, which names it."""
    for line, said in enumerate(outside, 1):
        if not said.sound:
            yield Finding(Kind.HEAD_FORGED, line)
        elif said.alone and (line == 1 or outside[line - 2].sound):
            yield Finding(Kind.HEADS_LOST, line)


def _bound(outside: Iterable[Head]) -> list[Head]:
    """The heads that still bind: a restored database is declared, and later links said before that no longer count."""
    bound: list[Head] = []
    for said in outside:
        if not said.sound:
            continue
        if said.resumes:
            bound = [before for before in bound if before.number <= said.number]
        bound.append(said)
    return bound


def _cut(bound: Sequence[Head], last: int) -> Iterator[Finding]:
    if bound and max(said.number for said in bound) > last:
        yield Finding(Kind.CUT, last, max(said.number for said in bound))


def _rewritten(bound: Sequence[Head], inside: dict[int, str], last: int) -> Iterator[Finding]:
    """The first head that says otherwise: everything after it is built on the lie."""
    agreed = 0
    for said in sorted(bound, key=lambda head: head.number):
        if said.number > last or said.number not in inside:
            continue
        if inside[said.number] != said.head:
            yield Finding(Kind.REWRITTEN, agreed + 1, said.number)
            return
        agreed = said.number
