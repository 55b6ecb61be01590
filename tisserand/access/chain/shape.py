"""What is fingerprinted, and how: said once, for those who seal and for those who verify.

`record_send` is PostgreSQL's own binary form of a row: how many columns, then for each its type, its length (-1 for
NULL) and its bytes. Nothing can slide from one column to the next, and NULL is not the empty text. Columns are named
one by one and cast, so that a column added later does not change the fingerprints already kept.
"""

from dataclasses import dataclass

# A thousand rows a link: what a forged link hides is at most that.
ROWS_OF_A_LINK = 1000
# Held by whoever forgets, shared by whoever verifies.
FORGETTING_LOCK = 0x5EA2


@dataclass(frozen=True)
class Journal:
    name: str
    table: str
    columns: str

    @property
    def digest(self) -> str:
        return f"sha256(record_send(row({self.columns})))"


ENTRIES = Journal(
    "deeds",
    "public.access_journalentry",
    "xid::bigint, at::timestamptz, recorded_at::timestamptz, account_id::uuid, verb::text, kind::text, subject::uuid,"
    " person_id::uuid, reason::text",
)
READINGS = Journal(
    "readings",
    "public.access_consultation",
    "xid::bigint, account_id::uuid, person_id::uuid, slot::timestamptz, page::text, reason::text",
)
JOURNALS = (ENTRIES, READINGS)
LAST_OF_A_JOURNAL = "select horizon, floor from public.access_seal where journal = %s order by number desc limit 1"

ROWS_DIGEST = "sha256(record_send(row(ids::bigint[], digests::bytea[])))"


def head(previous: str, number: str, total: str, link: str = "") -> str:
    """What a link says, tied to the head before it. `link` is the alias of its columns."""
    return (
        f"sha256(record_send(row(coalesce({previous}, '')::bytea, ({number})::bigint, {link}journal::text,"
        f" {link}rows_digest::bytea, ({total})::bigint, {link}horizon::bigint, {link}floor::bigint,"
        f" {link}sealed_at::timestamptz)))"
    )


# No row we see can be of this transaction or a later one, unless it comes from another server or from a forger.
FUTURE = (
    "greatest(pg_snapshot_xmax(pg_current_snapshot())::text::bigint,"
    " pg_current_xact_id_if_assigned()::text::bigint + 1)"
)
