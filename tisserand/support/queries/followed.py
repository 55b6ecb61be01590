"""What is followed about a person beside her plans, as this actor may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from tisserand.access import queries as access
from tisserand.access.queries import visible
from tisserand.access.rules import able
from tisserand.deadlines.queries import of_things, open_obligations, rule_of
from tisserand.deadlines.rules import Rule
from tisserand.support.models import CourtMeasure, DebtFile, KnownMeasure, RsaBreach, RsaFact, RsaPath
from tisserand.support.models.followed import Followed
from tisserand.support.rules.breach import BreachFacts, Step
from tisserand.support.rules.court import PROTECTION, CourtFacts, Standing
from tisserand.support.rules.debts import DebtFacts, DebtState
from tisserand.support.rules.masp import Span
from tisserand.support.rules.rsa import PathFacts, Stage
from tisserand.support.rules.sanction import Sanction
from tisserand.support.slots import PROTECTIONS, Protection

Row = TypeVar("Row", bound=Followed)
MOST = 50


def followed(model: type[Row], actor) -> QuerySet[Row]:
    return visible(model, actor).select_related("team", "referent", "author").order_by("-written_at", "-id")


def whole(model: type[Row], actor) -> QuerySet[Row]:
    """With what its page names."""
    joined = {CourtMeasure: ("known",), RsaBreach: ("decided_by", "path")}.get(model, ())
    return followed(model, actor).select_related("team", "referent", "author", *joined)


# Kept, because the statement of each is written once.
ROWS = {model: partial(whole, model) for model in (RsaPath, RsaBreach, CourtMeasure, DebtFile)}


@dataclass(frozen=True)
class Clock:
    """Something owed about this row; `rule` is the row of the book that gave its date, when one did."""

    row: Any
    rule: Rule | None
    # Whoever reads the row without owing anything on it reads the date here, not the page of the obligation.
    opens: bool


def clocks_of(actor, row: Followed) -> list[Clock]:
    """What becomes late first, for whoever reads the row."""
    owed = of_things([row.pk])
    hers = set(open_obligations(actor).filter(pk__in=[one.pk for one in owed]).values_list("pk", flat=True))
    return [Clock(one, rule_of(one), one.pk in hers) for one in owed]


def measures_known(actor, person: UUID) -> list[KnownMeasure]:
    """Those that ended too: their time counts."""
    return list(visible(KnownMeasure, actor).filter(person_id=person).order_by("-recorded_at", "id")[:MOST])


def protections_of(actor, person: UUID) -> list[Protection]:
    """Kept elsewhere, with their end and who signs (record 0020)."""
    return [one for lines in PROTECTIONS for one in lines(actor, person)]


def is_protected(actor, person: UUID, on: date) -> bool:
    """By what is kept as a protection, or was noted here before."""
    rows = visible(KnownMeasure, actor).filter(person_id=person, measure__in=PROTECTION)
    noted = rows.filter(Q(ends_before=None) | Q(ends_before__gt=on))
    kept = (one.ends_before is None or one.ends_before > on for one in protections_of(actor, person))
    return noted.exists() or any(kept)


def paths_of(actor, person: UUID) -> list[RsaPath]:
    return list(followed(RsaPath, actor).filter(person_id=person)[:MOST])


def rsa_runs(person: UUID) -> bool:
    """Whether a path is open anywhere; nothing of it is read (`walls.rsa_runs`)."""
    with connection.cursor() as cursor:
        cursor.execute("select walls.rsa_runs(%s)", [person])
        return bool(cursor.fetchone()[0])


def facts_of_path(actor, path: RsaPath) -> list[RsaFact]:
    rows = visible(RsaFact, actor).filter(path=path).select_related("author")
    return list(rows.order_by("-on", "-id")[:MOST])


def breaches_of(actor, path: RsaPath) -> list[RsaBreach]:
    return list(followed(RsaBreach, actor).filter(path=path).order_by("-noted_on", "-id")[:MOST])


def court_measures_of(actor, person: UUID) -> list[CourtMeasure]:
    return list(followed(CourtMeasure, actor).filter(person_id=person)[:MOST])


def debt_files_of(actor, person: UUID) -> list[DebtFile]:
    return list(followed(DebtFile, actor).filter(person_id=person)[:MOST])


def writes(actor, row: Followed) -> bool:
    """Whoever has it in hand or stands in for her, the team where she works, and whoever answers for the team."""
    if row.referent_id in {actor.account_id, *actor.covered}:
        return True
    return actor.can("plans.write", row.team_id) or actor.can("plans.regulate", row.team_id)


def teams_of(actor) -> list[tuple[UUID, str]]:
    """Where this actor may open something: her seats, the teams she answers for."""
    reach = actor.reach("plans.write") | actor.reach("plans.regulate")
    named = {post.unit_id: post.unit_name for post in actor.posts if post.unit_id in reach and post.unit_kind == "team"}
    others = access.units_by_key(reach - named.keys())
    named |= {key: unit.name for key, unit in others.items() if unit.kind == "team"}
    return sorted(named.items(), key=lambda one: one[1])


def colleagues_of(row: Followed, on: date):
    """Those of the team who may open what they would be given."""
    return access.colleagues(unit_ids=[row.team_id], on=on, roles=able("plans.write"))


def zone_of(row: Followed) -> str:
    return row.team.time_zone


def today_of(row: Followed, at: datetime) -> date:
    """The day it is for the team (decision D15)."""
    return access.today(at, zone_of(row))


def path_facts(row: RsaPath, at: datetime) -> PathFacts:
    return PathFacts(
        stage=Stage(row.stage),
        informed_on=row.informed_on,
        today=today_of(row, at),
        place=zone_of(row),
        pathway=row.pathway,
        oriented_on=row.oriented_on,
        engaged_on=row.engaged_on,
    )


def breach_facts(row: RsaBreach, at: datetime, *, earlier: bool) -> BreachFacts:
    names = (
        *("noted_on", "informed_on", "until", "opinion_on", "decided_on", "effective_on", "notified_on", "appeal_on"),
        "answered_on",
    )
    said = {name: getattr(row, name) for name in names}
    return BreachFacts(step=Step(row.step), today=today_of(row, at), place=zone_of(row), earlier=earlier, **said)


def sanction_of(row: RsaBreach) -> Sanction:
    """As it stands now; what was decided first is in `former_*` once an appeal changed it."""
    names = ("share", "months", "household", "repeated", "decided_on", "effective_on", "reasons")
    return Sanction(kind=row.sanction, **{name: getattr(row, name) for name in names})


def was_sanctioned(row: RsaBreach) -> bool:
    """A sanction of the same person that stood, whatever its age: the window was not found (RSA-7)."""
    others = RsaBreach.objects.filter(person_id=row.person_id, decided_on__isnull=False).exclude(pk=row.pk)
    return others.exclude(answer="annulled").exclude(lifted_why__in=["appeal", "error"]).exists()


def court_facts(row: CourtMeasure, at: datetime, earlier: Iterable[Span]) -> CourtFacts:
    return CourtFacts(
        measure=row.measure,
        standing=Standing(row.standing),
        asked_on=row.asked_on,
        today=today_of(row, at),
        place=zone_of(row),
        heard_on=row.heard_on,
        decided_on=row.decided_on,
        earlier=tuple(earlier),
    )


def debt_facts(row: DebtFile, at: datetime) -> DebtFacts:
    said = {"lodged_on": row.lodged_on, "answered_on": row.answered_on}
    return DebtFacts(state=DebtState(row.state), today=today_of(row, at), place=zone_of(row), **said)
