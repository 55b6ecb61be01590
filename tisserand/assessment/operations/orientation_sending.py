"""The sender's side: propose, agree with the person, send, answer the pôle, propose elsewhere, withdraw, contest."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from tisserand.access import queries as seats
from tisserand.access.queries import visible
from tisserand.activity import operations as activity
from tisserand.assessment.models import Orientation
from tisserand.assessment.operations.first_assessment import follow_up
from tisserand.assessment.operations.first_meeting import call_off, forget_meeting
from tisserand.assessment.operations.orientation_moves import (
    ALREADY_OPEN,
    KIND,
    day,
    locked,
    may,
    move,
    next_link,
    own,
    refuse_unless,
    write_move,
)
from tisserand.assessment.queries import orientation_places as places
from tisserand.assessment.rules import orientation_refusals as why
from tisserand.assessment.rules.orientation import Owner, State, refusals_of_turn, refusals_to_move
from tisserand.assessment.rules.orientation_refusals import How, Passed
from tisserand.assessment.rules.orientation_words import CONTESTED
from tisserand.deadlines import operations as deadlines
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people import operations as people
from tisserand.people import queries as persons
from tisserand.people.rules.consents import SHARING

CARE_REASON = "orientation"
ASK_AGAIN = "Notez d’abord son nouvel accord, dans «\u00a0Accords\u00a0»."


def propose(
    *,
    actor,
    at: datetime,
    person: UUID,
    from_unit: UUID,
    to_unit: UUID | None,
    reasons: str,
    asks: str = "",
    asks_language: str = "fr",
    urgency: str = "ordinary",
    passed: Iterable[Passed] = (),
    assessment: UUID | None = None,
    visit: UUID | None = None,
    request_key: UUID | None = None,
) -> Orientation:
    """The same request sent twice gives the same orientation."""
    refuse(_refusals_to_propose(actor, at, from_unit, to_unit, reasons))
    row = Orientation(
        person_id=person,
        visibility=persons.visibility_to_write(actor, person),
        from_unit_id=from_unit,
        author_id=actor.account_id,
        to_unit_id=to_unit,
        assessment_id=assessment,
        visit_id=visit,
        request_key=request_key,
        reasons=reasons.strip(),
        asks=asks.strip(),
        asks_language=asks_language,
        urgency=urgency,
        passed=[asdict(item) for item in passed],
        state_since=at,
        proposed_at=at,
    )
    try:
        with transaction.atomic():
            return _already_asked(actor, request_key) or _written(actor, at, row)
    except IntegrityError:
        return _already_asked(actor, request_key) or refuse([ALREADY_OPEN])


@transaction.atomic
def think_it_over(*, actor, at: datetime, orientation: UUID, expected_version: int, words: str = "") -> Orientation:
    """She has not decided: nothing leaves, and somebody asks her again."""
    row = locked(actor, orientation, expected_version)
    refuse_unless(actor, row, Owner.SENDER, State.PROPOSED)
    return move(actor=actor, at=at, row=row, to=State.PROPOSED, words=words)


@transaction.atomic
def agree(
    *, actor, at: datetime, orientation: UUID, expected_version: int, agreed_on: date | None, how: str = How.SAID
) -> Orientation:
    row = locked(actor, orientation, expected_version)
    reasons = why.refusals_to_agree(agreed_on=agreed_on, how=how, today=day(row, at))
    refuse_unless(actor, row, Owner.SENDER, State.AGREED, reasons)
    row.agreed_on, row.agreed_how = agreed_on, how
    return move(actor=actor, at=at, row=row, to=State.AGREED)


@transaction.atomic
def send(*, actor, at: datetime, orientation: UUID, expected_version: int) -> Orientation:
    """From here the pôle reads what she chose to pass, and owes an answer."""
    row = locked(actor, orientation, expected_version)
    refuse_unless(actor, row, Owner.SENDER, State.SENT, _her_no(actor, row))
    row.addressed_to_id, row.sent_at = row.to_unit_id, at
    return move(actor=actor, at=at, row=row, to=State.SENT)


@transaction.atomic
def reply(*, actor, at: datetime, orientation: UUID, expected_version: int, words: str, agreed: bool) -> Orientation:
    """The complement asked for, passed on with her agreement."""
    row = locked(actor, orientation, expected_version)
    reasons = (*why.refusals_to_reply(words, agreed=agreed), *_her_no(actor, row))
    refuse_unless(actor, row, Owner.SENDER, State.RECEIVED, reasons)
    row.passed = [*row.passed, asdict(Passed("Complément", words.strip()))]
    return move(actor=actor, at=at, row=row, to=State.RECEIVED, words=words)


@transaction.atomic
def propose_again(
    *,
    actor,
    at: datetime,
    orientation: UUID,
    expected_version: int,
    to_unit: UUID | None,
    reasons: str,
    passed: Iterable[Passed] | None = None,
) -> Orientation:
    """After a refusal. She agrees again: another service will read her."""
    row = locked(actor, orientation, expected_version)
    reasons_not_to = _refusals_to_propose(actor, at, row.from_unit_id, to_unit, reasons, by=row)
    refuse_unless(actor, row, Owner.SENDER, State.PROPOSED, reasons_not_to)
    row.to_unit_id, row.reasons = to_unit, reasons.strip()
    row.passed = row.passed if passed is None else [asdict(item) for item in passed]
    row.agreed_on, row.agreed_how, row.sent_at, row.suggested_unit_id = None, "", None, None
    return move(actor=actor, at=at, row=row, to=State.PROPOSED)


@transaction.atomic
def withdraw(
    *, actor, at: datetime, orientation: UUID, expected_version: int, reason: str, words: str = ""
) -> Orientation:
    row = locked(actor, orientation, expected_version)
    refuse(refusals_of_turn(Owner.SENDER, allowed=_may_withdraw(actor, row)))
    refuse(refusals_to_move(State(row.state), State.WITHDRAWN))
    refuse(why.refusals_to_withdraw(reason, on=day(row, at)))
    row.close_reason = reason
    leave_care(actor, at, row)
    fixed = forget_meeting(row)
    row = move(actor=actor, at=at, row=row, to=State.WITHDRAWN, words=words, reason=reason)
    call_off(fixed, actor=actor, at=at)
    return row


@transaction.atomic
def contest(*, actor, at: datetime, orientation: UUID, expected_version: int, words: str) -> Orientation:
    """The person says no to what was answered: her manager gives a human answer, with a date."""
    row = locked(actor, orientation, expected_version)
    refuse_unless(actor, row, Owner.SENDER, State.ARBITRATION, why.refusals_to_contest(words))
    leave_care(actor, at, row)
    fixed = forget_meeting(row)
    reader, row.addressed_to_id = row.addressed_to_id, None
    row = move(actor=actor, at=at, row=row, to=State.ARBITRATION, words=words, reason=CONTESTED, reader=reader)
    call_off(fixed, actor=actor, at=at)
    return row


NOT_A_POLE = Refusal("pole", "Ce service ne reçoit pas d’orientation aujourd’hui. Choisissez-en un autre.", "to_unit")
NOT_YOURS = Refusal("from_unit", "Orientez au nom d’un site ou d’une équipe où vous travaillez.", "from_unit")


def _refusals_to_propose(actor, at: datetime, from_unit, to_unit, reasons: str, by: Orientation | None = None):
    refusals = why.refusals_to_propose(reasons=reasons, to_unit=to_unit, from_unit=from_unit)
    if by is None and from_unit is not None and not actor.can("orientations.propose", from_unit):
        refusals = (*refusals, NOT_YOURS)
    if to_unit is not None and to_unit not in {pole.unit.pk for pole in places.pole_views(at.date())}:
        refusals = (*refusals, NOT_A_POLE)
    return refusals


def _already_asked(actor, request_key: UUID | None) -> Orientation | None:
    if request_key is None:
        return None
    return visible(Orientation, actor).filter(author_id=actor.account_id, request_key=request_key).first()


def _written(actor, at: datetime, row: Orientation) -> Orientation:
    row.from_unit = seats.unit(row.from_unit_id)
    owed = next_link(row, at)
    own(row, owed)
    row.obligation = deadlines.open_obligation(
        actor=actor,
        at=at,
        kind=KIND,
        subject=row.pk,
        person=row.person_id,
        label=owed.label,
        unit=owed.desk.unit,
        account=owed.desk.account,
        due_at=owed.due_at,
        escalates_at=owed.due_at,
    )
    row.act = record_act(actor, at, row, unit=row.from_unit_id, function="information")
    row.save(force_insert=True)
    write_move(actor=actor, at=at, row=row, came_from="", before=None)
    _take_up_assessment(actor, at, row)
    return row


def _take_up_assessment(actor, at: datetime, row: Orientation) -> None:
    if row.assessment_id is not None:
        follow_up(actor=actor, at=at, assessment=row.assessment_id, outcome="orientation_proposed")


def record_act(actor, at: datetime, row: Orientation, *, unit: UUID, function: str):
    return activity.record_act(
        actor=actor,
        at=at,
        happened_at=at,
        nature="orientation",
        function=function,
        unit=unit,
        kind=KIND,
        subject=row.pk,
        person=row.person_id,
    )


def _her_no(actor, row: Orientation) -> tuple[Refusal, ...]:
    """She said no to sharing with this service, and still does: her agreement of the day is first noted there."""
    no = persons.refuses(actor, row.person_id, SHARING, row.to_unit.name)
    return (replace(no, message=f"{no.message} {ASK_AGAIN}"),) if no else ()


def _may_withdraw(actor, row: Orientation) -> bool:
    """The sender's team, and the one who has it in hand since: a pôle declines, it does not withdraw."""
    return may(actor, row, Owner.SENDER) or may(actor, row, Owner.PROFESSIONAL)


def leave_care(actor, at: datetime, row: Orientation) -> None:
    """Whoever had been named no longer accompanies her on this account."""
    if row.attributed_to_id is None:
        return
    people.leave_care_team(
        actor=actor,
        at=at,
        person=row.person_id,
        unit=row.attribution_unit_id,
        account=row.attributed_to_id,
        reason=CARE_REASON,
        ends_before=day(row, at),
    )
