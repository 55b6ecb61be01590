"""What others did since yesterday with what I am waiting for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tisserand.assessment.queries import orientation as orientations
from tisserand.assessment.rules.orientation import STATE_LABELS, State
from tisserand.desk import links
from tisserand.people import queries as people

MOST = 6


@dataclass(frozen=True)
class News:
    at: datetime
    name: str
    sentence: str
    url: str


def since_yesterday(actor, *, at: datetime) -> list[News]:
    """Answers to my orientations. Two queries."""
    rows = list(orientations.moves_by_others(actor, since=at - timedelta(days=1))[:MOST])
    cards = people.cards(actor, {row.person_id for row in rows})
    return [
        News(
            row.at,
            cards[row.person_id].display_name,
            f"Orientation {STATE_LABELS[State(row.to_state)]}",
            links.address("assessment.orientation", row.orientation_id),
        )
        for row in rows
        if row.person_id in cards
    ]
