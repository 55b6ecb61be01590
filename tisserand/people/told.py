"""Where she lives, with whom, what she agreed to: those who answer for an orientation need none of it (record 0023)."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q

from tisserand.access.walls import NOTHING, among, among_selected
from tisserand.people.days import IN_FORCE, in_force
from tisserand.people.granted import STAFF

IDENTITY, SURROUNDINGS = "identity.read", "surroundings.read"
# For a reader who knows identities only: those whom somebody of her unit accompanies, those she said why she reads
# today. For the others, who are told anyway, nothing is asked.
TOLD = f"""create or replace function walls.told_people() returns uuid[] language plpgsql stable as
$$ begin
    if walls.holds('{SURROUNDINGS}') or not walls.holds('{IDENTITY}') then return '{{}}'; end if;
    return walls.declared() || array(
        select person_id from public.people_careteam
        where (account_id = walls.account() or account_id = any(walls.covered())
               or unit_id = any(walls.units('files.read'))) and {IN_FORCE});
end $$"""  # noqa: S608 (our own names)
FUNCTIONS = (TOLD,)


def is_told_of_nobody(actor) -> bool:
    return actor.can(IDENTITY) and not actor.can(SURROUNDINGS)


def accompanied_by_hers(actor) -> Q:
    named = Q(account_id=actor.account_id) | among("account_id", actor.covered)
    return named | among("unit_id", actor.reach("files.read"))


def told_people(actor):
    seats = apps.get_model("people", "CareTeam").objects.order_by()
    return seats.filter(accompanied_by_hers(actor) & in_force()).values("person_id")


@dataclass(frozen=True)
class ByNeed:
    """A pôle, once one of its unit accompanies the person named in `column`, or once it said why today."""

    column: str = "person_id"
    unless: str = ""

    def q(self, actor) -> Q:
        if not is_told_of_nobody(actor):
            return NOTHING
        kept = Q(**{self.unless: False}) if self.unless else Q()
        followed = among_selected(self.column, actor, "people.told", lambda: told_people(actor))
        return Q(visibility=STAFF) & kept & (followed | among(self.column, frozenset(actor.declared)))

    def sql(self) -> str:
        kept = f" and not {self.unless}" if self.unless else ""
        return f"visibility = '{STAFF}'{kept} and {self.column} = any((select walls.told_people())::uuid[])"
