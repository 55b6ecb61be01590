"""Reasons to read that end by themselves: an emergency, and what a former référent is still writing (record 0008)."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q
from django.db.models.functions import Now

from tisserand.access.walls import NOTHING, NoneOf, among, among_selected

STAFF = "staff"
# Files open in an emergency. A protected one never is, whatever the grant says: the wall itself refuses it.
OPENED = """create or replace function walls.opened_people() returns uuid[] language plpgsql stable as
$$ declare opened uuid[] := coalesce(nullif(current_setting('app.opened', true), ''), '{}')::uuid[];
begin
    if opened = '{}' then return opened; end if;
    return array(select id from public.people_person where id = any(opened) and visibility = 'staff');
end $$"""

# Those whose file she left at a relay, her days to finish being over: her own notes are the file's alone.
LEFT = """create or replace function walls.left_people() returns uuid[] language sql stable as
$$ select coalesce(array_agg(person_id), '{}') from public.people_careteam
   where account_id = (select walls.account()) and writes_until <= now() $$"""

FUNCTIONS = (OPENED, LEFT)


def opened_people(actor):
    persons = apps.get_model("people", "Person").objects.order_by()
    return persons.filter(among("id", frozenset(actor.opened)), visibility=STAFF).values("id")


@dataclass(frozen=True)
class ByOpened:
    """An emergency opens the file of the person named in `column` to the actor, for reading (record 0008)."""

    column: str = "person_id"

    def q(self, actor) -> Q:
        if not actor.opened:
            return NOTHING
        return among_selected(self.column, actor, "people.opened", lambda: opened_people(actor))

    def sql(self) -> str:
        return f"{self.column} = any((select walls.opened_people())::uuid[])"


IN_EMERGENCY = (ByOpened(),)


def left_people(actor):
    seats = apps.get_model("people", "CareTeam").objects.order_by()
    return seats.filter(account_id=actor.account_id, writes_until__lte=Now()).values("person_id")


@dataclass(frozen=True)
class ByStayingAuthor:
    """The actor wrote the row, and did not leave the file for good since."""

    def q(self, actor) -> Q:
        statement, parameters = actor.once("people.left", lambda: left_people(actor).query.sql_with_params())
        stays = Q(person_id__isnull=True) | Q(NoneOf("person_id", f"array({statement})", parameters))
        return Q(author_id=actor.account_id) & stays

    def sql(self) -> str:
        left = "(select walls.left_people())::uuid[]"
        return f"author_id = (select walls.account()) and (person_id is null or person_id <> all({left}))"
