"""More reasons to see a row: two that hold together, a colleague away, a text just written, a neighbouring site."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from tisserand.access.walls import NOTHING, Term, among, among_selected


@dataclass(frozen=True)
class Both:
    """Two reasons that hold together."""

    first: Term
    second: Term

    def q(self, actor) -> Q:
        return self.first.q(actor) & self.second.q(actor)

    def sql(self) -> str:
        return f"({self.first.sql()}) and ({self.second.sql()})"


@dataclass(frozen=True)
class ByCovered:
    """The row names a colleague whom the actor stands in for."""

    column: str

    def q(self, actor) -> Q:
        return among(self.column, actor.covered)

    def sql(self) -> str:
        return f"{self.column} = any((select walls.covered())::uuid[])"


@dataclass(frozen=True)
class ByRecentAuthor:
    """The actor wrote the row less than `days` before now."""

    days: int
    written: str

    def q(self, actor) -> Q:
        return Q(author_id=actor.account_id, **{f"{self.written}__gt": Now() - timedelta(days=self.days)})

    def sql(self) -> str:
        return f"author_id = (select walls.account()) and {self.written} > now() - interval '{self.days} days'"


@dataclass(frozen=True)
class ByTerritory:
    """As `ByUnit`; for whoever holds `capability` on a site or a team, its neighbours under the same territory too."""

    column: str
    capability: str

    def q(self, actor) -> Q:
        reach = actor.reach(self.capability)
        if not reach:
            return NOTHING
        around = among_selected(self.column, actor, f"access.around.{self.capability}", lambda: neighbours(reach))
        return among(self.column, reach) | around

    def sql(self) -> str:
        return f"{self.column} = any((select walls.around('{self.capability}'))::uuid[])"


NEIGHBOURLY = ("site", "team")


def neighbours(units: frozenset[UUID]) -> QuerySet:
    """Sites and teams under the same territory as these sites and teams."""
    every = apps.get_model("access", "Unit").objects.order_by()
    homes = every.filter(among("id", units), kind__in=NEIGHBOURLY).values("parent_id")
    return every.filter(kind__in=NEIGHBOURLY, parent_id__in=homes).values("id")
