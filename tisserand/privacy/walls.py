"""Notices and requests follow the file: its visibility, and whose it is once another is joined to it."""

from tisserand.people.folding import Part, folding
from tisserand.people.walls import agreeing

ASKED = ("rightsrequest", "rectification", "recipient", "filecopy", "copyitem")
FOLDED = (
    Part("privacy_legalhold"),
    Part("privacy_rightsrequest"),
    Part("privacy_filenotice", follows=("request_id",)),
    Part("privacy_rectification", follows=("request_id",)),
    Part("privacy_recipient", follows=("request_id",)),
    Part("privacy_filecopy", follows=("request_id",)),
    Part("privacy_copyitem", follows=("copy_id",)),
)
# Of two persons mixed in one file that is held, both are.
HELD = """
 if fold.kind = 'split' then
  insert into public.privacy_legalhold (id, person_id, reason, starts_on, until, placed_at, placed_by_id)
  select gen_random_uuid(), fold.person_id, said.reason, said.starts_on, said.until, said.placed_at, said.placed_by_id
  from public.privacy_legalhold said where said.person_id = fold.other_id and said.lifted_at is null;
 end if;"""
STAYING = {
    "privacy_filedue.person_id": "written again each night from the files as they are",
    "privacy_bordereauline.person_id": "a list given to the archives: the file it named, a joined one included",
}
FUNCTIONS = (
    *agreeing("notices_agree", ("privacy_filenotice",)),
    *agreeing("rights_agree", tuple(f"privacy_{table}" for table in ASKED), visibility=False),
    "create policy folding_held on public.privacy_legalhold for insert to current_user with check (true)",
    *folding("privacy", FOLDED, (HELD, "")),
)
