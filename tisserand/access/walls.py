"""Walls: who may see a row, said once beside its model, enforced twice (decision D5).

`Wall.q(actor)` filters a query set; `Wall.sql()` is the same sentence as a row-level security policy. Policies read
the scope that the request put in transaction-local settings, through the functions of the `walls` schema.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Protocol
from uuid import UUID

from django.db.models import BooleanField, F, Func, Q, QuerySet

NOTHING = Q(pk__in=[])
# Not the empty `Q()`, which « or » drops: the holder of a capability would see less than the policy shows her.
EVERYTHING = ~NOTHING


class Among(Func):
    """`column` is in an array that SQL gives. Keeps the index, where « in (select …) » loses it on a large table."""

    output_field = BooleanField()
    words = "{column} = any({array})"

    def __init__(self, column: str, array: str, parameters: Iterable) -> None:
        super().__init__(F(column))
        self.array, self.parameters = array, tuple(parameters)

    def as_sql(self, compiler, connection, **context):
        column, _ = compiler.compile(self.source_expressions[0])
        return self.words.format(column=column, array=self.array), self.parameters


class NoneOf(Among):
    """`column` is not in an array that SQL gives."""

    words = "{column} <> all({array})"


class Apart(Among):
    """Nothing of what `column` lists is in an array that SQL gives."""

    words = "not ({column} && {array})"


def among(column: str, identifiers: frozenset[UUID]) -> Q:
    return Q(Among(column, "%s::uuid[]", [array(identifiers)])) if identifiers else NOTHING


def among_selected(column: str, actor, name: str, select: Callable[[], QuerySet]) -> Q:
    """`column` is one of what a query selects for this actor. `name` says which: it is written once, for all walls."""
    statement, parameters = actor.once(name, lambda: select().query.sql_with_params())
    return Q(Among(column, f"array({statement})", parameters))


@lru_cache(maxsize=256)
def array(identifiers: frozenset[UUID]) -> str:
    """As PostgreSQL reads it."""
    return "{" + ",".join(sorted(map(str, identifiers))) + "}"


class Term(Protocol):
    """One reason to see a row."""

    def q(self, actor) -> Q: ...

    def sql(self) -> str: ...


@dataclass(frozen=True)
class ByUnit:
    """The actor holds `capability` over the unit named in `column`."""

    column: str
    capability: str

    def q(self, actor) -> Q:
        return among(self.column, actor.reach(self.capability))

    def sql(self) -> str:
        return f"{self.column} = any((select walls.units('{self.capability}'))::uuid[])"


@dataclass(frozen=True)
class ByAccount:
    """The row names the actor: its author, its owner."""

    column: str

    def q(self, actor) -> Q:
        return Q(**{self.column: actor.account_id})

    def sql(self) -> str:
        return f"{self.column} = (select walls.account())"


@dataclass(frozen=True)
class ByValue:
    """Everyone who holds `capability` somewhere sees the rows where `column` equals `value`."""

    column: str
    value: str
    capability: str

    def q(self, actor) -> Q:
        return Q(**{self.column: self.value}) if actor.can(self.capability) else NOTHING

    def sql(self) -> str:
        return f"{self.column} = '{self.value}' and (select walls.holds('{self.capability}'))"


@dataclass(frozen=True)
class ByCapability:
    """Everyone who holds `capability` somewhere sees every row."""

    capability: str

    def q(self, actor) -> Q:
        return EVERYTHING if actor.can(self.capability) else NOTHING

    def sql(self) -> str:
        return f"(select walls.holds('{self.capability}'))"


@dataclass(frozen=True)
class When:
    """`term` holds for the rows where `column` equals `value` only."""

    column: str
    value: str
    term: Term

    def q(self, actor) -> Q:
        return Q(**{self.column: self.value}) & self.term.q(actor)

    def sql(self) -> str:
        return f"{self.column} = '{self.value}' and ({self.term.sql()})"


@dataclass(frozen=True)
class Unless:
    """`term` holds for every row but those where `column` equals `value`."""

    column: str
    value: str
    term: Term

    def q(self, actor) -> Q:
        return ~Q(**{self.column: self.value}) & self.term.q(actor)

    def sql(self) -> str:
        return f"{self.column} <> '{self.value}' and ({self.term.sql()})"


class Wall:
    """Visible when one term says so, unless the actor stepped aside from `person`.

    `inserts` lets a row be written by those who may not read it back: the journal, for one. `reads` are reasons to
    read the row that are none to write it: an emergency, for one.
    """

    def __init__(
        self,
        *terms: Term,
        person: str | None = None,
        inserts: str | None = None,
        key: str | None = None,
        reads: tuple[Term, ...] = (),
    ) -> None:
        self.terms = terms
        self.reads = reads
        self.person = person
        self.inserts = inserts
        # The column that `scope.moving` names when it is not the primary key.
        self.key = key

    def q(self, actor) -> Q:
        if actor.is_system:
            return Q()
        seen = reduce(or_, (term.q(actor) for term in (*self.terms, *self.reads)))
        if self.person and actor.denied:
            # A row about nobody has no one to step aside from.
            aside = Q(NoneOf(self.person, "%s::uuid[]", [array(actor.denied)]))
            seen &= Q(**{f"{self.person}__isnull": True}) | aside
        return seen

    def sql(self, key: str | None = None) -> str:
        """The policy. `key` is the primary key by which a row is let through while it moves."""
        reasons = [f"({term.sql()})" for term in self.terms]
        if key := self.key or key:
            # A row on its way from one owner to another stays visible to the one who moves it (decision D12).
            reasons.append(f"({key} = any((select walls.moving())::uuid[]))")
        return self._not_denied(" or ".join(reasons))

    def reading_sql(self) -> str:
        """The policy of those who only read."""
        return self._not_denied(" or ".join(f"({term.sql()})" for term in self.reads))

    def _not_denied(self, seen: str) -> str:
        if self.person is None:
            return seen
        return f"({seen}) and ({self.person} is null or {self.person} <> all((select walls.denied())::uuid[]))"


@dataclass(frozen=True)
class Open:
    """A table without personal content, readable by every professional; `why` is for the reader of the model."""

    why: str
    append_only: bool = False


BASE_FUNCTIONS = (
    """create or replace function walls.account() returns uuid language sql stable as
    $$ select nullif(current_setting('app.account', true), '')::uuid $$""",
    """create or replace function walls.units(capability text) returns uuid[] language sql stable as
    $$ select coalesce(
        nullif(current_setting('app.reach_' || replace(capability, '.', '_'), true), ''), '{}')::uuid[] $$""",
    # Over one unit that exists: a malformed or unknown scope holds nothing (decision D12).
    """create or replace function walls.holds(capability text) returns boolean language sql stable as
    $$ select exists (select from public.access_unit where id = any(walls.units(capability))) $$""",
    """create or replace function walls.denied() returns uuid[] language sql stable as
    $$ select coalesce(nullif(current_setting('app.denied', true), ''), '{}')::uuid[] $$""",
    # Persons of another place whom she said today why she reads.
    """create or replace function walls.declared() returns uuid[] language sql stable as
    $$ select coalesce(nullif(current_setting('app.declared', true), ''), '{}')::uuid[] $$""",
    """create or replace function walls.covered() returns uuid[] language sql stable as
    $$ select coalesce(nullif(current_setting('app.covered', true), ''), '{}')::uuid[] $$""",
    # For those who hold it nowhere, nothing is asked.
    """create or replace function walls.around(capability text) returns uuid[] language plpgsql stable as
    $$ begin
        if not walls.holds(capability) then return '{}'; end if;
        return walls.units(capability) || array(
            select near.id from public.access_unit near
            where near.kind in ('site', 'team') and near.parent_id in (
                select home.parent_id from public.access_unit home
                where home.kind in ('site', 'team') and home.id = any(walls.units(capability))));
    end $$""",
    """create or replace function walls.moving() returns uuid[] language sql stable as
    $$ select coalesce(nullif(current_setting('app.moving', true), ''), '{}')::uuid[] $$""",
)

# « Qui a lu mon dossier », for the person: the names never leave the database (practice.md, record 0007). The seat is
# the first of those held that day; a reading by somebody who has none any more stays, without a service.
READINGS_POLICY = "create policy readings on public.access_consultation for select to current_user using (true)"
READINGS_OF = """create or replace function walls.readings_of(person uuid, zone text)
returns table (on_day date, role text, unit uuid, page text, reason text) language sql stable security definer
set search_path = pg_catalog, pg_temp as
$$ select distinct (c.slot at time zone zone)::date, seat.role, seat.unit_id, c.page, c.reason
   from public.access_consultation c left join lateral (
     select m.role, m.unit_id from public.access_membership m
     where m.account_id = c.account_id and m.starts_on <= (c.slot at time zone zone)::date
       and (m.ends_before is null or m.ends_before > (c.slot at time zone zone)::date)
     order by m.starts_on, m.id limit 1) as seat on true
   where c.person_id = person and walls.holds('files.read') and person <> all (walls.denied())
   order by 1 desc, 2, 3, 4, 5 $$"""

# Who stands in for an absent colleague, and until when: said to whoever would have her receive somebody that day. Why
# she is away stays with those who wrote it (record 0008).
STANDS_POLICY = "create policy stands on public.access_cover for select to current_user using (true)"
STANDS_IN_FOR = """create or replace function walls.stands_in_for(absents uuid[], day date)
returns table (absent uuid, covering uuid, ends_before date) language sql stable security definer
set search_path = pg_catalog, pg_temp as
$$ select c.absent_id, c.covering_id, c.ends_before from public.access_cover c
   where c.absent_id = any(absents) and c.starts_on <= day and c.ends_before > day $$"""
BASE_FUNCTIONS = (*BASE_FUNCTIONS, READINGS_POLICY, READINGS_OF, STANDS_POLICY, STANDS_IN_FOR)
