"""Today's line of a site: who waits, who is received, who is gone. A fixed number of queries, whatever the day."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from tisserand.access import queries as access
from tisserand.access.queries import visible
from tisserand.access.rules import roles
from tisserand.access.statements import totals, written_once
from tisserand.people import queries as people
from tisserand.people.queries import Card
from tisserand.reception.models import SiteDay, Visit
from tisserand.reception.rules import lists
from tisserand.reception.rules.contacts import TELEPHONE
from tisserand.reception.rules.visits import APPOINTMENT, State, outcome_in_words


class Part(StrEnum):
    WAITING = "waiting"
    RECEIVED = "received"
    GONE = "gone"


# The states of each part, its order, and more than a room holds: the rest is counted, and comes up as the line moves.
PARTS = {
    Part.WAITING: ([State.WAITING], "arrived_at", 60),
    Part.RECEIVED: ([State.RECEIVED], "received_at", 30),
    Part.GONE: ([State.CLOSED, State.LEFT], "-ended_at", 12),
}
# « Depuis l’ouverture »: comings, of which without a name, received, gone without being received; calls apart.
CAME = ~Q(channel=TELEPHONE)
COUNTED = {
    "came": Count("id", filter=CAME),
    "nameless": Count("id", filter=CAME & Q(person=None)),
    "waiting": Count("id", filter=Q(state=State.WAITING)),
    "received": Count("id", filter=CAME & Q(received_at__isnull=False)),
    "calls": Count("id", filter=~CAME),
    "left": Count("id", filter=Q(state=State.LEFT)),
    "danger": Count("id", filter=Q(danger=True)),
}


@dataclass(frozen=True)
class Place:
    """A row of the line. Without a card, a ticket: nobody gave a name, or the reader may not know it."""

    visit: Visit
    card: Card | None

    @property
    def ticket(self) -> str:
        return f"n°\u00a0{self.visit.ticket}"

    @property
    def discreet(self) -> str:
        """What the room may read over a shoulder."""
        return self.card.initials if self.card and self.card.initials else self.ticket

    @property
    def name(self) -> str:
        if self.card:
            return self.card.display_name
        return f"Personne sans nom, {self.ticket}"

    @property
    def has_appointment(self) -> bool:
        return self.visit.purpose == APPOINTMENT

    @property
    def is_call(self) -> bool:
        return self.visit.channel == TELEPHONE

    @property
    def purpose(self) -> str:
        return self.visit.purpose_text or lists.label("purposes", self.visit.purpose)

    @property
    def outcome(self) -> str:
        return outcome_in_words(self.visit.outcome, self.visit.channel)


@dataclass(frozen=True)
class Line:
    version: int
    waiting: tuple[Place, ...]
    received: tuple[Place, ...]
    gone: tuple[Place, ...]
    counts: dict[str, int]

    @property
    def has_calls(self) -> bool:
        return any(place.is_call for place in self.received)

    @property
    def hidden(self) -> int:
        return self.counts["waiting"] - len(self.waiting)


def line_version(actor, site: UUID, day: date) -> int:
    """Changes with every write on the line (decision D8). One query, on one row."""
    if not actor.can("visits.see", site):
        return 0
    return SiteDay.objects.filter(site_id=site, day=day).values_list("version", flat=True).first() or 0


def line(actor, site: UUID, day: date) -> Line:
    version = line_version(actor, site, day)
    [counts] = _counts(actor, site, day) or [dict.fromkeys(COUNTED, 0)]
    waiting, received, gone = (_first(actor, site, day, part) for part in Part)
    cards = people.cards(actor, {row.person_id for row in (*waiting, *received, *gone) if row.person_id})
    seated = [tuple(Place(row, cards.get(row.person_id)) for row in some) for some in (waiting, received, gone)]
    return Line(version, *seated, counts)


def receivers(site: UUID, *, on: date) -> list:
    """Who listens at this site that day. One query."""
    return list(access.colleagues(unit_ids=[site], on=on, roles=roles_with("demands.write")))


def roles_with(capability: str) -> list[str]:
    return [role.code for role in roles().values() if capability in role.capabilities]


def place(actor, visit: Visit) -> Place:
    return Place(visit, people.cards(actor, [visit.person_id]).get(visit.person_id) if visit.person_id else None)


def waited_longest(line: Line) -> datetime | None:
    return line.waiting[0].visit.arrived_at if line.waiting else None


@written_once
def _first(actor, site: UUID, day: date, part: Part) -> QuerySet[Visit]:
    states, order, most = PARTS[part]
    rows = visible(Visit, actor).filter(site_id=site, day=day, state__in=states)
    return rows.select_related("received_by", "meant_for").order_by(order, "id")[:most]


@written_once
def _counts(actor, site: UUID, day: date) -> QuerySet:
    kept = visible(Visit, actor).filter(site_id=site, day=day).exclude(state=State.MISTAKEN)
    return totals(kept, **COUNTED)
