"""What others did since yesterday with what I am waiting for, or put in my hands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tisserand.assessment.queries import orientation as orientations
from tisserand.assessment.rules.orientation import STATE_LABELS, State
from tisserand.desk import links
from tisserand.people.queries import Card
from tisserand.support.queries.history import handed_over_to_me

MOST = 6


@dataclass(frozen=True)
class News:
    """Before the names are read: `person_id` says which."""

    at: datetime
    person_id: UUID
    sentence: str
    url: str


def since_yesterday(actor, *, at: datetime) -> list[News]:
    """Answers to my orientations, as they were moved; accompaniments handed over to me. The latest first."""
    since = at - timedelta(days=1)
    told = [_move(move) for move in orientations.moves_by_others(actor, since, MOST)] if sends(actor) else []
    if actor.can("plans.write"):
        told += map(_handed_over, handed_over_to_me(actor, since, MOST))
    return sorted(told, key=lambda news: news.at, reverse=True)[:MOST]


def sends(actor) -> bool:
    return actor.can("orientations.propose")


def named(told: Iterable[News], cards: Mapping[UUID, Card]) -> list[tuple[str, News]]:
    """About those whose names the reader may read."""
    return [(cards[news.person_id].display_name, news) for news in told if news.person_id in cards]


def _move(move) -> News:
    sentence = f"Orientation\u00a0: {STATE_LABELS[State(move.to_state)]}"
    return News(move.at, move.person_id, sentence, links.address("assessment.orientation", move.orientation_id))


def _handed_over(before) -> News:
    sentence = f"Son accompagnement vous est confié, par {before.by}."
    return News(before.pgh_created_at, before.person_id, sentence, links.address("support.plan", before.pgh_obj_id))
