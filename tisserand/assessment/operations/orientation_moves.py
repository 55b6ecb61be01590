"""What every move of an orientation does: lock, hand the link over, write the thread and the journal."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from tisserand.access import journal, scope
from tisserand.access.queries import today, visible
from tisserand.assessment.models import Orientation, OrientationMove
from tisserand.assessment.queries import orientation as queries
from tisserand.assessment.queries import orientation_places as places
from tisserand.assessment.rules.orientation import (
    ENDED,
    STEPS,
    Link,
    Owner,
    State,
    link,
    refusals_of_turn,
    refusals_to_move,
)
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.rules import in_working_days
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people.rules import Visibility

KIND = "assessment.orientation"
# Read by who attributes there, who may know nothing of a protected file: it says nothing of why.
TAKEN_BACK = "Reprendre une orientation"
ALREADY_OPEN = Refusal(
    "already_open",
    "Une orientation vers ce pôle est déjà en cours pour cette personne. Suivez-la plutôt que d’en faire une autre.",
    "to_unit",
)


class OrientationChanged(Exception):
    """Somebody moved it since this page was read. Nothing was written; `last` is the move to show."""

    def __init__(self, *, current: Orientation, last: OrientationMove | None) -> None:
        super().__init__(f"version {current.version}")
        self.current, self.last = current, last


def locked(actor, orientation: UUID, expected_version: int) -> Orientation:
    row = visible(Orientation, actor).select_for_update(no_key=True).get(pk=orientation)
    if row.version != expected_version:
        raise OrientationChanged(current=row, last=queries.last_moves(actor, [row.pk]).get(row.pk))
    return row


def day(row: Orientation, at: datetime) -> date:
    """The day it is where the sender works."""
    return today(at, row.from_unit.time_zone)


def refuse_unless(actor, row: Orientation, owner: Owner, to: State, *reasons: tuple[Refusal, ...]) -> None:
    """Whose turn it is, whether the move exists, and the reasons of the gesture: all at once."""
    turn = refusals_of_turn(owner, allowed=may(actor, row, owner))
    moved = refusals_to_move(State(row.state), to)
    refuse(turn or moved or [reason for several in reasons for reason in several])


def may(actor, row: Orientation, owner: Owner) -> bool:
    """The colleague named, or whoever answers for her unit."""
    if owner is Owner.SENDER:
        return _is(actor, row.author_id) or actor.can("orientations.propose", row.from_unit_id)
    if owner is Owner.POLE:
        return row.addressed_to_id is not None and actor.can("orientations.answer", row.addressed_to_id)
    if owner is Owner.ARBITER:
        return actor.can("orientations.arbitrate", row.from_unit_id)
    if row.attribution_unit_id is None:
        return False
    named = owner is Owner.PROFESSIONAL and _is(actor, row.attributed_to_id)
    return named or actor.can("orientations.attribute", row.attribution_unit_id)


def move(
    *,
    actor,
    at: datetime,
    row: Orientation,
    to: State,
    words: str = "",
    reason: str = "",
    article: str = "",
    suggested: UUID | None = None,
    reader: UUID | None = None,
    due_at: datetime | None = None,
) -> Orientation:
    """`reader` is the pôle that reads this line of the thread, when it is no longer the one addressed."""
    came_from, before = row.state, row.owner_unit_id
    if row.state != to:
        row.state, row.state_since = to, at
    row.version += 1
    _tie(actor, at, row, due_at)
    _save(row)
    write_move(
        actor=actor,
        at=at,
        row=row,
        came_from=came_from,
        before=before,
        words=words.strip(),
        reason=reason,
        article=article.strip(),
        suggested_unit_id=suggested,
        reader=reader or row.addressed_to_id,
    )
    return row


def write_move(
    *, actor, at: datetime, row: Orientation, came_from: str, before: UUID | None, reader: UUID | None = None, **said
) -> None:
    OrientationMove.objects.create(
        orientation_id=row.pk,
        person_id=row.person_id,
        visibility=row.visibility,
        sender_id=row.author_id,
        from_unit_id=row.from_unit_id,
        addressed_to_id=reader,
        attribution_unit_id=row.attribution_unit_id,
        at=at,
        by_id=actor.account_id,
        version=row.version,
        from_state=came_from,
        to_state=row.state,
        owner_before_id=before,
        owner_after_id=row.owner_unit_id,
        to_unit_id=row.to_unit_id,
        named_id=row.owner_id,
        **said,
    )
    journal.record(actor=actor, at=at, verb=f"orientation.{row.state}", kind=KIND, subject=row.pk, person=row.person_id)


def _save(row: Orientation) -> None:
    try:
        with scope.moving(row.pk), transaction.atomic():
            row.save()
    except IntegrityError:
        # Another one, perhaps behind a wall, is open for the same person and the same pôle.
        refuse([ALREADY_OPEN])


def next_link(row: Orientation, at: datetime) -> Link:
    on, state = day(row, at), State(row.state)
    desk = places.desk(row, STEPS[state].owner, on=on)
    return link(state, desk, at=at, on=on, zone=row.from_unit.time_zone, urgency=row.urgency)


@transaction.atomic
def go_on_without(*, actor, at: datetime, person: UUID | None, gone: UUID) -> None:
    """She stepped aside or left: who has it in hand here follows the obligation. Called from `people`."""
    hers = Orientation.objects.filter(person_id=person, owner_id=gone, closed_at=None)
    for row in hers.order_by("id").select_for_update(no_key=True):
        row.owner_id = places.desk(row, STEPS[State(row.state)].owner, on=day(row, at)).account
        row.save(update_fields=["owner"])


@transaction.atomic
def follow_visibility(*, actor, at: datetime, person: UUID, visibility: str) -> None:
    """Her file closes: a pôle that may know nothing of her owes nothing more; the sender has it again."""
    if visibility != Visibility.RESTRICTED:
        return
    theirs = Orientation.objects.filter(person_id=person, closed_at=None, owner_unit=F("addressed_to"))
    for row in theirs.order_by("id").select_for_update(no_key=True):
        taken = places.desk(row, Owner.SENDER, on=day(row, at))
        due_at = in_working_days(at, 1, row.from_unit.time_zone)
        own(row, Link(taken, due_at, TAKEN_BACK))
        with scope.moving(row.pk, row.obligation_id):
            row.save(update_fields=["owner_unit", "owner", "due_at"])
            deadlines.hand_over(
                actor=actor,
                at=at,
                obligation=row.obligation_id,
                unit=taken.unit,
                account=taken.account,
                due_at=due_at,
                label=TAKEN_BACK,
                escalates_at=due_at,
            )


def own(row: Orientation, owed: Link) -> None:
    """The owner and the date, for those whose wall hides the obligation."""
    row.owner_unit_id, row.owner_id, row.due_at = owed.desk.unit, owed.desk.account, owed.due_at


def _tie(actor, at: datetime, row: Orientation, due_at: datetime | None) -> None:
    # The obligation may be in hands that the one who moves does not see.
    with scope.moving(row.obligation_id):
        if State(row.state) in ENDED:
            _untie(actor, at, row)
        else:
            _hand_over(actor, at, row, due_at)


def _untie(actor, at: datetime, row: Orientation) -> None:
    deadlines.discharge(actor=actor, at=at, obligation=row.obligation_id, outcome=str(row.state))
    row.closed_at, row.due_at = at, None


def _hand_over(actor, at: datetime, row: Orientation, due_at: datetime | None) -> None:
    owed = next_link(row, at)
    own(row, owed)
    row.due_at = due_at or owed.due_at
    deadlines.hand_over(
        actor=actor,
        at=at,
        obligation=row.obligation_id,
        unit=owed.desk.unit,
        account=owed.desk.account,
        due_at=row.due_at,
        label=owed.label,
        escalates_at=row.due_at,
    )


def _is(actor, account: UUID | None) -> bool:
    return account is not None and actor.account_id == account
