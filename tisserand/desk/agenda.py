"""The reader’s appointments and her line, as her day says them: to be told first, who arrived, who waits for her."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tisserand.desk import links
from tisserand.people.queries import Card
from tisserand.reception import queries as reception
from tisserand.reception.queries import Awaited
from tisserand.reception.rules.appointments import State

NOBODY = reception.Comings(0, [], [])


@dataclass(frozen=True)
class Meeting:
    """`arrived_at`: she is in the line. `colleague`: the one who is away, whom the reader stands in for."""

    awaited: Awaited
    to_tell: bool
    arrived_at: datetime | None
    colleague: str


@dataclass(frozen=True)
class Waiting:
    """Somebody who came for the reader."""

    name: str
    arrived_at: datetime
    site: str
    url: str


@dataclass(frozen=True)
class Agenda:
    """Read before the names: `persons` says which."""

    meetings: list
    comings: reception.Comings
    at: datetime

    @property
    def persons(self) -> set[UUID]:
        named = (row.person_id for row in (*self.meetings, *self.comings.here, *self.comings.to_finish))
        return {person for person in named if person}


def read(actor, *, day: date, zone: str, at: datetime) -> Agenda:
    """Nothing is asked for whoever receives nobody and holds no line."""
    receives = actor.can("notes.write")
    return Agenda(
        reception.meetings(actor, day=day, zone=zone, at=at) if receives else [],
        reception.comings(actor, day=day) if receives or actor.can("visits.see") else NOBODY,
        at,
    )


def meetings(actor, agenda: Agenda, cards: Mapping[UUID, Card]) -> list[Meeting]:
    came = {visit.person_id: visit.arrived_at for visit in agenda.comings.here}
    return [_meeting(actor, row, cards, came, agenda.at) for row in agenda.meetings]


def waiting(actor, agenda: Agenda, cards: Mapping[UUID, Card]) -> list[Waiting]:
    """Who came for her: said at the desk, or known by an appointment of the day."""
    awaited = {row.person_id for row in agenda.meetings if _is_hers(actor, row)}
    hers = (row for row in agenda.comings.here if row.meant_for_id == actor.account_id or row.person_id in awaited)
    return [_waiting(actor, visit, cards.get(visit.person_id)) for visit in hers]


def _is_hers(actor, row) -> bool:
    return row.state == State.PLANNED and row.professional_id == actor.account_id


def _meeting(actor, row, cards: Mapping[UUID, Card], came: Mapping[UUID, datetime], at: datetime) -> Meeting:
    away = row.professional_id != actor.account_id
    return Meeting(
        Awaited(row, cards.get(row.person_id)),
        reception.is_to_tell(row, at=at),
        came.get(row.person_id) if row.state == State.PLANNED else None,
        row.professional.name if away else "",
    )


def _waiting(actor, visit, card: Card | None) -> Waiting:
    opens = actor.can("visits.see", visit.site_id)
    elsewhere = links.person(actor, card.id) if card else ""
    return Waiting(
        card.display_name if card else f"La personne n°\u00a0{visit.ticket}",
        visit.arrived_at,
        visit.site.short_name,
        links.address("reception.visit", visit.pk) if opens else elsewhere,
    )
