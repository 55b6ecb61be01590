"""What direction reads of everybody's work: numbers, and none that would say whose it is (design §1).

A number between one and four is hidden, and with it all those that would give it back. Numbers that add up to another
are a family: the units of one kind under another, over the months of a quarter or the quarters of a year. A family is
shown whole, or not at all; and only where every wider family that it is part of is shown. What each reader sees does
not depend on who reads: two of them who compare find nothing more.
"""

TABLES = ("activity_act", "support_plan", "reception_demand")
POLICIES = tuple(
    f"create policy landmarks on public.{table} for select to current_user using (true)" for table in TABLES
)

# Reasons and outcomes are told for the whole year only: « demands.why » is part of « demands ».
LANDMARKS = """create or replace function walls.landmarks(first date, until date, span text, starts date)
returns table (measure text, unit uuid, open boolean, code text, number bigint, minutes bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
with recursive node(key, parent) as (
    select id::text, coalesce(parent_id || ':' || kind, '') from public.access_unit
    union select parent_id || ':' || kind, parent_id::text from public.access_unit where parent_id is not null
    union select id || ':own', id::text from public.access_unit),
  within(key, above) as (
    select key, key from node
    union all select w.key, node.parent from within w join node on node.key = w.above where node.parent <> ''),
  happened(measure, unit, day, code, minutes) as (
    select 'acts', act.unit_id, (act.happened_at at time zone u.time_zone)::date,
      case when act.function in ('accueil', 'accompagnement') then act.function else 'other' end, act.duration_minutes
    from public.activity_act act join public.access_unit u on u.id = act.unit_id
    where act.happened_at >= landmarks.first - 1 and act.happened_at < landmarks.until + 1
    union all
    select detail.measure, plan.team_id, (plan.activated_at at time zone u.time_zone)::date, detail.code, 0
    from public.support_plan plan join public.access_unit u on u.id = plan.team_id cross join lateral (values
      ('plans', case when plan.formalisation = '' then 'none' else 'handed' end),
      ('plans.how', case when plan.formalisation = '' then 'none' else plan.formalisation end)) detail(measure, code)
    where plan.activated_at >= landmarks.first - 1 and plan.activated_at < landmarks.until + 1
      and plan.closing <> 'mistake'
    union all
    select detail.measure, demand.site_id, (demand.written_at at time zone u.time_zone)::date, detail.code, 0
    from public.reception_demand demand join public.access_unit u on u.id = demand.site_id cross join lateral (values
      ('demands', case when demand.answers @> array['a-sa-place']::varchar[] then 'instead' else 'otherwise' end),
      ('demands.why', case when demand.answers @> array['a-sa-place']::varchar[] then demand.instead_reason end))
      detail(measure, code)
    where demand.written_at >= landmarks.first - 1 and demand.written_at < landmarks.until + 1
      and detail.code is not null),
  told as materialized (
    select measure, unit, date_trunc('month', day)::date as month, code, count(*) as number, sum(minutes) as minutes
    from happened where day >= landmarks.first and day < landmarks.until group by 1, 2, 3, 4),
  spans(span, rank) as (values ('year', 1), ('quarter', 2), ('month', 3)),
  rolled as materialized (
    select told.measure, w.above as key, spans.rank, date_trunc(spans.span, told.month)::date as starts, told.code,
      sum(told.number)::bigint as number, sum(told.minutes)::bigint as minutes
    from told join within w on w.key = told.unit || ':own' cross join spans
    where spans.rank = 1 or position('.' in told.measure) = 0 group by 1, 2, 3, 4, 5),
  closed as materialized (
    select distinct rolled.measure, node.parent, rolled.rank,
      date_trunc(case rolled.rank when 3 then 'quarter' else 'year' end, rolled.starts)::date as block
    from rolled join node on node.key = rolled.key where rolled.number < 5),
  asked as (
    select measures.measure, here.id as unit, case when measures.part then 1 else spans.rank end as rank,
      case when measures.part then landmarks.first else landmarks.starts end as starts
    from unnest(walls.units('figures.read')) here(id) cross join spans cross join (values
      ('acts', false), ('plans', false), ('plans.how', true), ('demands', false), ('demands.why', true))
      measures(measure, part)
    where spans.span = landmarks.span),
  answered as (
    select asked.*, not exists (
      select from within w join node on node.key = w.above join closed on closed.parent = node.parent
      where w.key = asked.unit::text and closed.measure in (asked.measure, split_part(asked.measure, '.', 1))
        and closed.rank <= asked.rank
        and closed.block = date_trunc(case closed.rank when 3 then 'quarter' else 'year' end, asked.starts)::date
      ) as open
    from asked)
select answered.measure, answered.unit, answered.open, rolled.code, rolled.number, rolled.minutes
from answered left join rolled on answered.open and rolled.measure = answered.measure
  and rolled.key = answered.unit::text and rolled.rank = answered.rank and rolled.starts = answered.starts $$"""

FUNCTIONS = (*POLICIES, LANDMARKS)
