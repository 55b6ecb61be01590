"""Reading orientations, as far as the actor's walls let see."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from tisserand.access.queries import visible
from tisserand.access.statements import by_key, written_once
from tisserand.assessment.models import Orientation, OrientationMove
from tisserand.assessment.rules.orientation import OWNED_BY, Owner, State

AROUND = (
    "from_unit",
    "to_unit",
    "author",
    "addressed_to",
    "suggested_unit",
    "attribution_unit",
    "attributed_to",
    "owner_unit",
    "owner",
)
# Who does what is hers to do, when nobody has it in hand by name.
CAPABILITIES = {
    Owner.POLE: "orientations.answer",
    Owner.ATTRIBUTOR: "orientations.attribute",
    Owner.ARBITER: "orientations.arbitrate",
}


def orientations(actor) -> QuerySet[Orientation]:
    return visible(Orientation, actor).select_related(*AROUND).order_by("due_at", "id")


def orientation(actor, identifier: UUID) -> Orientation | None:
    return by_key(orientations, actor, identifier)


def orientations_of_person(actor, person: UUID) -> QuerySet[Orientation]:
    """Open or over, the latest first."""
    return orientations(actor).filter(person_id=person).order_by("-proposed_at", "id")


def to_answer(actor) -> QuerySet[Orientation]:
    """What waits for me, or for a unit I answer for: the first to become late first."""
    return orientations(actor).filter(_my_turn(actor), closed_at=None)


def waiting_elsewhere(actor) -> QuerySet[Orientation]:
    """What I may follow while somebody else has the next move."""
    return orientations(actor).filter(closed_at=None).exclude(_my_turn(actor))


def lately_ended(actor, *, since: datetime) -> QuerySet[Orientation]:
    return orientations(actor).filter(closed_at__gte=since).order_by("-closed_at", "id")


def attributed_to_me(actor) -> QuerySet[Orientation]:
    """Attributed or met: what a support may begin from."""
    rows = orientations(actor).filter(attributed_to_id=actor.account_id)
    return rows.filter(state__in=[State.ATTRIBUTED, State.MET])


def moves(actor, orientation: UUID) -> QuerySet[OrientationMove]:
    """Its thread, from the first move on."""
    around = ("by", "addressed_to", "owner_before", "owner_after", "suggested_unit", "to_unit", "named")
    rows = visible(OrientationMove, actor).filter(orientation_id=orientation)
    return rows.select_related(*around).order_by("version", "id")


def last_moves(actor, identifiers: Iterable[UUID]) -> dict[UUID, OrientationMove]:
    """What happened last to each of these. One query."""
    rows = visible(OrientationMove, actor).filter(orientation_id__in=list(identifiers))
    rows = rows.select_related("by", "to_unit", "suggested_unit", "named")
    latest = rows.order_by("orientation_id", "-version", "-id").distinct("orientation_id")
    return {row.orientation_id: row for row in latest}


def _my_turn(actor) -> Q:
    turn = Q(owner_id=actor.account_id)
    for owner, capability in CAPABILITIES.items():
        turn |= Q(state__in=OWNED_BY[owner], owner_unit_id__in=actor.reach(capability))
    return turn


def moves_of_person(actor, person: UUID) -> QuerySet[OrientationMove]:
    """Every hand-over about her that the actor may read, the latest first (R03)."""
    rows = visible(OrientationMove, actor).filter(person_id=person)
    return rows.select_related("by", "owner_before", "owner_after").order_by("-at", "-id")


@written_once
def moves_by_others(actor, since: datetime, most: int) -> QuerySet[OrientationMove]:
    """What others did with the orientations I sent, the latest first."""
    rows = visible(OrientationMove, actor).filter(sender_id=actor.account_id, at__gte=since)
    return rows.exclude(by_id=actor.account_id).order_by("-at", "-id")[:most]
