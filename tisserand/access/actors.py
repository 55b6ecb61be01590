"""Who acts. Code asks an actor for capabilities, never for roles."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

Reaches = Mapping[str, frozenset[UUID]]


@dataclass(frozen=True)
class Post:
    """One seat held today: a role in a unit."""

    unit_id: UUID
    unit_name: str
    unit_kind: str
    role: str
    time_zone: str


@dataclass(frozen=True)
class Stand:
    """A colleague one stands in for, or who stands in for one, until a day."""

    account_id: UUID
    name: str
    ends_before: date

    @property
    def last_day(self) -> date:
        return self.ends_before - timedelta(days=1)


@dataclass(frozen=True)
class Actor:
    """A professional at work, with the units each capability reaches.

    `denied` holds the persons this actor stepped aside from («je connais cette personne»), `opened` those whose file
    an emergency opens to her and until when, `declared` why she reads those of another site today.
    `covers` are the absent colleagues she stands in for, `covered_by` those who stand in for her.
    """

    account_id: UUID
    name: str
    reaches: Reaches
    posts: tuple[Post, ...] = ()
    denied: frozenset[UUID] = field(default=frozenset())
    opened: Mapping[UUID, datetime] = field(default_factory=dict)
    declared: Mapping[UUID, str] = field(default_factory=dict)
    covers: tuple[Stand, ...] = ()
    covered_by: tuple[Stand, ...] = ()
    _said: dict[str, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    is_system = False

    def can(self, capability: str, unit: UUID | None = None) -> bool:
        reach = self.reaches.get(capability)
        if reach is None:
            return False
        return unit is None or unit in reach

    def reach(self, capability: str) -> frozenset[UUID]:
        """The units where this actor holds the capability."""
        return self.reaches.get(capability, frozenset())

    @property
    def covered(self) -> frozenset[UUID]:
        """The accounts she stands in for."""
        return frozenset(stand.account_id for stand in self.covers)

    def once(self, name: str, say: Callable[[], object]) -> object:
        """What depends on this actor alone and is asked for by every query set: said once."""
        if name not in self._said:
            self._said[name] = say()
        return self._said[name]

    def posts_in(self, kind: str) -> tuple[Post, ...]:
        return tuple(post for post in self.posts if post.unit_kind == kind)


@dataclass(frozen=True)
class System:
    """A job, a load, a demonstration: sees everything, through the `jobs` database role only."""

    name: str
    account_id: None = None
    posts: tuple[Post, ...] = ()
    denied: frozenset[UUID] = frozenset()
    opened: Mapping[UUID, datetime] = field(default_factory=dict)
    covered: frozenset[UUID] = frozenset()

    is_system = True

    def can(self, capability: str, unit: UUID | None = None) -> bool:
        return True
