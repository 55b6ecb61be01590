"""What the policies must not hide from the room that names owners: who stepped aside from somebody."""

ASIDE = "create policy steps_aside on public.access_stepaside for select to current_user using (lifted_at is null)"
CLOSED_TO = """create or replace function walls.closed_to(person uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select coalesce(array_agg(account_id), '{}') from public.access_stepaside
   where person_id = closed_to.person and lifted_at is null $$"""

FUNCTIONS = (ASIDE, CLOSED_TO)
