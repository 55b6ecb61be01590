"""Where one writes: a plan, sometimes one of its objectives."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from tisserand.support import queries
from tisserand.support.models import Objective, Plan


@dataclass(frozen=True)
class Place:
    request: Any
    plan: Plan
    objective: Objective | None = None

    @property
    def person_id(self) -> UUID:
        return self.plan.person_id

    @property
    def today(self) -> date:
        return queries.today_of(self.plan, self.request.now)

    @property
    def said(self) -> dict:
        return {"actor": self.request.actor, "at": self.request.now}

    def draft_key(self, section) -> str:
        about = self.objective or self.plan
        return f"accompagnement-{section.slug}-{about.pk}"

    def home(self, section=None) -> str:
        """To the plan; to my plans when it is no longer mine to read."""
        if section and not queries.plans_for(self.request.actor).filter(pk=self.plan.pk).exists():
            return reverse("support:plans")
        anchor = f"#{section.anchor}" if section and section.anchor else ""
        return reverse("support:plan", args=[self.plan.pk]) + anchor

    def context(self, name: str) -> dict:
        crumb = f"Accompagnement de {name}"
        return {"objective": self.objective, "crumb": crumb, "back": "Revenir au plan"}
