"""The team's table: what waits, what was decided, who sits there."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from tisserand.access import queries as access
from tisserand.access.queries import visible
from tisserand.support.models import Examination, Session
from tisserand.support.queries.plans import Line, lines_of, plans_to_regulate, plans_to_replace


def sessions(actor) -> QuerySet[Session]:
    return visible(Session, actor).select_related("team", "chair").order_by("-held_on", "-id")


def open_sessions(actor) -> list[Session]:
    return list(sessions(actor).filter(closed_at=None, team_id__in=actor.reach("plans.regulate")))


def teams_regulated_by(actor, *, on: date) -> list:
    """The teams over which this actor presides, that day."""
    reach = actor.reach("plans.regulate")
    return [unit for unit in access.units(kind="team", on=on).order_by("name", "id") if unit.pk in reach]


def agenda(actor, *, teams: Iterable[UUID] | None = None) -> tuple[Line, ...]:
    """Plans to regulate, what is late first. Two queries."""
    return lines_of(actor, plans_to_regulate(actor, teams=teams)[:100])


def to_replace(actor) -> tuple[Line, ...]:
    """Plans that wait for another référent. Two queries."""
    return lines_of(actor, plans_to_replace(actor)[:100])


def decided_in(actor, session: Session) -> list[Examination]:
    rows = visible(Examination, actor).filter(session=session).select_related("plan", "referent")
    return list(rows.order_by("written_at", "id"))


def team_members(team: UUID, *, on: date) -> list[tuple[str, str]]:
    """Who may sit at the table: the team, and whoever manages it."""
    seats = access.colleagues(unit_ids=[team], on=on)
    return [(str(seat.account_id), seat.account.name) for seat in seats]
