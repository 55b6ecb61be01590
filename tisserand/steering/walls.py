"""What direction reads of everybody's work: numbers, and none that would say whose it is (design §1).

The smallest number counted is that of one unit, in one month, for one code. When it is between one and four, zero or
five is written in its place; all the rest is a sum of what was written. Whatever is asked, and by whomever, reads as if
the small numbers had really been zero and five: nothing tells the two apart (record 0024).
"""

from tisserand.people import answered

TABLES = (
    "activity_act",
    "support_plan",
    "reception_demand",
    "reception_visit",
    "access_journalentry",
    *answered.TABLES,
)
POLICIES = tuple(
    f"create policy landmarks on public.{table} for select to current_user using (true)" for table in TABLES
)
FORMER = "drop function if exists walls.landmarks(date, date, text, date)"

# `before` is what was left over by the small numbers written before this one: the next ones give it back.
WRITTEN = """create or replace function walls.landmark_written(number bigint, before bigint) returns bigint
language sql immutable set search_path = pg_catalog, pg_temp as $$
select case when number >= 5 then number else 5 * ((before + number) / 5 - before / 5) end $$"""

# What is recorded, or given a name, more than ten days after the end of its month (`rules.periods.SETTLING`) would
# tell itself by difference: it stays out. What is left over when a year starts comes from an identifier that no number
# gives.
LANDMARKS = f"""create or replace function walls.landmarks(starts date, span text, until date)
returns table (measure text, unit uuid, code text, number bigint, minutes bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
with recursive part(whole, unit) as (
    select here.id, here.id from unnest(walls.units('figures.read')) here(id)
    union all select part.whole, below.id from part join public.access_unit below on below.parent_id = part.unit),
  asked as (
    select id, time_zone, date_trunc('year', landmarks.starts)::date as first,
      date_trunc('month', landmarks.until)::date as until
    from public.access_unit where id in (select part.unit from part)),
  happened(measure, unit, month, family, code, minutes, key) as (
    select 'acts', unit_id, date_trunc('month', happened_at at time zone time_zone)::date,
      case when function in ('accueil', 'accompagnement') then function else 'other' end, null,
      duration_minutes, act.id
    from public.activity_act act join asked on asked.id = unit_id
    where happened_at >= first - 1 and happened_at < until + 1 and recorded_at at time zone time_zone
      < date_trunc('month', happened_at at time zone time_zone) + interval '1 month 10 days'
    union all
    select 'plans', team_id, month, case when formalised_on < month + interval '1 month 10 days' then 'handed'
      else 'none' end, case when formalised_on < month + interval '1 month 10 days' then formalisation else 'none' end,
      0, plan.id
    from public.support_plan plan join asked on asked.id = team_id
      cross join lateral date_trunc('month', activated_at at time zone time_zone) month
    where activated_at >= first - 1 and activated_at < until + 1
      and not (closing = 'mistake' and closed_on < month + interval '1 month 10 days')
    union all
    select 'demands', site_id, date_trunc('month', written_at at time zone time_zone)::date,
      case when answers @> array['a-sa-place']::varchar[] then 'instead' else 'otherwise' end,
      case when answers @> array['a-sa-place']::varchar[] then instead_reason else 'otherwise' end, 0, demand.id
    from public.reception_demand demand join asked on asked.id = site_id
    where written_at >= first - 1 and written_at < until + 1
    union all
    select 'areas', site_id, date_trunc('month', day)::date, said, null, 0, visit.id
    from public.reception_visit visit join asked on asked.id = site_id
      join (select distinct person_id from public.people_priorityanswer) known using (person_id)
      cross join lateral {answered.answer_of_day(person="visit.person_id", day="visit.day")} answer(said)
    where day >= first and day < until and said is not null and state <> 'mistaken'
      and recorded_at at time zone time_zone < date_trunc('month', day) + interval '1 month 10 days'
      and not exists (select from public.access_journalentry named where named.person_id = visit.person_id
        and verb = 'visit.attach' and subject = visit.id
        and named.at at time zone time_zone >= date_trunc('month', day) + interval '1 month 10 days')),
  counted as (
    select happened.measure, happened.unit, month, family, happened.code, count(*) as number,
      sum(happened.minutes) as minutes, min(key::text) as key
    from happened join asked on asked.id = happened.unit where month >= first and month < asked.until
    group by 1, 2, 3, 4, 5),
  carried as (
    select counted.*, ('x' || right(first_value(key) over so_far, 7))::bit(28)::bigint % 5
        + coalesce(sum(counted.number) filter (where counted.number < 5) over so_far, 0)::bigint
        - case when counted.number < 5 then counted.number else 0 end as before
    from counted window so_far as (
      partition by counted.measure, counted.unit, family order by month, counted.code)),
  written as (
    select carried.measure, carried.unit, month, family, carried.code,
      walls.landmark_written(carried.number, before) as number,
      case when carried.number >= 5 then carried.minutes
        else walls.landmark_written(carried.number, before) * 5 * round(carried.minutes / carried.number / 5.0) end
        as minutes
    from carried)
select said.measure, part.whole, said.code, sum(written.number)::bigint, sum(written.minutes)::bigint
from written join part on part.unit = written.unit cross join lateral (values
  (written.measure, family), (written.measure || '.each', written.code)) said(measure, code)
where date_trunc(landmarks.span, month) = landmarks.starts and said.code is not null
group by 1, 2, 3 $$"""  # noqa: S608 (our own statement)

FUNCTIONS = (*POLICIES, FORMER, WRITTEN, LANDMARKS)
