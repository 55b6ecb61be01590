"""Who may see a person: everyone at work, unless her file is restricted; then her care team and her gatekeepers."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from pathlib import Path

from django.apps import apps
from django.db.models import Q
from django.db.models.functions import Now, TruncDate

from tisserand.access.terms import ByCovered
from tisserand.access.walls import NOTHING, ByAccount, ByUnit, Term, Wall, When, among, among_selected
from tisserand.people import folded, granted, told
from tisserand.people.days import HERE, IN_FORCE, LOCAL_DAY, in_force
from tisserand.people.granted import IN_EMERGENCY
from tisserand.people.told import SURROUNDINGS, ByNeed

STAFF, RESTRICTED, SHADOW = "staff", "restricted", "shadow"

# The care team as it stands now: those named on it and whoever stands in for them, the unit when nobody is named, and
# whoever answers for the unit.
# The policy of `people_careteam` lets each see these rows: no need to be definer.
MY_PEOPLE = f"""create or replace function walls.my_people() returns uuid[] language sql stable as
$$ select coalesce(array_agg(person_id), '{{}}') from public.people_careteam
   where (account_id = (select walls.account()) or account_id = any((select walls.covered())::uuid[])
          or account_id is null and unit_id = any((select walls.units('files.read'))::uuid[])
          or unit_id = any((select walls.units('plans.see'))::uuid[]))
     and {IN_FORCE} $$"""  # noqa: S608 (our own names)

# Restricted persons and shadows that the policy of `people_person` lets me see: few, so one short array.
GUARDED = """create or replace function walls.guarded_people() returns uuid[] language sql stable as
$$ select coalesce(array_agg(id), '{}') from public.people_person where visibility <> 'staff' $$"""

# The only eye that sees restricted identities without being of the care team answers with a unit, never with a person:
# whoever keeps the file she might be. It runs for every creation, match or not, so that time says nothing either.
OWNER_POLICIES = tuple(
    f"create policy look_alikes on public.{table} for select to current_user using (visibility = 'restricted')"
    for table in ("people_person", "people_namepair")
)
KEEPER = """create or replace function walls.keeper_of_look_alike(families text[], givens text[], year int, day date)
returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select p.guard_unit_id
   from public.people_namepair n join public.people_person p on p.id = n.person_id
   where n.visibility = 'restricted' and p.visibility = 'restricted'
     and (n.family_id in (select f.word_id from public.people_wordform f where f.form = any(families))
          and n.given_id in (select g.word_id from public.people_wordform g where g.form = any(givens))
          and (year is null or p.birth_year is null or abs(p.birth_year - year) <= 1)
       or p.birth_date = day
          and (n.family_id in (select f.word_id from public.people_wordform f where f.form = any(families))
               or n.given_id in (select g.word_id from public.people_wordform g where g.form = any(givens))))
   order by p.id limit 1 $$"""

# Whoever answers a person's own request knows her exact names and birth already: the answer says which files are hers,
# and nothing that was not typed but the place of birth, to tell two persons of the same name apart (record 0007).
CONFIRM_POLICY = "create policy confirmed on public.people_namepair for select to current_user using (true)"
CONFIRM = """create or replace function walls.persons_confirmed(families text[], givens text[], born date)
returns table (person uuid, birth_place text) language sql stable security definer
set search_path = pg_catalog, pg_temp as
$$ select p.id, p.birth_place from public.people_person p
   where walls.holds('identity.confirm') and p.attached_to_id is null
     and p.birth_date = born and p.id <> all (walls.denied()) and exists (
       select from public.people_namepair n
       join public.people_word f on f.id = n.family_id join public.people_word g on g.id = n.given_id
       where n.person_id = p.id and f.word = any(families) and g.word = any(givens))
   order by p.id limit 5 $$"""

FIND = (Path(__file__).parent / "reference" / "search.sql").read_text(encoding="utf-8")


def agreeing(name: str, tables: Iterable[str], *, visibility: bool = True) -> tuple[str, ...]:
    """`walls.<name>(her)` makes what these tables say of her agree with her file: whose it is, who may know.

    Whoever closes a file, or joins a newcomer to it, does not read what was written about her. The answer is her
    file's alone: called out of turn, it changes nothing.
    """
    seen = ", visibility = kept.visibility" if visibility else ""
    moves = "".join(
        f" update public.{table} said set person_id = kept.id{seen} from public.people_person here"  # noqa: S608
        " join public.people_person kept on kept.id = coalesce(here.attached_to_id, here.id)"
        " where here.id = her and said.person_id = her;"
        for table in tables
    )
    yields = "returns void language plpgsql security definer set search_path = pg_catalog, pg_temp"
    policies = (
        f"create policy {name}_{verb} on public.{table} for {verb} to current_user using (true)"
        for table in tables
        for verb in ("select", "update")
    )
    return (*policies, f"create or replace function walls.{name}(her uuid) {yields} as $$ begin{moves} end $$")


# A file says whose it is and who may know: see `agreeing`.
FILES = "create policy files on public.people_person for select to current_user using (true)"
DUTIES = agreeing("duties_agree", ("deadlines_obligation", "deadlines_move"), visibility=False)

# Former identities are as closed as the file; what says that two files were joined, as the more closed of the two.
IDENTITIES = (
    *(
        f"create policy identities_agree_{verb} on public.people_personevent for {verb} to current_user using (true)"
        for verb in ("select", "update")
    ),
    "create policy identities_agree on public.people_fold for update to current_user using (true)",
    """create or replace function walls.identities_agree(her uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
    update public.people_personevent said set visibility = here.visibility from public.people_person here
    where here.id = her and said.pgh_obj_id = her and said.visibility <> here.visibility;
    update public.people_fold said set visibility = coalesce((select min(two.visibility) from public.people_person two
      where two.id in (said.person_id, said.other_id) and two.visibility <> 'staff'), 'staff')
    where her in (said.person_id, said.other_id);
    update public.people_foldedrow said set visibility = fold.visibility from public.people_fold fold
    where fold.id = said.fold_id and her in (fold.person_id, fold.other_id); end $$""",
)
# Files joined to this one: what was read of her was noted under their identifiers too. For the privacy officer, who
# reads no identity, and for whoever tells her who read her file (record 0007).
JOINED = """create or replace function walls.joined_files(her uuid) returns uuid[] language sql stable
security definer set search_path = pg_catalog, pg_temp as
$$ select coalesce(array_agg(id order by id), '{}') from public.people_person
   where attached_to_id = her and (walls.holds('journal.read') or walls.holds('files.read'))
     and her <> all (walls.denied()) $$"""
FUNCTIONS = (
    LOCAL_DAY,
    MY_PEOPLE,
    GUARDED,
    *granted.FUNCTIONS,
    *told.FUNCTIONS,
    *OWNER_POLICIES,
    FILES,
    *DUTIES,
    KEEPER,
    CONFIRM_POLICY,
    CONFIRM,
    FIND,
    *folded.FUNCTIONS,
    *IDENTITIES,
    JOINED,
)


@dataclass(frozen=True)
class WholeUnit:
    """Nobody is named: everyone in the unit accompanies her. A colleague's own files are not the others'."""

    def q(self, actor) -> Q:
        return Q(account_id=None) & among("unit_id", actor.reach("files.read"))

    def sql(self) -> str:
        return "account_id is null and unit_id = any((select walls.units('files.read'))::uuid[])"


def my_people(actor):
    hers = Q(account_id=actor.account_id) | among("account_id", actor.covered)
    mine = hers | WholeUnit().q(actor) | ByUnit("unit_id", "plans.see").q(actor)
    return apps.get_model("people", "CareTeam").objects.filter(mine & in_force()).order_by().values("person_id")


@dataclass(frozen=True)
class ByCareTeam:
    """The actor is on the care team of the person named in `column`, or answers for those who are (decision D4)."""

    column: str = "person_id"

    def q(self, actor) -> Q:
        return among_selected(self.column, actor, "people.mine", lambda: my_people(actor))

    def sql(self) -> str:
        return f"{self.column} = any((select walls.my_people())::uuid[])"


@dataclass(frozen=True)
class OpenToStaff:
    """An ordinary person: every professional who reads identities knows that she exists (design §1)."""

    capability: str = "identity.read"
    unless: str = ""

    def q(self, actor) -> Q:
        if not actor.can(self.capability):
            return NOTHING
        return Q(visibility=STAFF) & (Q(**{self.unless: False}) if self.unless else Q())

    def sql(self) -> str:
        kept = f" and not {self.unless}" if self.unless else ""
        return f"visibility = '{STAFF}'{kept} and (select walls.holds('{self.capability}'))"


@dataclass(frozen=True)
class ShadowOfTheDay:
    """A newcomer who may be somebody protected: her site sees her as anyone else, until midnight there."""

    def q(self, actor) -> Q:
        return Q(visibility=SHADOW, open_until__gt=Now()) & among("site_id", actor.reach("identity.read"))

    def sql(self) -> str:
        return (
            f"visibility = '{SHADOW}' and open_until > now()"
            " and site_id = any((select walls.units('identity.read'))::uuid[])"
        )


def guarded_people(actor):
    """Restricted persons and shadows that the actor may see."""
    person = apps.get_model("people", "Person")
    return person.objects.filter(~Q(visibility=STAFF), person.wall.q(actor)).order_by().values("id")


def among_guarded(column: str, actor) -> Q:
    return among_selected(column, actor, "people.guarded", lambda: guarded_people(actor))


@dataclass(frozen=True)
class ByGuarded:
    """Rows about a restricted person or a shadow that the actor may see."""

    column: str = "person_id"
    unless: str = ""

    def q(self, actor) -> Q:
        kept = Q(**{self.unless: False}) if self.unless else Q()
        return ~Q(visibility=STAFF) & kept & among_guarded(self.column, actor)

    def sql(self) -> str:
        kept = f" and not {self.unless}" if self.unless else ""
        return f"visibility <> '{STAFF}'{kept} and {self.column} = any((select walls.guarded_people())::uuid[])"


@dataclass(frozen=True)
class Knowing:
    """`terms` hold while her file is open to staff; once it is closed, for those who know that she exists."""

    terms: tuple[Term, ...]

    def q(self, actor) -> Q:
        known = Q(visibility=STAFF) | among_guarded("person_id", actor)
        return known & reduce(or_, (term.q(actor) for term in self.terms))

    def sql(self) -> str:
        said = " or ".join(f"({term.sql()})" for term in self.terms)
        return f"(visibility = '{STAFF}' or person_id = any((select walls.guarded_people())::uuid[])) and ({said})"


@dataclass(frozen=True)
class Until:
    """Before the day written in `column`, where the département is; without one, for ever."""

    column: str

    def q(self, actor) -> Q:
        return Q(**{self.column: None}) | Q(**{f"{self.column}__gt": TruncDate(Now(), tzinfo=HERE)})

    def sql(self) -> str:
        return f"({self.column} is null or {self.column} > walls.local_day())"


PERSON = Wall(
    OpenToStaff(), ShadowOfTheDay(), ByUnit("guard_unit_id", "restricted.gatekeep"), ByCareTeam("id"), person="id"
)
ABOUT_PERSON = Wall(OpenToStaff(), ByGuarded(), person="person_id")
AROUND_PERSON = Wall(OpenToStaff(SURROUNDINGS), ByNeed(), ByGuarded(), person="person_id")
# A row about two persons: its visibility is the narrower of the two.
PAIR = Wall(OpenToStaff(), ByGuarded(), ByGuarded("other_id"), person="person_id")
TIED = (OpenToStaff(SURROUNDINGS), ByNeed(), ByNeed("other_id"), ByGuarded(), ByGuarded("other_id"))
BETWEEN_TWO = Wall(*TIED, person="person_id")
# What is kept secret is read by the care team; whoever typed it hands it over and does not read it again.
SECRET_ABOUT_PERSON = Wall(
    OpenToStaff(SURROUNDINGS, unless="kept_secret"),
    ByNeed(unless="kept_secret"),
    ByGuarded(unless="kept_secret"),
    ByCareTeam(),
    person="person_id",
)
# Who accompanies her is what the desk needs to pass a message on; the reason stays with the team.
CARE_TEAM = Wall(
    ByAccount("account_id"),
    ByCovered("account_id"),
    WholeUnit(),
    ByUnit("unit_id", "plans.see"),
    When("visibility", STAFF, ByUnit("unit_id", "files.read")),
    OpenToStaff("visits.see"),
    ByUnit("unit_id", "restricted.gatekeep"),
    person="person_id",
    reads=IN_EMERGENCY,
)
# Former identities are read like the present one, and closed with it.
IDENTITY_HISTORY = Wall(OpenToStaff(), ByGuarded("pgh_obj_id"), person="pgh_obj_id", inserts="true")
# That two files were joined, or that something was moved: those who may do it, and those who accompany either. Once one
# of them is protected, those who know that she exists.
FOLD = Wall(
    OpenToStaff("identity.merge"),
    *(When("visibility", STAFF, term) for term in (ByAccount("made_by_id"), ByCareTeam(), ByCareTeam("other_id"))),
    ByGuarded(),
    ByGuarded("other_id"),
    person="person_id",
)
FOLDED_ROW = Wall(OpenToStaff("identity.merge"), ByGuarded(), ByGuarded("other_id"), person="person_id")
