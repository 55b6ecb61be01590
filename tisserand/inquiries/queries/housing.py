"""Her housing in one view: procedures, and dated facts with who said them."""

from dataclasses import dataclass
from uuid import UUID

from tisserand.access.queries import visible
from tisserand.deadlines.rules import Due
from tisserand.inquiries.models import HousingFact
from tisserand.inquiries.rules.housing import what_follows
from tisserand.inquiries.rules.lists import label
from tisserand.kernel.money import shown_money

MOST = 50


@dataclass(frozen=True)
class Told:
    row: HousingFact
    what: str
    said_by: str
    amount: str
    follows: Due | None


def housing_of(actor, person: UUID, zone: str) -> list[Told]:
    """The latest first. One query."""
    rows = visible(HousingFact, actor).filter(person_id=person).select_related("recorded_by").order_by("-on", "-id")
    return [_told(row, zone) for row in rows[:MOST]]


def _told(row: HousingFact, zone: str) -> Told:
    return Told(
        row=row,
        what=label("housing_fact", row.kind),
        said_by=label("said_by", row.said_by),
        amount=shown_money(row.amount) if row.amount is not None else "",
        follows=what_follows(row.kind, row.on, zone),
    )
