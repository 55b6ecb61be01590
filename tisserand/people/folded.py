"""What this room and those below it say of a person, for `folding`: each column that names one, or why it stays."""

from tisserand.people.folding import SAME, WRITTEN, Part, folding
from tisserand.people.rules.ties import tie_kinds

INVERSES = ", ".join(f"('{kind.code}', '{kind.inverse}')" for kind in tie_kinds().values())
OPEN = "known.ends_before is null and said.ends_before is null"


def _known(table: str, same: str, column: str = "person_id") -> str:
    """The kept file says it already."""
    return (
        f"exists (select from public.{table} known where known.{column} = fold.person_id and {same}"  # noqa: S608
        " and known.id <> said.id)"
    )


def _tie(column: str, other: str) -> str:
    """With herself, or declared on both sides: from her, or read from the other file."""
    # One that is kept confidential is not said already by one that is not.
    open_too = f"{OPEN} and (known.confidential or not said.confidential)"
    again = f"known.{other} = said.{other} and known.kind = said.kind and {open_too}"
    inverse = (
        f"exists (select from public.people_tie known where known.{other} = fold.person_id"  # noqa: S608
        f" and known.{column} = said.{other} and (said.kind, known.kind) in (values {INVERSES}) and {open_too})"
    )
    return f"said.{other} = fold.person_id or {_known('people_tie', again, column)} or {inverse}"


SEAT = (
    "known.account_id is not distinct from said.account_id and known.unit_id = said.unit_id"
    f" and known.reason = said.reason and {OPEN}"
)
FOLDED = (
    Part("people_contactpoint"),
    Part("people_address"),
    Part("people_priorityanswer", follows=("address_id",)),
    Part("people_consent"),
    Part("people_careteam", stays=_known("people_careteam", SEAT)),
    Part(
        "people_householdmember",
        stays=_known("people_householdmember", f"known.household_id = said.household_id and {OPEN}"),
    ),
    Part("people_tie", stays=_tie("person_id", "other_id")),
    Part("people_tie", "other_id", stays=_tie("other_id", "person_id")),
    # She is found by both names.
    Part("people_namepair"),
    # Newcomers joined to her, files joined to her before.
    Part("people_person", "attached_to_id", stays="said.id = fold.person_id"),
    # Last: they name upper things by identifier.
    Part("deadlines_obligation", follows=("subject",)),
    Part("deadlines_move", follows=("obligation_id",)),
    Part("access_draft", stays=_known("access_draft", "known.account_id = said.account_id and known.form = said.form")),
)
# Whoever stepped aside from one file is denied them all: what stays under a closed file is hers too.
BOTH = f"""
 if fold.kind <> 'move' then
  with hers as (select id from public.people_person
    where id in (fold.person_id, fold.other_id) or attached_to_id in (fold.person_id, fold.other_id)),
  aside as (select account_id, min(reason) as reason, min(declared_at) as declared_at from public.access_stepaside
    where lifted_at is null and person_id in (select id from hers) group by account_id),
  closed as (insert into public.access_stepaside (id, account_id, person_id, reason, declared_at)
    select gen_random_uuid(), aside.account_id, hers.id, aside.reason, aside.declared_at from hers, aside
    where not exists (select from public.access_stepaside known where known.lifted_at is null
      and known.account_id = aside.account_id and known.person_id = hers.id) returning id)
  {WRITTEN} select {SAME}, 'access_stepaside.person_id', closed.id::text, 'added' from closed;
 end if;"""  # noqa: S608 (names of our own tables)
AS_BEFORE = """
 delete from public.access_stepaside said using public.people_foldedrow row where row.fold_id = fold.id
  and row.how = 'added' and row.place = 'access_stepaside.person_id' and row.key = said.id::text;"""
# What names a person and never moves.
STAYING = {
    "access_stepaside.person_id": "both files are closed, see `BOTH`",
    "access_filegrant.person_id": "an emergency opens the file for which it was asked, for minutes, and no other",
    "access_grantreview.person_id": "append only: what was thought of that access",
    "access_journalentry.person_id": "append only: what was done about that file, under the name it had",
    "access_consultation.person_id": "append only: who read that file",
    "people_distinctdecision.person_id": "a pair kept in order: `not_the_same` reads it through joined files",
    "people_distinctdecision.other_id": "a pair kept in order: `not_the_same` reads it through joined files",
    "people_personevent.pgh_obj_id": "what that file said of itself before",
    "people_fold.person_id": "the fold itself",
    "people_fold.other_id": "the fold itself",
    "people_foldedrow.person_id": "the fold itself",
    "people_foldedrow.other_id": "the fold itself",
}
FUNCTIONS = (
    "create policy folding_read on public.people_fold for select to current_user using (true)",
    "create policy folding_all on public.people_foldedrow to current_user using (true) with check (true)",
    "create policy folding_closed on public.access_stepaside to current_user using (true) with check (true)",
    *folding("people", FOLDED, (BOTH, AS_BEFORE)),
)
