"""Where one writes: a plan, sometimes one of its objectives."""

from dataclasses import dataclass
from datetime import date

from tisserand.support import queries
from tisserand.support.models import Objective, Plan


@dataclass(frozen=True)
class Place:
    request: object
    plan: Plan
    objective: Objective | None = None

    @property
    def today(self) -> date:
        return queries.today_of(self.plan, self.request.now)

    @property
    def said(self) -> dict:
        return {"actor": self.request.actor, "at": self.request.now}
