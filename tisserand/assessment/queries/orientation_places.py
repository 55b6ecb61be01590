"""Where an orientation may go, and who has the next move there. The organisation is public inside the service."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Count

from tisserand.access import queries as access
from tisserand.access import rules as roles
from tisserand.access.queries import visible
from tisserand.assessment.models import Orientation
from tisserand.assessment.rules.orientation import Desk, Owner, State
from tisserand.deadlines import queries as dues
from tisserand.territories import queries as territories
from tisserand.territories.rules.organisation import Mission, UnitKind

ATTRIBUTE, ARBITRATE, SUPPORT = "orientations.attribute", "orientations.arbitrate", "plans.write"


def pole_views(on: date) -> tuple:
    """The pôles and internal services that answer for a public; reception sends, it does not receive."""
    return tuple(pole for pole in territories.poles(on) if pole.mission != Mission.RECEPTION)


def desk(row: Orientation, owner: Owner, *, on: date) -> Desk:
    """The unit, always, and the colleague, when one has it in hand: never one who stepped aside or left."""
    aside = dues.closed_to(row.person_id)
    if owner is Owner.SENDER:
        return _named(row.from_unit_id, row.author_id, on, aside)
    if owner is Owner.POLE:
        return Desk(row.to_unit_id)
    if owner is Owner.PROFESSIONAL:
        return _named(row.attribution_unit_id, row.attributed_to_id, on, aside)
    if owner is Owner.ATTRIBUTOR:
        return _nearest(ATTRIBUTE, row.attribution_unit_id, on, aside) or Desk(row.attribution_unit_id)
    return _nearest(ARBITRATE, row.from_unit_id, on, aside) or Desk(row.from_unit_id)


def _named(unit: UUID, account: UUID | None, on: date, aside: frozenset[UUID]) -> Desk:
    if account is None or not (account in aside or access.gone({account}, on=on)):
        return Desk(unit, account)
    found = _nearest(ARBITRATE, unit, on, aside)
    return Desk(unit, found.account if found else None)


def attribution_unit(pole: UUID | None, from_unit: UUID, *, on: date) -> UUID:
    """Whose chef de service attributes: the pôle's own; else the sender's, that of the team beside it for a site."""
    team = territories.team_beside(from_unit, on)
    around = team.pk if team else from_unit
    found = (_nearest(ATTRIBUTE, pole, on) if pole else None) or _nearest(ATTRIBUTE, around, on)
    return found.unit if found else from_unit


def attribution_units(on: date) -> tuple:
    """The units whose chef de service may attribute, by name. A site receives, its team accompanies."""
    seats = access.colleagues(unit_ids=_every_unit(on), on=on, roles=_roles_that(ATTRIBUTE))
    units = {seat.unit_id: seat.unit for seat in seats if seat.unit.kind != UnitKind.SITE}
    return tuple(sorted(units.values(), key=lambda unit: (unit.name, unit.pk)))


def professionals(unit: UUID, *, on: date) -> tuple:
    """The seats of the colleagues who accompany people in a unit and below, by name and never by load.

    A reception site has none: its manager chooses among the teams of the territory.
    """
    parents = dict(access.units(on=on).order_by("id").values_list("id", "parent_id"))
    own = set(_below(unit, parents))
    around = _below(parents.get(unit) or unit, parents)
    seats = list(access.colleagues(unit_ids=around, on=on, roles=_roles_that(SUPPORT)))
    seats = [seat for seat in seats if seat.unit_id in own] or seats
    return tuple({seat.account_id: seat for seat in reversed(seats)}.values())[::-1]


def attributed_counts(actor, accounts: Iterable[UUID]) -> Mapping[UUID, int]:
    """How many people were attributed to each and not met yet. One query."""
    rows = visible(Orientation, actor).filter(state=State.ATTRIBUTED, attributed_to__in=list(accounts))
    counted = rows.order_by("attributed_to").values_list("attributed_to").annotate(Count("person", distinct=True))
    return dict(counted)


def _nearest(capability: str, unit: UUID, on: date, aside: frozenset[UUID] = frozenset()) -> Desk | None:
    seat = access.nearest_holder(capability=capability, unit_id=unit, on=on, without=aside)
    return Desk(seat.unit_id, seat.account_id) if seat else None


def _roles_that(capability: str) -> list[str]:
    return [role.code for role in roles.roles().values() if capability in role.capabilities]


def _every_unit(on: date) -> list[UUID]:
    return list(access.units(on=on).order_by("id").values_list("id", flat=True))


def _below(unit: UUID, parents: Mapping[UUID, UUID | None]) -> list[UUID]:
    children: dict[UUID | None, list[UUID]] = defaultdict(list)
    for child, parent in parents.items():
        children[parent].append(child)
    found = [unit]
    for one in found:
        found.extend(children[one])
    return found
