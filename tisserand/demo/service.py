"""The service as the demonstration needs it: who sits where, which communes go to which site, when sites are open."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from tisserand.access import queries as access
from tisserand.access.actors import Actor
from tisserand.demo.clock import Clock
from tisserand.territories import queries as places
from tisserand.territories.rules.organisation import Mission, Opening, Organisation, Role, UnitKind


@dataclass(frozen=True)
class Desk:
    """A reception site."""

    unit: UUID
    code: str
    zone: str
    hours: tuple[Opening, ...]
    secretaries: tuple[UUID, ...]
    workers: tuple[UUID, ...]


@dataclass(frozen=True)
class Team:
    """A team or a pôle, and whoever answers for it."""

    unit: UUID
    code: str
    workers: tuple[UUID, ...]
    manager: UUID | None
    # Only a pôle that accompanies receives orientations.
    receives: bool = False


@dataclass(frozen=True)
class Place:
    code: str
    name: str
    population: int
    desk: Desk
    team: Team


@dataclass(frozen=True)
class Service:
    clock: Clock
    places: tuple[Place, ...]
    desks: tuple[Desk, ...]
    teams: Mapping[str, Team]
    poles: Mapping[str, Team]
    closures: frozenset[date]
    actors: dict[str, Actor] = field(default_factory=dict)
    logins: dict[UUID, str] = field(default_factory=dict)

    def actor(self, login: str) -> Actor:
        """The colleague of the story, as she acts."""
        if login not in self.actors:
            account = access.accounts_by_login([login])[login]
            self.actors[login] = access.actor_for(account, at=self.clock.now)
        return self.actors[login]

    def actor_of(self, account: UUID) -> Actor:
        if account not in self.logins:
            self.logins[account] = access.accounts([account])[account].login
        return self.actor(self.logins[account])

    def desk(self, code: str) -> Desk:
        return next(desk for desk in self.desks if desk.code == code)


def service_of(organisation: Organisation, clock: Clock) -> Service:
    on = clock.today
    seats = _seats(on)
    desks = _desks(seats, on)
    teams = {unit.code: _team(unit, seats) for unit in access.units(kind=UnitKind.TEAM, on=on).order_by("code")}
    receiving = {pole.unit.pk for pole in places.poles(on) if pole.mission == Mission.SUPPORT}
    poles = {
        unit.code: replace(_team(unit, seats), receives=unit.pk in receiving)
        for unit in access.units(kind=UnitKind.POLE, on=on).order_by("code")
    }
    return Service(
        clock=clock,
        places=_places(desks, list(teams.values()), on),
        desks=tuple(desks),
        teams=teams,
        poles=poles,
        closures=frozenset(closure.day for closure in organisation.closures),
    )


def _seats(on: date) -> Mapping[UUID, Mapping[str, list[UUID]]]:
    """Accounts by unit and role, always in the same order."""
    found: dict[UUID, dict[str, list[UUID]]] = {}
    units = [unit.pk for unit in access.units(on=on)]
    for seat in sorted(access.colleagues(unit_ids=units, on=on), key=lambda seat: seat.account.login):
        found.setdefault(seat.unit_id, {}).setdefault(seat.role, []).append(seat.account_id)
    return found


def _desks(seats, on: date) -> list[Desk]:
    units = list(access.units(kind=UnitKind.SITE, on=on).order_by("code"))
    hours = places.hours_of((unit.pk for unit in units), on=on)
    return [
        Desk(
            unit.pk,
            unit.code,
            unit.time_zone,
            hours.get(unit.pk, ()),
            tuple(seats[unit.pk][Role.RECEPTION_SECRETARY]),
            tuple(seats[unit.pk][Role.RECEPTION_WORKER]),
        )
        for unit in units
    ]


def _team(unit, seats) -> Team:
    roles = seats.get(unit.pk, {})
    managers = [*roles.get(Role.TEAM_MANAGER, ()), *roles.get(Role.POLE_MANAGER, ())]
    return Team(unit.pk, unit.code, tuple(roles.get(Role.SUPPORT_WORKER, ())), managers[0] if managers else None)


def _places(desks: list[Desk], teams: list[Team], on: date) -> tuple[Place, ...]:
    desk_of = _by_commune(desks, on)
    team_of = _by_commune(teams, on)
    return tuple(
        Place(commune.code, commune.name, commune.population, desk_of[commune.code], team_of[commune.code])
        for commune in places.communes()
        if commune.code in desk_of and commune.code in team_of
    )


def _by_commune(parts: list, on: date) -> Mapping[str, object]:
    covered = places.communes_of((part.unit for part in parts), on=on)
    return {commune.code: part for part in parts for commune in covered.get(part.unit, ())}
