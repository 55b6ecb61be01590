"""Reading accounts, seats and units; the actor of a request; what a wall lets through."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Model, Q, QuerySet

from tisserand.access import rules
from tisserand.access.actors import Actor, Post
from tisserand.access.models import Account, Draft, Membership, StepAside, Unit

AnyModel = TypeVar("AnyModel", bound=Model)


def visible(model: type[AnyModel], actor) -> QuerySet[AnyModel]:
    """The rows of `model` that `actor` may see. What you may not see does not exist."""
    rows = model._default_manager.all()
    wall = getattr(model, "wall", None)
    return rows.filter(wall.q(actor)) if hasattr(wall, "q") else rows


def in_force(on: date) -> Q:
    """Rows whose validity [starts_on, ends_before) holds `on`."""
    return Q(starts_on__lte=on) & (Q(ends_before=None) | Q(ends_before__gt=on))


def today(at: datetime, zone: str) -> date:
    """The day it is in a unit, at an instant (decision D15)."""
    return at.astimezone(ZoneInfo(zone)).date()


def actor_for(account: Account, *, at: datetime) -> Actor:
    """Who this account is at this instant: its seats, what they allow and where. Three queries."""
    seats = list(
        Membership.objects.filter(in_force(today(at, settings.TIME_ZONE_OF_THE_ORGANISATION)), account=account)
        .select_related("unit")
        .order_by("starts_on", "id")
    )
    below = _units_below(seat.unit_id for seat in seats)
    posts = tuple(Post(seat.unit_id, seat.unit.name, seat.unit.kind, seat.role, seat.unit.time_zone) for seat in seats)
    return Actor(
        account_id=account.pk,
        name=account.name,
        reaches=rules.reaches((seat.role, below[seat.unit_id]) for seat in seats),
        posts=posts,
        denied=frozenset(StepAside.objects.filter(account=account, lifted_at=None).values_list("person_id", flat=True)),
    )


def _units_below(roots: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """For each root, itself and every unit under it. The tree has some hundred units: read once, walked here."""
    children: dict[UUID | None, list[UUID]] = defaultdict(list)
    for unit, parent in Unit.objects.values_list("id", "parent_id").order_by("id"):
        children[parent].append(unit)
    return {root: _walk(root, children) for root in set(roots)}


def _walk(root: UUID, children: dict[UUID | None, list[UUID]]) -> set[UUID]:
    found, waiting = set(), [root]
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting.extend(children[unit])
    return found


def units(*, kind: str | None = None, on: date) -> QuerySet[Unit]:
    rows = Unit.objects.filter(in_force(on))
    return rows.filter(kind=kind) if kind else rows


def unit(unit_id: UUID) -> Unit:
    return Unit.objects.get(pk=unit_id)


def accounts(identifiers: Iterable[UUID]) -> dict[UUID, Account]:
    """Colleagues by identifier, for the names on a page. One query."""
    return Account.objects.in_bulk(list(identifiers))


def accounts_by_login(logins: Iterable[str]) -> dict[str, Account]:
    return {account.login: account for account in Account.objects.filter(login__in=list(logins)).order_by("id")}


def colleagues(*, unit_ids: Iterable[UUID], on: date, roles: Iterable[str] | None = None) -> QuerySet[Membership]:
    """Who sits in these units that day, with account and unit."""
    rows = Membership.objects.filter(in_force(on), unit__in=list(unit_ids), account__is_active=True)
    if roles is not None:
        rows = rows.filter(role__in=list(roles))
    return rows.select_related("account", "unit").order_by("account__name", "id")


def holders(*, capability: str, unit_id: UUID, on: date) -> QuerySet[Membership]:
    """Who holds a capability over a unit that day, the nearest seat first: her unit, then the one above."""
    line, current = [], unit_id
    parents = dict(Unit.objects.values_list("id", "parent_id"))
    while current is not None:
        line.append(current)
        current = parents.get(current)
    able = [role.code for role in rules.roles().values() if capability in role.capabilities]
    return colleagues(unit_ids=line, on=on, roles=able)


def units_of(account: UUID, *, on: date) -> list[UUID]:
    """Where somebody sits that day, the oldest seat first."""
    seats = Membership.objects.filter(in_force(on), account_id=account).order_by("starts_on", "id")
    return list(seats.values_list("unit_id", flat=True))


def nearest_holder(*, capability: str, unit_id: UUID, on: date) -> Membership | None:
    """The one nearest to a unit who holds a capability over it: a site's manager, for instance."""
    seats = list(holders(capability=capability, unit_id=unit_id, on=on))
    parents = dict(Unit.objects.values_list("id", "parent_id"))
    current: UUID | None = unit_id
    while current is not None:
        for seat in seats:
            if seat.unit_id == current:
                return seat
        current = parents.get(current)
    return None


def drafts(actor) -> QuerySet[Draft]:
    """My unfinished texts, the latest first."""
    return visible(Draft, actor).order_by("-saved_at", "id")


def draft(actor, *, form: str, person: UUID | None = None) -> Draft | None:
    return visible(Draft, actor).filter(form=form, person_id=person).first()


def demo_accounts(*, at: datetime) -> list[Membership]:
    """Fictitious colleagues to try the product as, on the demonstration's sign-in page."""
    on = today(at, settings.TIME_ZONE_OF_THE_ORGANISATION)
    seats = Membership.objects.filter(in_force(on), account__showcase=True, account__is_active=True)
    by_account = {seat.account_id: seat for seat in seats.select_related("account", "unit").order_by("role", "-id")}
    return sorted(by_account.values(), key=lambda seat: (seat.role, seat.account.name))
