"""The light gestures of the line: let in, close, gone, taken back. Each one can be undone from the visit."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.activity import operations as activity
from tisserand.activity import queries as acts
from tisserand.activity.rules import Function
from tisserand.deadlines import queries as dues
from tisserand.deadlines.rules import refusals_to_give
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.reception.models import Visit
from tisserand.reception.operations.ending import follow_ending
from tisserand.reception.operations.locks import KIND, local, locked, must, save, today_of
from tisserand.reception.queries.line import receivers
from tisserand.reception.rules import visits
from tisserand.reception.rules.visits import State

MOVED = ("state", "received_by", "received_at", "ended_at", "outcome")


@transaction.atomic
def receive_visit(*, actor, at: datetime, visit: UUID, by: UUID) -> Visit:
    """« Faire entrer »: from now on `by` listens."""
    row = locked(visit)
    must(actor, "visits.register", row.site_id)
    _may_move(row, State.RECEIVED)
    _must_receive_here(row, by, at)
    row.state, row.received_by_id, row.received_at = State.RECEIVED, by, at
    return _moved(row, actor=actor, at=at, verb="visit.receive")


@transaction.atomic
def close_visit(*, actor, at: datetime, visit: UUID, outcome: str) -> Visit:
    """« Issue de la venue ». Nobody closes on an open danger, nor an interview without a written demand."""
    row = locked(visit)
    must(actor, "visits.register", row.site_id)
    if outcome == visits.GONE:
        return _leave(row, actor=actor, at=at)
    _may_move(row, State.CLOSED)
    refuse(
        visits.refusals_to_close(outcome=outcome, has_demand=row.has_demand, danger=row.danger, today=today_of(row, at))
    )
    row.state, row.ended_at, row.outcome = State.CLOSED, at, outcome
    _count_passage(row, actor=actor, at=at)
    return _moved(row, actor=actor, at=at, verb="visit.close")


@transaction.atomic
def cancel_visit(*, actor, at: datetime, visit: UUID) -> Visit:
    """Registered by mistake: out of the line and of the counts, kept in the day."""
    row = locked(visit)
    must(actor, "visits.register", row.site_id)
    if not visits.is_call_in_hand(State(row.state), row.channel):
        _may_move(row, State.MISTAKEN)
    if row.danger or row.has_demand:
        refuse([Refusal("used", "Quelqu’un a déjà écrit sur cette venue\u00a0: elle ne peut plus être annulée.")])
    row.state, row.received_by_id, row.received_at = State.MISTAKEN, None, None
    return _moved(row, actor=actor, at=at, verb="visit.cancel")


@transaction.atomic
def take_back(*, actor, at: datetime, visit: UUID) -> Visit:
    """« Annuler »: back where the visit was before its last step."""
    row = locked(visit)
    must(actor, "visits.register", row.site_id)
    answered = row.state == State.MISTAKEN and row.channel == visits.TELEPHONE
    before = State.RECEIVED if answered or row.state == State.CLOSED and row.received_at else State.WAITING
    refuse(visits.refusals_to_take_back(State(row.state), before))
    not_beside_herself(row, before)
    row.state, row.ended_at, row.outcome = before, None, ""
    if before is State.WAITING:
        row.received_by_id = row.received_at = None
    elif answered:
        row.received_by_id, row.received_at = actor.account_id, row.arrived_at
    return _moved(row, actor=actor, at=at, verb="visit.take_back")


def _leave(row: Visit, *, actor, at: datetime) -> Visit:
    _may_move(row, State.LEFT)
    row.state, row.ended_at, row.outcome = State.LEFT, at, visits.GONE
    return _moved(row, actor=actor, at=at, verb="visit.leave")


def _moved(row: Visit, *, actor, at: datetime, verb: str) -> Visit:
    save(row, *MOVED)
    follow_ending(row, actor=actor, at=at)
    journal.record(actor=actor, at=at, verb=verb, kind=KIND, subject=row.pk, person=row.person_id)
    return row


def _may_move(row: Visit, to: State) -> None:
    who = ""
    if row.received_by_id and to is State.RECEIVED:
        who = access.accounts([row.received_by_id])[row.received_by_id].name
    when = local(row, row.received_at) if row.received_at else None
    refuse(visits.refusals_to_move(State(row.state), to, who=who, when=when))


def _must_receive_here(row: Visit, by: UUID, at: datetime) -> None:
    refuse(refusals_to_give(account=by, closed_to=dues.closed_to(row.person_id)))
    if by not in {seat.account_id for seat in receivers(row.site_id, on=today_of(row, at))}:
        refuse([Refusal("by", "Cette personne ne reçoit pas sur ce site aujourd’hui.", "by")])


def not_beside_herself(row: Visit, to: State) -> None:
    again = row.person_id and to is State.WAITING
    same = Visit.objects.filter(site=row.site_id, day=row.day, person=row.person_id, state=State.WAITING)
    if again and same.exclude(pk=row.pk).exists():
        refuse([Refusal("twice", "Cette personne est revenue entre-temps\u00a0: elle est déjà dans la file.")])


def _count_passage(row: Visit, *, actor, at: datetime) -> None:
    """An answer at the desk is an act too (R30); the interview's own act is recorded with its demand."""
    if row.has_demand or acts.acts_about(actor, kind=KIND, subjects=[row.pk]).exists():
        return
    activity.record_act(
        actor=actor,
        at=at,
        happened_at=row.arrived_at,
        nature="call" if row.channel == visits.TELEPHONE else "desk",
        function=Function.RECEPTION,
        unit=row.site_id,
        channel=row.channel,
        kind=KIND,
        subject=row.pk,
        person=row.person_id,
    )
