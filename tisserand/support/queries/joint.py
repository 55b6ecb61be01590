"""« Accompagnements globaux »: who is in a binôme, who waits, what is due, who left; numbers and their lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tisserand.access import queries as access
from tisserand.access.queries import visible
from tisserand.deadlines.queries import open_obligations
from tisserand.people import queries as people
from tisserand.support.models import JointSupport, Plan
from tisserand.support.queries.plans import plans_for
from tisserand.support.rules import State
from tisserand.support.rules.joint import KIND, REVIEW, Portfolio, portfolio

PAGE = 30
YEAR, MONTH = timedelta(days=365), timedelta(days=30)
HERE, WAITING, DUE, LEFT = "accompagnes", "attente", "bilans", "sorties"
LISTS = (HERE, WAITING, DUE, LEFT)


def plans(actor, *, team: UUID | None = None) -> QuerySet[Plan]:
    """Those this actor may read, with the day the binôme began and the day its review is due."""
    binome = visible(JointSupport, actor).filter(plan=OuterRef("pk"))
    rows = plans_for(actor).filter(kind=KIND)
    if team:
        rows = rows.filter(team_id=team)
    return rows.annotate(paired=Exists(binome.filter(began_on__isnull=False)))


def listed(actor, name: str, *, today: date, at: datetime, team: UUID | None = None) -> QuerySet[Plan]:
    """The list that a number opens."""
    rows, open_still = plans(actor, team=team), ~Q(state=State.CLOSED)
    if name == WAITING:
        return rows.filter(open_still, paired=False)
    if name == LEFT:
        return rows.filter(state=State.CLOSED, closed_on__gt=today - YEAR)
    here = rows.filter(open_still, paired=True)
    if name == DUE:
        soon = open_obligations(actor).filter(rule=REVIEW, due_at__lt=at + MONTH).order_by().values("subject")
        return here.filter(pk__in=soon)
    return here


@dataclass(frozen=True)
class Figures:
    """Numbers of a team, or of all those one reads; each opens its list."""

    here: int
    waiting: int
    due: int
    left: int
    results: dict[str, int]
    portfolio: Portfolio


def figures(actor, *, today: date, at: datetime, place: str, team: UUID | None = None) -> Figures:
    """Six queries, whatever there is."""
    said = {"today": today, "at": at, "team": team}
    here, waiting, due, left = (listed(actor, name, **said).count() for name in LISTS)
    results = listed(actor, LEFT, **said).order_by().values("result").annotate(number=Count("pk"))
    pairs = visible(JointSupport, actor).filter(began_on__isnull=False).exclude(plan__state=State.CLOSED)
    if team:
        pairs = pairs.filter(team_id=team)
    couples = pairs.order_by().values("referent_id", "adviser").distinct().count()
    return Figures(
        here=here,
        waiting=waiting,
        due=due,
        left=left,
        results={row["result"]: row["number"] for row in results},
        portfolio=portfolio(people=here, pairs=couples, on=today, place=place),
    )


@dataclass(frozen=True)
class JointLine:
    plan: Plan
    card: people.Card | None
    binome: JointSupport | None
    # The day its review is due.
    due_at: datetime | None


@dataclass(frozen=True)
class JointPage:
    lines: tuple[JointLine, ...]
    next_key: str


def page(actor, rows: QuerySet[Plan], *, after: str = "", size: int = PAGE) -> JointPage:
    """One page by key, those who have been there longest first. Four queries, however many."""
    found = list(_after(rows.order_by("created_at", "id"), after)[: size + 1])
    shown = found[:size]
    key = f"{shown[-1].created_at.isoformat()}|{shown[-1].pk}" if len(found) > size else ""
    return JointPage(_lines(actor, shown), key)


def _lines(actor, rows: Iterable[Plan]) -> tuple[JointLine, ...]:
    found = list(rows)
    cards = people.cards(actor, {row.person_id for row in found})
    keys = [row.pk for row in found]
    binomes = {row.plan_id: row for row in visible(JointSupport, actor).filter(plan__in=keys)}
    reviews = open_obligations(actor).filter(rule=REVIEW, subject__in=keys).order_by().values_list("subject", "due_at")
    due = dict(reviews)
    return tuple(JointLine(row, cards.get(row.person_id), binomes.get(row.pk), due.get(row.pk)) for row in found)


def _after(rows: QuerySet[Plan], key: str) -> QuerySet[Plan]:
    created, _, last = key.partition("|")
    try:
        at, identifier = datetime.fromisoformat(created), UUID(last)
    except ValueError:
        return rows
    return rows.filter(Q(created_at__gt=at) | Q(created_at=at, id__gt=identifier))


def joint_of(actor, plan: Plan) -> JointSupport | None:
    return visible(JointSupport, actor).filter(plan=plan).first() if plan.kind == KIND else None


def teams_read(actor, on: date) -> list[tuple[UUID, str]]:
    """The teams whose plans this actor reads as their manager."""
    reach = actor.reach("plans.see")
    rows = access.units(kind="team", on=on).filter(pk__in=reach).order_by("name", "id")
    return list(rows.values_list("pk", "name"))


@dataclass(frozen=True)
class TeamFigures:
    """Without a name, and without a number below five: PostgreSQL never gives it."""

    name: str
    accompanied: int | None
    pairs: int | None
    waiting: int | None
    late: int | None
    ended: int | None


def figures_by_team(*, today: date, at: datetime) -> list[TeamFigures]:
    """For direction and the pôles, in two queries; the scope of the request says which teams."""
    with connection.cursor() as cursor:
        cursor.execute("select * from walls.joint_figures(%s, %s)", [today, at])
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    names = access.units(kind="team", on=today).filter(pk__in=found).order_by("name", "id").values_list("pk", "name")
    return [TeamFigures(name, *found[identifier]) for identifier, name in names]
