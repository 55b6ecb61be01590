"""The only right to delete from the journal, in the database: whole links, by `jobs`, through one function, and nothing
younger than the law's six months. What the owner herself may delete stops there: her own policies say so.
"""

# CNIL 2021-122: the least that traces are kept.
LEAST = "interval '6 months'"
OLD = f"now() - {LEAST}"

# Policies are forced on the owner too: without these, she would delete nothing and not be told.
POLICIES = (
    "create policy ending_read on public.access_journalentry for select to current_user using (true)",
    "create policy ending_read on public.access_seal for select to current_user using (true)",
    "create policy ending on public.access_journalentry for delete to current_user"
    f" using (greatest(at, recorded_at) < {OLD})",
    f"create policy ending on public.access_consultation for delete to current_user using (slot < {OLD})",
    "create policy ending on public.access_seal for update to current_user"
    f" using (sealed_at < {OLD}) with check (ids = '{{}}' and digests = '{{}}')",
)

FORGET_LINKS = """create or replace function walls.forget_links(links bigint[]) returns bigint language plpgsql
security definer set search_path = pg_catalog, pg_temp as
$$ declare expected bigint; emptied bigint; deeds bigint; readings bigint; begin
 perform set_config('app.forgetting', pg_current_xact_id()::text, true);
 select sum(cardinality(ids)) into expected from public.access_seal where number = any(links);
 delete from public.access_journalentry where id in
  (select unnest(ids) from public.access_seal where number = any(links) and journal = 'deeds');
 get diagnostics deeds = row_count;
 delete from public.access_consultation where id in
  (select unnest(ids) from public.access_seal where number = any(links) and journal = 'readings');
 get diagnostics readings = row_count;
 update public.access_seal set ids = '{}', digests = '{}' where number = any(links);
 get diagnostics emptied = row_count;
 perform set_config('app.forgetting', '', true);
 if emptied <> cardinality(links) or deeds + readings is distinct from expected then
  raise exception 'le journal se garde six mois au moins et s’oublie par sceaux entiers'
   using errcode = 'insufficient_privilege';
 end if;
 return expected;
end $$"""

# The journal is not changed even by the owner of its tables, unless she takes the trigger off. While a transaction
# forgets (`app.forgetting` names it), rows may go and links lose their fingerprints, nothing else.
REFUSE_CHANGE = """create or replace function walls.refuse_change() returns trigger language plpgsql as
$$ begin
 if current_setting('app.forgetting', true) = pg_current_xact_id()::text
  and (tg_op, tg_table_name = 'access_seal') in (('UPDATE', true), ('DELETE', false)) then return null; end if;
 raise exception 'le journal ne se modifie pas' using errcode = 'insufficient_privilege'; end $$"""

# Given with every function of the schema, and taken back: the web never forgets.
JOBS_ALONE = "revoke execute on function walls.forget_links(bigint[]) from public, {app}"
