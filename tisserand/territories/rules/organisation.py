"""The organisation of one département at one date, as its file describes it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from tisserand.territories.rules.priority import PriorityArea


class UnitKind(StrEnum):
    """The kinds that code branches on; `access.Unit.kind` holds the same words."""

    ROOT = "departement"
    DIRECTION = "direction"
    TAS = "tas"
    SITE = "site"
    TEAM = "team"
    POLE = "pole"
    CONCERN_UNIT = "concern_unit"


class Role(StrEnum):
    RECEPTION_SECRETARY = "reception_secretary"
    RECEPTION_WORKER = "reception_worker"
    SUPPORT_WORKER = "support_worker"
    TEAM_MANAGER = "team_manager"
    POLE_MANAGER = "pole_manager"
    CONCERN_UNIT = "concern_unit"
    DIRECTOR = "director"
    METHODS_ADVISER = "methods_adviser"
    ADMINISTRATOR = "administrator"
    PRIVACY_OFFICER = "privacy_officer"


class Mission(StrEnum):
    """R13: what a pôle is for, reception or support of target publics."""

    RECEPTION = "reception"
    SUPPORT = "support"


@dataclass(frozen=True)
class Job:
    code: str
    role: str
    feminine: str
    masculine: str


@dataclass(frozen=True)
class Seat:
    """One budgeted post. `key` is stable from one loading to the next: the same seat keeps the same person."""

    key: str
    job: str
    eqtp: Decimal
    units: tuple[str, ...]


@dataclass(frozen=True, order=True)
class Opening:
    """Open on that weekday (ISO: Monday is 1) between two local times."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True)
class SiteSheet:
    seat: str
    address: str
    phone: str
    rooms: int
    latitude: float
    longitude: float
    hours: tuple[Opening, ...]


@dataclass(frozen=True)
class PoleSheet:
    mission: str
    publics: tuple[str, ...]


@dataclass(frozen=True)
class UnitSheet:
    code: str
    kind: UnitKind
    name: str
    short_name: str
    parent: str | None
    communes: tuple[str, ...] = ()
    epci: str = ""
    seats: tuple[Seat, ...] = ()
    site: SiteSheet | None = None
    pole: PoleSheet | None = None


@dataclass(frozen=True)
class Closure:
    """A day when every site stays shut."""

    day: date
    reason: str


@dataclass(frozen=True)
class Closing:
    """A unit that the file no longer describes, and the one that takes what it still holds."""

    unit: str
    replaced_by: str


@dataclass(frozen=True)
class Showcase:
    """An invented person shown in screenshots, who takes the first free seat of that job in that unit."""

    first_name: str
    last_name: str
    feminine: bool
    job: str
    unit: str


@dataclass(frozen=True)
class Organisation:
    code: str
    name: str
    nature: str
    department: str
    time_zone: str
    starts_on: date
    words: Mapping[str, str]
    expected_staff: Mapping[Role, int]
    jobs: tuple[Job, ...]
    units: tuple[UnitSheet, ...]
    posts: tuple[Seat, ...]
    closures: tuple[Closure, ...]
    showcase: tuple[Showcase, ...]
    closings: tuple[Closing, ...] = ()
    priority_areas: tuple[PriorityArea, ...] = ()

    def of_kind(self, kind: UnitKind) -> tuple[UnitSheet, ...]:
        return tuple(unit for unit in self.units if unit.kind == kind)

    def unit(self, code: str) -> UnitSheet | None:
        return next((unit for unit in self.units if unit.code == code), None)

    def replacing(self, code: str) -> UnitSheet | None:
        """The unit that takes what a closed one holds."""
        return next((self.unit(closing.replaced_by) for closing in self.closings if closing.unit == code), None)

    def job(self, code: str) -> Job | None:
        return next((job for job in self.jobs if job.code == code), None)

    def seats(self) -> Iterator[Seat]:
        for unit in self.units:
            yield from unit.seats
        yield from self.posts

    def role_of(self, seat: Seat) -> str | None:
        job = self.job(seat.job)
        return job.role if job else None
