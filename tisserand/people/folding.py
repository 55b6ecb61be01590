"""Moving what is said of one person to another, inside PostgreSQL, and back (record 0010).

Whoever joins two files does not read all that is in them: notes of a colleague, an inquiry, drafts. Each room says here
which of its columns name a person; `walls.fold_<room>` and `walls.unfold_<room>` move those rows and write down which,
for the fold written in the same transaction and for no other. Called out of turn, they change nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A column that names a person.

    `follows`: columns of the same row that name what it goes with (a demand goes with its visit). `stays`: SQL about
    `said`, the row, and `fold`: what would then be said twice, or of oneself, stays with the closed file.
    """

    table: str
    column: str = "person_id"
    follows: tuple[str, ...] = ()
    stays: str = "false"
    key: str = "id"

    @property
    def place(self) -> str:
        return f"{self.table}.{self.column}"


# `public` too: triggers of the moved rows call functions of theirs.
HEAD = "language plpgsql security definer set search_path = pg_catalog, public, pg_temp as"
# Only a fold made, or undone, in this very transaction.
ITS_FOLD = """select * into fold from public.people_fold
 where id = asked and xid = pg_catalog.pg_current_xact_id()::text::bigint;
 if fold.id is null then return; end if;"""
WRITTEN = "insert into public.people_foldedrow (fold_id, person_id, other_id, visibility, place, key, how)"
SAME = "fold.id, fold.person_id, fold.other_id, fold.visibility"


def folding(room: str, parts: Iterable[Part], also: tuple[str, str] = ("", "")) -> tuple[str, ...]:
    """What a room puts in its `walls.FUNCTIONS`. Parts others follow come first; `also`: SQL of its own, each way."""
    parts = tuple(parts)
    policies = (
        f"create policy folding_{verb} on public.{table} for {verb} to current_user using (true)"
        for table in dict.fromkeys(part.table for part in parts)
        for verb in ("select", "update")
    )
    moves, returns = " ".join(map(_fold, parts)), " ".join(map(_unfold, parts))
    return (
        *policies,
        f"create or replace function walls.fold_{room}(asked uuid, chosen uuid[]) returns void {HEAD} $$"
        f" declare fold public.people_fold; begin {ITS_FOLD} {moves} {also[0]} end $$",
        f"create or replace function walls.unfold_{room}(asked uuid, theirs uuid[]) returns void {HEAD} $$"
        f" declare fold public.people_fold; begin {ITS_FOLD} {returns} {also[1]} end $$",
    )


def _fold(part: Part) -> str:
    """Everything, or what was chosen and what goes with it. What she had of her own is written down too."""
    chosen = " or ".join(["chosen is null", *_named(part, "chosen"), *_goes_with(part)])
    return f"""
 if chosen is null then {WRITTEN} select {SAME}, '{part.place}', said.{part.key}::text, 'own'
  from public.{part.table} said where said.{part.column} = fold.person_id; end if;
 with moved as (update public.{part.table} said set {part.column} = fold.person_id
  where said.{part.column} = fold.other_id and ({chosen}) and not ({part.stays}) returning said.{part.key}::text as key)
 {WRITTEN} select {SAME}, '{part.place}', moved.key, 'moved' from moved;"""  # noqa: S608 (names of our own tables)


def _unfold(part: Part) -> str:
    """The rows written down, those said to be hers since, and what was written since about either."""
    was = f"row.fold_id = fold.id and row.place = '{part.place}' and row.key = said.{part.key}::text"
    moved = f"exists (select from public.people_foldedrow row where {was} and row.how = 'moved')"  # noqa: S608
    own = f"exists (select from public.people_foldedrow row where {was} and row.how = 'own')"  # noqa: S608
    since = " or ".join([*_named(part, "theirs"), *_goes_with(part)]) or "false"
    return f"""
 with back as (update public.{part.table} said set {part.column} = fold.other_id
  where said.{part.column} = fold.person_id and ({moved} or (({since}) and not {own}))
  returning said.{part.key}::text as key)
 {WRITTEN} select {SAME}, '{part.place}', back.key, 'late' from back
  where not exists (select from public.people_foldedrow row where row.fold_id = fold.id
   and row.place = '{part.place}' and row.key = back.key);"""  # noqa: S608


def _named(part: Part, array: str) -> Iterator[str]:
    if part.key == "id" and part.column == "person_id" and not part.table.endswith("namepair"):
        yield f"said.id = any({array})"


def _goes_with(part: Part) -> Iterator[str]:
    for column in part.follows:
        yield (
            f"said.{column}::text in (select row.key from public.people_foldedrow row"  # noqa: S608
            " where row.fold_id = fold.id and row.how in ('moved', 'late'))"
        )
