"""R02: the whole organisation at a date, from the direction down to the teams. A fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tisserand.access import queries as access
from tisserand.territories.models import Commune, PoleDetails, SiteDetails
from tisserand.territories.queries.hours import hours_of
from tisserand.territories.queries.places import communes_of
from tisserand.territories.queries.staff import Composition, reception_staff
from tisserand.territories.rules.organisation import Mission, Opening, Role, UnitKind


@dataclass(frozen=True)
class SiteView:
    unit: object
    details: SiteDetails | None
    communes: tuple[Commune, ...]
    hours: tuple[Opening, ...]
    staff: Composition


@dataclass(frozen=True)
class TeamView:
    unit: object
    communes: tuple[Commune, ...]
    seats: tuple
    managers: tuple

    @property
    def eqtp(self) -> Decimal:
        return sum((seat.eqtp for seat in self.seats), Decimal(0))

    @property
    def population(self) -> int:
        return sum(commune.population for commune in self.communes)


@dataclass(frozen=True)
class TerritoryView:
    unit: object
    sites: tuple[SiteView, ...]
    teams: tuple[TeamView, ...]


@dataclass(frozen=True)
class PoleView:
    unit: object
    mission: str
    publics: tuple[str, ...]
    managers: tuple


@dataclass(frozen=True)
class OrganisationView:
    on: date
    root: object | None
    directions: tuple
    territories: tuple[TerritoryView, ...]
    poles: tuple[PoleView, ...]
    concern_units: tuple

    @property
    def sites(self) -> tuple[SiteView, ...]:
        return tuple(site for territory in self.territories for site in territory.sites)

    @property
    def gaps(self) -> tuple[Composition, ...]:
        return tuple(site.staff for site in self.sites if site.staff.gaps)


def organisation_as_of(on: date) -> OrganisationView:
    units = list(access.units(on=on).order_by("name", "id"))
    kinds = defaultdict(list)
    for unit in units:
        kinds[unit.kind].append(unit)
    communes = communes_of((unit.pk for unit in units), on=on)
    sites = _sites(kinds[UnitKind.SITE], communes, on)
    teams = _teams(kinds[UnitKind.TEAM], communes, on)
    return OrganisationView(
        on=on,
        root=next(iter(kinds[UnitKind.ROOT]), None),
        directions=tuple(kinds[UnitKind.DIRECTION]),
        territories=tuple(
            TerritoryView(
                tas,
                tuple(site for site in sites if site.unit.parent_id == tas.pk),
                tuple(team for team in teams if team.unit.parent_id == tas.pk),
            )
            for tas in kinds[UnitKind.TAS]
        ),
        poles=_poles(kinds[UnitKind.POLE], on),
        concern_units=tuple(kinds[UnitKind.CONCERN_UNIT]),
    )


def _sites(units: list, communes: Mapping[UUID, list[Commune]], on: date) -> list[SiteView]:
    details = SiteDetails.objects.select_related("commune").in_bulk([unit.pk for unit in units])
    hours = hours_of((unit.pk for unit in units), on=on)
    staff = reception_staff(units, on=on)
    return [
        SiteView(unit, details.get(unit.pk), tuple(communes.get(unit.pk, ())), hours.get(unit.pk, ()), staff[unit.pk])
        for unit in units
    ]


def site_sheet(unit, *, on: date) -> SiteView:
    """One site, as its own page shows it."""
    return _sites([unit], communes_of([unit.pk], on=on), on)[0]


def _teams(units: list, communes: Mapping[UUID, list[Commune]], on: date) -> list[TeamView]:
    seats = _seats(units, (Role.SUPPORT_WORKER, Role.TEAM_MANAGER), on)
    return [
        TeamView(
            unit,
            tuple(communes.get(unit.pk, ())),
            tuple(seat for seat in seats[unit.pk] if seat.role == Role.SUPPORT_WORKER),
            tuple(seat for seat in seats[unit.pk] if seat.role == Role.TEAM_MANAGER),
        )
        for unit in units
    ]


def _seats(units: Iterable, roles: tuple[Role, ...], on: date) -> Mapping[UUID, list]:
    found = defaultdict(list)
    for seat in access.colleagues(unit_ids=[unit.pk for unit in units], on=on, roles=roles):
        found[seat.unit_id].append(seat)
    return found


def poles(on: date) -> tuple[PoleView, ...]:
    """R01, R13: the pôles of that day, reception first."""
    return _poles(list(access.units(kind=UnitKind.POLE, on=on).order_by("name", "id")), on)


def _poles(units: list, on: date) -> tuple[PoleView, ...]:
    details = PoleDetails.objects.in_bulk([unit.pk for unit in units])
    managers = _seats(units, (Role.POLE_MANAGER,), on)
    views = [_pole(unit, details.get(unit.pk), tuple(managers[unit.pk])) for unit in units]
    return tuple(sorted(views, key=lambda view: (view.mission != Mission.RECEPTION, view.unit.name)))


def _pole(unit, details: PoleDetails | None, managers: tuple) -> PoleView:
    if details is None:
        return PoleView(unit, Mission.SUPPORT, (), managers)
    return PoleView(unit, details.mission, tuple(details.publics), managers)
