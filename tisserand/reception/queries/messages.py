"""Messages left for colleagues, and who should get one about a person."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from tisserand.access.queries import visible
from tisserand.kernel import sentences
from tisserand.people import queries as people
from tisserand.reception.models import Message
from tisserand.territories import queries as territories


@dataclass(frozen=True)
class Recipient:
    """A colleague who accompanies her, or a whole unit when `account` is empty."""

    account: UUID | None
    unit: UUID
    label: str

    @property
    def code(self) -> str:
        return f"{self.account or ''}~{self.unit}"


def messages(actor) -> QuerySet[Message]:
    rows = visible(Message, actor).select_related("author", "recipient", "unit", "obligation", "done_by")
    return rows.order_by("-left_at", "id")


def messages_of_person(actor, person: UUID) -> QuerySet[Message]:
    return messages(actor).filter(person_id=person)


def recipients(actor, person: UUID, site, *, on: date) -> list[Recipient]:
    """Who accompanies her first, by name; else the team of her commune; the site where she came in any case."""
    seats = people.care_team(actor, person, on)
    named = [Recipient(seat.account_id, seat.unit_id, _words(seat)) for seat in seats if seat.account_id]
    whole = [Recipient(None, seat.unit_id, seat.unit.name) for seat in seats if seat.account_id is None]
    around = [] if named or whole else _team_of_commune(actor, person, on)
    found = [*named, *whole, *around, Recipient(None, site.pk, f"Accueil {sentences.of(site.name)}")]
    return list({one.code: one for one in found}.values())


def _words(seat) -> str:
    return f"{seat.account.name}, {seat.unit.name}"


def _team_of_commune(actor, person: UUID, on: date) -> list[Recipient]:
    communes = [row.commune for row in people.addresses(actor, person) if row.commune]
    team = territories.team_of(communes[0], on) if communes else None
    return [Recipient(None, team.pk, team.name)] if team else []
