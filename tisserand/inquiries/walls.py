"""An inquiry follows the file that is closed, or joined to another."""

from tisserand.people.folding import Part, folding
from tisserand.people.walls import agreeing

PARTS = ("hearingdate", "attempt", "diagnosis", "budgetline", "sentdiagnosis", "dispatch")
OF_INQUIRY = tuple(f"inquiries_{part}" for part in PARTS)
FOLDED = (
    Part("inquiries_eviction"),
    Part("inquiries_housingfact"),
    *(Part(table, follows=("eviction_id",)) for table in OF_INQUIRY),
)
# Who accompanies somebody of a home, for those alone who name its evaluators: a conflict of missions is theirs to see.
ENGAGED = (
    "create policy engaged on public.people_careteam for select to current_user using (true)",
    """create or replace function walls.engaged_with(files uuid[]) returns uuid[] language sql stable security definer
set search_path = pg_catalog, pg_temp as
$$ select coalesce(array_agg(distinct team.account_id), '{}') from public.people_careteam team
   where walls.holds('concerns.receive') and team.account_id is not null
     and (team.person_id = any(files) or team.person_id in (
       select her.attached_to_id from public.people_person her where her.id = any(files)))
     and team.starts_on <= walls.local_day()
     and (team.ends_before is null or team.ends_before > walls.local_day()) $$""",
)
FUNCTIONS = (
    *ENGAGED,
    *agreeing("inquiries_agree", ("inquiries_eviction", *OF_INQUIRY)),
    *agreeing("housing_agree", ("inquiries_housingfact",), visibility=False),
    *folding("inquiries", FOLDED),
)
