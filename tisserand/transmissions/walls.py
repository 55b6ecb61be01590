"""A letter, an address or a measure follows the file that is closed, or joined to another."""

from tisserand.people.folding import Part, folding
from tisserand.people.walls import agreeing

OF_LETTER = tuple(f"transmissions_{part}" for part in ("sealedletter", "dispatch", "answer"))
OF_ADDRESS = ("transmissions_domiciliationcontact",)
FOLDED = (
    Part("transmissions_letter"),
    *(Part(table, follows=("letter_id",)) for table in OF_LETTER),
    Part("transmissions_domiciliation"),
    *(Part(table, follows=("domiciliation_id",)) for table in OF_ADDRESS),
    Part("transmissions_protectivemeasure"),
)
SEEN = ("transmissions_letter", *OF_LETTER, "transmissions_domiciliation", *OF_ADDRESS)
# Two desks that do not read each other do not open the same thing twice: yes or no, and nothing else (record 0020).
# The owner reads these rows already: see `agreeing`.
RUNS = (
    """create or replace function walls.domiciliation_runs(her uuid, today date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select walls.holds('domiciliations.keep') and exists (
     select from public.transmissions_domiciliation said where said.person_id = her
     and (said.standing = 'requested' or said.standing = 'granted' and said.ends_on >= today)) $$""",
    """create or replace function walls.protection_noted(her uuid, since date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select walls.holds('transmissions.write') and exists (
     select from public.transmissions_protectivemeasure said where said.person_id = her
     and said.ended_on is null and said.decided_on >= since) $$""",
)
FUNCTIONS = (
    *RUNS,
    *agreeing("transmissions_agree", SEEN),
    *agreeing("protections_agree", ("transmissions_protectivemeasure",), visibility=False),
    *folding("transmissions", FOLDED),
)
