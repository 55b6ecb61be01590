"""What no CHECK can say, since it stands in several rows: the four conditions of an active plan (R34–R37), and the open
obligation of every open one (invariants 1 and 3). Checked at the commit, so that rows may be written in any order."""

from django.db import migrations

PROMISE = """
create function support_keep_promises(checked uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare p support_plan;
begin
    select * into p from support_plan where id = checked;
    if p.id is null or p.state = 'closed' then return; end if;
    if not exists (select from deadlines_obligation where id = p.obligation_id and closed_at is null) then
        raise exception 'plan_open_has_open_obligation: an open plan has an open obligation'
            using errcode = 'check_violation', constraint = 'plan_open_has_open_obligation';
    end if;
    if p.state <> 'active' then return; end if;
    if p.regulated_on is null
       and not exists (select from deadlines_obligation where id = p.regulation_id and closed_at is null) then
        raise exception 'plan_active_awaits_regulation: an active plan is regulated or about to be'
            using errcode = 'check_violation', constraint = 'plan_active_awaits_regulation';
    end if;
    if not exists (select from support_objective where plan_id = p.id and state <> 'dropped')
       or exists (select from support_objective where plan_id = p.id and state <> 'dropped' and criterion = '') then
        raise exception 'plan_active_has_objectives: an active plan has objectives, each with a criterion'
            using errcode = 'check_violation', constraint = 'plan_active_has_objectives';
    end if;
    -- Half a day of grace: a legal date is local, an instant is not.
    if not exists (select from support_objective where plan_id = p.id and criterion <> ''
                   and criterion_on <= (p.activated_at at time zone 'UTC' + interval '14 hours')::date) then
        raise exception 'plan_active_has_criterion_beforehand: a criterion is set beforehand'
            using errcode = 'check_violation', constraint = 'plan_active_has_criterion_beforehand';
    end if;
end $$;

create function support_plan_changed() returns trigger language plpgsql as
$$ begin perform support_keep_promises(new.id); return null; end $$;

create function support_objective_changed() returns trigger language plpgsql as
$$ begin perform support_keep_promises(old.plan_id); return null; end $$;

create function support_obligation_closed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as
$$ begin
    perform support_keep_promises(id) from support_plan where obligation_id = new.id or regulation_id = new.id;
    return null;
end $$;

create constraint trigger keeps_promises after insert or update on support_plan
    deferrable initially deferred for each row execute function support_plan_changed();
create constraint trigger keeps_promises after update or delete on support_objective
    deferrable initially deferred for each row execute function support_objective_changed();
create constraint trigger keeps_plans_owned after update of closed_at on deadlines_obligation
    deferrable initially deferred for each row when (new.closed_at is not null)
    execute function support_obligation_closed();
"""
FORGET = """
drop trigger keeps_plans_owned on deadlines_obligation;
drop trigger keeps_promises on support_objective;
drop trigger keeps_promises on support_plan;
drop function support_obligation_closed, support_objective_changed, support_plan_changed;
drop function support_keep_promises;
"""


class Migration(migrations.Migration):
    dependencies = [("support", "0001_initial")]

    operations = [migrations.RunSQL(PROMISE, FORGET)]
