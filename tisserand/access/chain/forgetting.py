"""Forgetting: past its time, a link loses its rows and their fingerprints; emptied, it still holds the chain together.

Said twice by whoever forgets: in the journal, and in a signed line outside the database, without which an emptied link
is a finding. Links that are held stay whole, and so do those that a verification found touched: they are evidence.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from tisserand.access import journal
from tisserand.access.chain import heads, verifying
from tisserand.access.chain.findings import Kind, Report
from tisserand.access.chain.shape import FORGETTING_LOCK
from tisserand.kernel.ids import new_id

# Half a million rows at most in a transaction.
LINKS_A_TIME = 500
KIND = "access.seal"
# What says that the chain itself is in doubt: nothing is destroyed before somebody looked.
DOUBT = {Kind.REWRITTEN, Kind.CUT, Kind.HEAD_FORGED, Kind.HEADS_MISSING, Kind.HEADS_LOST, Kind.LINKS_MISSING}

# Only what comes before the first link that is too young: what is forgotten is the beginning of the chain.
PAST = """
select number, cardinality(ids) from public.access_seal
where ids <> '{}'
    and number < (select coalesce(min(number), 2::bigint ^ 62) from public.access_seal where sealed_at >= %s)
order by number
"""
HELD = """
select distinct link.number from public.access_seal link, unnest(link.ids) as row_id
where link.journal = 'deeds' and row_id in (
    select id from public.access_journalentry
    where person_id = any(%(held)s::uuid[]) or subject = any(%(held)s::uuid[]))
or link.journal = 'readings' and row_id in (
    select id from public.access_consultation where person_id = any(%(held)s::uuid[]))
"""
STILL_FULL = "select number from public.access_seal where ids <> '{}' and number <= %s"


class ChainInDoubt(RuntimeError):
    """`tisserand journal verify` says why. Nothing was forgotten."""


@dataclass(frozen=True)
class Ending:
    """What is past its time: links that go, with how many rows, and links that stay all the same."""

    links: tuple[int, ...]
    rows: int
    held: frozenset[int]


def ending(*, before: datetime, held: Collection[UUID], touched: Collection[int] = ()) -> Ending:
    """What goes today. `held`: persons of whom nothing goes."""
    with connection.cursor() as cursor:
        cursor.execute(PAST, [before])
        past = dict(cursor.fetchall())
    stay = past.keys() & (_held(held) | set(touched))
    going = {number: rows for number, rows in past.items() if number not in stay}
    return Ending(tuple(going), sum(going.values()), frozenset(stay))


def forget(*, actor, at: datetime, before: datetime, held: Collection[UUID], rule: str) -> Ending:
    """Forget what was sealed before; `rule` says for whom reads the signed lines. Run with the rights of a job."""
    file, key = heads.file_of(settings.DATA_DIR), heads.public_key(settings.DATA_DIR)
    report = verifying.verify(file, key)
    if doubts := [finding for finding in report.findings if finding.kind in DOUBT]:
        raise ChainInDoubt(str(doubts[0]))
    touched = _touched(report)
    found = ending(before=before, held=held, touched=touched)
    declared = heads.forgotten(heads.read(file, key)).number
    for links in _batches(found.links):
        declared = max(declared, links[-1])
        _forget(links, declared, touched, actor=actor, at=at, rule=rule)
    return found


@transaction.atomic
def _forget(links: Sequence[int], declared: int, touched: set[int], *, actor, at: datetime, rule: str) -> None:
    with connection.cursor() as cursor:
        # Whoever verifies sees the links and the signed line change together.
        cursor.execute("select pg_advisory_xact_lock(%s)", [FORGETTING_LOCK])
        cursor.execute("select walls.forget_links(%s::bigint[])", [list(links)])
        (rows,) = cursor.fetchone()
        cursor.execute(STILL_FULL, [declared])
        keeps = {number for (number,) in cursor.fetchall()} | {number for number in touched if number <= declared}
    said = f"{rule}\u00a0: {rows} lignes, sceaux {links[0]} à {links[-1]}"
    journal.record(actor=actor, at=at, verb="journal.forget", kind=KIND, subject=new_id(), reason=said)
    # Last: a line for what did not happen after all is a finding until the next night does it.
    heads.declare(settings.DATA_DIR, at=at, number=declared, forgets=rule, keeps=sorted(keeps))


def _held(persons: Collection[UUID]) -> set[int]:
    if not persons:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(HELD, {"held": list(persons)})
        return {number for (number,) in cursor.fetchall()}


def _touched(report: Report) -> set[int]:
    """Links of which something was found, but those that only wait to be forgotten again after a restore."""
    of_links = {Kind.LINK_CHANGED, Kind.EMPTIED}
    return {
        finding.place if finding.kind in of_links else finding.link
        for finding in report.findings
        if finding.kind in of_links or finding.link
    }


def _batches(links: Sequence[int]) -> Iterator[Sequence[int]]:
    return (links[start : start + LINKS_A_TIME] for start in range(0, len(links), LINKS_A_TIME))
