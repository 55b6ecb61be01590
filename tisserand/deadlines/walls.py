"""Seen with its obligation; and what no policy must hide from the room that names owners: who stepped aside."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q


@dataclass(frozen=True)
class ByDuty:
    """The row goes with an obligation that the actor sees."""

    column: str

    def q(self, actor) -> Q:
        duties = apps.get_model("deadlines", "Obligation")
        seen = duties.objects.order_by().filter(duties.wall.q(actor))
        return Q(**{f"{self.column}__in": seen.values("id")})

    def sql(self) -> str:
        return f"walls.sees_duty({self.column})"


# As its caller: the policy of the obligation answers. One row by its key: never asked of a whole table.
SEES_DUTY = """create or replace function walls.sees_duty(duty uuid) returns boolean language sql stable as
$$ select exists (select from public.deadlines_obligation where id = duty) $$"""

ASIDE = "create policy steps_aside on public.access_stepaside for select to current_user using (lifted_at is null)"
CLOSED_TO = """create or replace function walls.closed_to(person uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select coalesce(array_agg(account_id), '{}') from public.access_stepaside
   where person_id = closed_to.person and lifted_at is null $$"""

FUNCTIONS = (SEES_DUTY, ASIDE, CLOSED_TO)
