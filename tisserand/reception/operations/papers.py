"""Typing the paper sheet of an outage: what happened keeps its hour, what is written says when it was written."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import queries as access
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.reception.models import Visit
from tisserand.reception.operations.ending import follow_ending
from tisserand.reception.operations.locks import save
from tisserand.reception.operations.receiving import close_visit
from tisserand.reception.operations.registering import register_visit
from tisserand.reception.queries.line import receivers
from tisserand.reception.rules import papers
from tisserand.reception.rules.papers import Sheet
from tisserand.reception.rules.visits import State


@transaction.atomic
def type_sheet(
    *,
    actor,
    at: datetime,
    site: UUID,
    sheet: Sheet,
    person: UUID | None = None,
    received_by: UUID | None = None,
    request_key: UUID | None = None,
) -> Visit:
    """The same sheet sent twice is one visit. Whoever received the person finds her demand to write."""
    refuse(papers.refusals_to_type(sheet, at=at))
    day = access.today(sheet.arrival.arrived_at, access.unit(site).time_zone)
    if received_by and received_by not in {seat.account_id for seat in receivers(site, on=day)}:
        refuse([Refusal("by", "Cette personne ne recevait pas sur ce site ce jour-là.", "received_by")])
    visit = register_visit(actor=actor, at=at, site=site, arrival=sheet.arrival, person=person, request_key=request_key)
    if visit.state != State.WAITING:
        return visit
    who = {"actor": actor, "at": at}
    return _received(visit, received_by, **who) if received_by else _ended(visit, sheet, **who)


def _received(visit: Visit, by: UUID, *, actor, at: datetime) -> Visit:
    visit.state, visit.received_by_id, visit.received_at = State.RECEIVED, by, visit.arrived_at
    save(visit, "state", "received_by", "received_at")
    follow_ending(visit, actor=actor, at=at)
    return visit


def _ended(visit: Visit, sheet: Sheet, *, actor, at: datetime) -> Visit:
    ended = close_visit(actor=actor, at=at, visit=visit.pk, outcome=sheet.outcome)
    ended.ended_at = sheet.arrival.arrived_at
    save(ended, "ended_at")
    return ended
