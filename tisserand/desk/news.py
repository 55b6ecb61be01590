"""What others did since yesterday with what I am waiting for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tisserand.assessment.queries import orientation as orientations
from tisserand.assessment.rules.orientation import STATE_LABELS, State
from tisserand.desk import links
from tisserand.people.queries import Card

MOST = 6


@dataclass(frozen=True)
class News:
    at: datetime
    name: str
    sentence: str
    url: str


def since_yesterday(actor, *, at: datetime) -> list:
    """Answers to my orientations, as they were moved."""
    if not actor.can("orientations.propose"):
        return []
    return orientations.moves_by_others(actor, at - timedelta(days=1), MOST)


def named(moves: Iterable, cards: Mapping[UUID, Card]) -> list[News]:
    """About those whose names the reader may read."""
    return [
        News(
            move.at,
            cards[move.person_id].display_name,
            f"Orientation\u00a0: {STATE_LABELS[State(move.to_state)]}",
            links.address("assessment.orientation", move.orientation_id),
        )
        for move in moves
        if move.person_id in cards
    ]
