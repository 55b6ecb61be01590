"""Seen by those who read the thing, or with its obligation; and what no policy must hide from the room that names
owners and ends what is done: who stepped aside, what a thing owes."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Q

from tisserand.access.walls import Among, ByUnit
from tisserand.deadlines.rules.readers import FOLLOWS, kinds_read, kinds_taken


class Begins(Among):
    """`column` begins so: leakproof, as « like » is not."""

    words = "{column} ^@ {array}"


@dataclass(frozen=True)
class ByReaders:
    """Follows what the unit owes, and reads there what the obligation is about, by its kind (record 0021)."""

    unit: str
    kind: str
    account: str

    def q(self, actor) -> Q:
        read = (self._q(actor, *one) for one in kinds_read().items())
        nobody = Q(**{self.account: None})
        taken = (nobody & self._q(actor, *one) for one in kinds_taken().items())
        return ByUnit(self.unit, FOLLOWS).q(actor) & reduce(or_, (*read, *taken))

    def _q(self, actor, capability: str, kinds: Collection[str]) -> Q:
        of_these = Q(Begins(self.kind, _one_of(kinds), ()))
        return of_these if capability == FOLLOWS else ByUnit(self.unit, capability).q(actor) & of_these

    def sql(self) -> str:
        read = (self._sql(*one) for one in kinds_read().items())
        taken = (f"{self.account} is null and {self._sql(*one)}" for one in kinds_taken().items())
        return f"{ByUnit(self.unit, FOLLOWS).sql()} and ({' or '.join((*read, *taken))})"

    def _sql(self, capability: str, kinds: Collection[str]) -> str:
        of_these = f"{self.kind} ^@ {_one_of(kinds)}"
        # The unit first: for whoever does not hold it, nothing else is looked at.
        return of_these if capability == FOLLOWS else f"{ByUnit(self.unit, capability).sql()} and {of_these}"


def _one_of(kinds: Collection[str]) -> str:
    return "any('{" + ",".join(kinds) + "}'::text[])" if len(kinds) > 1 else f"'{next(iter(kinds))}'"


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

# Identifiers and nothing else, for the room that changes a thing or shows it by its own wall: the fact that she writes
# ends what was owed, whoever has it in hand.
OWED = "create policy owed on public.deadlines_obligation for select to current_user using (closed_at is null)"
OWED_ABOUT = """create or replace function walls.owed_about(things uuid[]) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select coalesce(array_agg(id), '{}') from public.deadlines_obligation
   where subject = any(things) and closed_at is null and kind not in ('people.shadow', 'inquiries.concern') $$"""

FUNCTIONS = (SEES_DUTY, ASIDE, CLOSED_TO, OWED, OWED_ABOUT)
