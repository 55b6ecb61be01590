"""Where one writes about what is followed beside plans: an RSA, a breach, a judge's measure, a file of debts."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from tisserand.support.models.followed import Followed
from tisserand.support.queries.followed import colleagues_of, teams_of, today_of, zone_of

DECIDES = "rsa.decide"


@dataclass(frozen=True)
class Follow:
    """`view` is the page of the row; without a row yet, that of the person."""

    request: Any
    view: str
    crumb: str
    person_id: UUID
    row: Followed | None = None

    @property
    def today(self) -> date:
        return today_of(self.row, self.request.now) if self.row else timezone.localdate(self.request.now)

    @property
    def place(self) -> str:
        return zone_of(self.row) if self.row else timezone.get_current_timezone_name()

    @property
    def said(self) -> dict:
        return {"actor": self.request.actor, "at": self.request.now}

    @property
    def decides(self) -> bool:
        return self.row is not None and self.request.actor.can(DECIDES, self.row.team_id)

    def draft_key(self, section) -> str:
        about = self.row.pk if self.row else self.person_id
        return f"{self.view.partition(':')[2]}-{section.slug}-{about}"

    def home(self, section=None) -> str:
        return reverse(self.view, args=[self.row.pk if self.row else self.person_id])

    def context(self, name: str) -> dict:
        return {"objective": None, "crumb": f"{self.crumb}, {name}", "back": "Revenir à la page"}


def teams(place: Follow) -> dict:
    return {"teams": [(str(identifier), name) for identifier, name in teams_of(place.request.actor)]}


def colleagues(place: Follow) -> dict:
    seats = colleagues_of(place.row, place.today)
    return {"colleagues": [(str(seat.account_id), seat.account.name) for seat in seats]}


def today(name: str):
    return lambda place: {name: place.today}


def opened_by(place: Follow, team: UUID) -> UUID | None:
    """Who opens it has it in hand, when she works in that team; a manager leaves it to the team."""
    actor = place.request.actor
    return actor.account_id if actor.can("plans.write", team) else None
