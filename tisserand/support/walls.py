"""What the triggers of this room may read: the whole plan, whoever acts (decision D5).

A promise is checked at the commit, when the scope of the request is already gone. The owner keeps it.
"""

from dataclasses import dataclass

from django.db.models import Q

from tisserand.access.walls import among
from tisserand.people.folding import Part, folding
from tisserand.people.walls import agreeing


@dataclass(frozen=True)
class InNobodysHands:
    """Nobody is named: everyone who works in the team sees it, and may take it."""

    def q(self, actor) -> Q:
        return Q(referent_id=None) & among("team_id", actor.reach("plans.write"))

    def sql(self) -> str:
        return "referent_id is null and team_id = any((select walls.units('plans.write'))::uuid[])"


KEPT = ("support_plan", "support_objective", "deadlines_obligation")

PROMISES = tuple(
    f"create policy plan_promises on public.{table} for select to current_user using (true)" for table in KEPT
)

# A plan and its parts follow the file that is closed, or joined to another.
PARTS = (
    *("plan", "beneficiary", "objective", "step", "commitment", "disagreement", "review", "assessment", "autonomy"),
    *("contact", "continuity", "examination", "planevent", "objectiveevent", "budgetevaluation", "jointsupport"),
)
OF_RSA = ("support_rsafact", "support_rsabreach")
FOLLOWED = ("support_rsapath", *OF_RSA, "support_courtmeasure", "support_debtfile")
OF_PLAN = tuple(f"support_{part}" for part in PARTS[1:])
# Somebody is not her own companion in a plan, nor twice.
ALREADY_IN = (
    "said.person_id = fold.person_id or exists (select from public.support_beneficiary known"
    " where known.plan_id = said.plan_id and known.who_id = fold.person_id)"
)
FOLDED = (
    Part("support_plan"),
    *(Part(table, follows=("plan_id",)) for table in OF_PLAN if not table.endswith("event")),
    *(Part(f"support_{of}event", follows=("pgh_obj_id",), key="pgh_id") for of in ("plan", "objective")),
    Part("support_beneficiary", "who_id", stays=ALREADY_IN),
    Part("support_knownmeasure"),
    Part("support_rsapath"),
    *(Part(table, follows=("path_id",)) for table in OF_RSA),
    Part("support_courtmeasure"),
    Part("support_debtfile"),
)
# What direction reads of « accompagnements globaux » : numbers of a team, and none that might be somebody (design §1).
JOINT_FIGURES = """create or replace function walls.joint_figures(today date, at timestamptz)
returns table (team uuid, accompanied bigint, pairs bigint, waiting bigint, late bigint, ended bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ with found as (
     select plan.team_id, joint.referent_id, joint.adviser,
       plan.state <> 'closed' and joint.began_on is not null as here,
       plan.state <> 'closed' and joint.began_on is null as waits,
       plan.state = 'closed' and plan.closed_on > joint_figures.today - 365 as left_lately,
       exists (select from public.deadlines_obligation duty where duty.subject = plan.id and duty.rule = 'AG-1'
         and duty.closed_at is null and duty.due_at < joint_figures.at) as is_late
     from public.support_plan plan left join public.support_jointsupport joint on joint.plan_id = plan.id
     where plan.kind = 'global_emploi' and plan.team_id = any((select walls.units('figures.read'))::uuid[])
   ), counted as (
     select team_id, count(*) filter (where here) as accompanied,
       count(distinct (referent_id, adviser)) filter (where here) as pairs, count(*) filter (where waits) as waiting,
       count(*) filter (where is_late) as late, count(*) filter (where left_lately) as ended
     from found group by team_id)
   select team_id, case when accompanied between 1 and 4 then null else accompanied end,
     case when accompanied between 1 and 4 then null else pairs end,
     case when waiting between 1 and 4 then null else waiting end,
     case when late between 1 and 4 then null else late end,
     case when ended between 1 and 4 then null else ended end
   from counted $$"""


def _runs(name: str, table: str, open_: str, given: str = "") -> tuple[str, str]:
    """Whether one is open for her: yes or no, and nothing else, to whoever may open one (record 0020)."""
    tells = "returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp"
    asked = (
        "select (walls.holds('plans.write') or walls.holds('plans.regulate')) and exists ("  # noqa: S608
        f" select from public.{table} said where said.person_id = {name}.person and {open_})"
    )
    return (
        f"create policy {name} on public.{table} for select to current_user using (true)",
        f"create or replace function walls.{name}(person uuid{given}) {tells} as $$ {asked} $$",
    )


# Two teams that do not see each other open one path (L. 262-27), one file of debts, one measure of a judge.
RUNS = (
    *_runs("rsa_runs", "support_rsapath", "said.stage <> 'left'"),
    *_runs("debts_run", "support_debtfile", "said.state <> 'closed'"),
    *_runs(
        "court_runs",
        "support_courtmeasure",
        "said.measure = court_runs.measure and said.standing in ('asked', 'ordered')",
        ", measure text",
    ),
)
FUNCTIONS = (
    *PROMISES,
    *RUNS,
    *agreeing("plans_agree", ("support_plan", *OF_PLAN)),
    *agreeing("measures_agree", ("support_knownmeasure",), visibility=False),
    *agreeing("followed_agree", FOLLOWED),
    *folding("support", FOLDED),
    JOINT_FIGURES,
)
