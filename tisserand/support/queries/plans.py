"""Lists of plans: mine, a person's, a team's."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet

from tisserand.access.paging import page_by_due
from tisserand.access.queries import visible
from tisserand.access.walls import among
from tisserand.deadlines.queries import with_what_they_owe
from tisserand.people import queries as people
from tisserand.support.models import Plan
from tisserand.support.rules import State

PAGE = 30


def plans_for(actor) -> QuerySet[Plan]:
    """Whatever this actor may read."""
    return visible(Plan, actor).select_related("team", "referent", "obligation", "regulation", "relay")


def plans_led(actor) -> QuerySet[Plan]:
    """What this actor may write: hers, those of the teams where she works or decides (cover)."""
    teams = actor.reach("plans.write") | actor.reach("plans.regulate")
    return plans_for(actor).filter(_is_hers(actor) | among("team_id", teams))


def _is_hers(actor) -> Q:
    return Q(referent_id=actor.account_id) | among("referent_id", actor.covered)


def my_plans(actor) -> QuerySet[Plan]:
    """My open plans and those of whom I stand in for, the first to become late first."""
    mine = plans_for(actor).filter(_is_hers(actor)).exclude(state=State.CLOSED)
    return mine.order_by("obligation__due_at", "id")


def my_closed_plans(actor) -> QuerySet[Plan]:
    closed = plans_for(actor).filter(referent_id=actor.account_id, state=State.CLOSED)
    return closed.order_by("-closed_on", "-id")


def plans_of_person(actor, person: UUID) -> QuerySet[Plan]:
    """Every plan of a person that this actor may read, the latest first."""
    return plans_for(actor).filter(person_id=person).order_by("-created_at", "-id")


def plans_to_regulate(actor, *, teams: Iterable[UUID] | None = None) -> QuerySet[Plan]:
    """Active and not yet validated, what is late first: the agenda of the régulation."""
    units = actor.reach("plans.regulate") if teams is None else list(teams)
    waiting = plans_for(actor).filter(team_id__in=units, state=State.ACTIVE, regulated_on=None)
    return waiting.order_by(F("regulation__due_at").asc(nulls_last=True), "activated_at", "id")


def plans_to_replace(actor) -> QuerySet[Plan]:
    """Those of my teams whose référent stepped aside, whatever their state."""
    waiting = plans_for(actor).filter(team_id__in=actor.reach("plans.regulate"), replacement__isnull=False)
    return waiting.exclude(state=State.CLOSED).order_by("replacement__due_at", "id")


@dataclass(frozen=True)
class Line:
    """A plan and the person it is for."""

    plan: Plan
    card: people.Card | None


@dataclass(frozen=True)
class Page:
    lines: tuple[Line, ...]
    next_key: str


def page_of(actor, plans: QuerySet[Plan], *, after: str = "", size: int = PAGE) -> Page:
    """One page by key. Two queries, however many plans."""
    shown, key = page_by_due(plans, after=after, size=size)
    return Page(lines_of(actor, with_what_they_owe(shown, "obligation")), key)


def lines_of(actor, plans: Iterable[Plan]) -> tuple[Line, ...]:
    rows = list(plans)
    cards = people.cards(actor, {plan.person_id for plan in rows})
    return tuple(Line(plan, cards.get(plan.person_id)) for plan in rows)
