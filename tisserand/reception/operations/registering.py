"""Registering a coming, and taking a mistaken one out of the line."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.access import queries as access
from tisserand.access.rows import already
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.kernel.sentences import hour
from tisserand.people import queries as people
from tisserand.reception.models import Visit
from tisserand.reception.operations.locks import KIND, local, must, save
from tisserand.reception.operations.tickets import take_ticket
from tisserand.reception.queries.appointments import awaited_today
from tisserand.reception.rules import visits
from tisserand.reception.rules.visits import Arrival, State


class AlreadyWaiting(Exception):
    """She is in the line: said, never doubled."""

    def __init__(self, visit: Visit) -> None:
        super().__init__("already waiting")
        self.visit = visit


@transaction.atomic
def register_visit(
    *, actor, at: datetime, site: UUID, arrival: Arrival, person: UUID | None = None, request_key: UUID | None = None
) -> Visit:
    """Somebody is here. `request_key` makes a double press one visit."""
    must(actor, "visits.register", site)
    if known := already(Visit, request_key):
        return known
    zone = access.unit(site).time_zone
    refuse(visits.refusals_to_register(arrival, at=at, today=access.today(at, zone)))
    _must_exist(actor, person)
    day = access.today(arrival.arrived_at, zone)
    ticket = take_ticket(site, day)
    _not_twice(site, day, person)
    visit = Visit(site_id=site, day=day, ticket=ticket, person_id=person, request_key=request_key)
    _describe(visit, arrival, actor=actor, at=at)
    _awaited(visit, zone, actor=actor)
    visit.save(force_insert=True)
    journal.record(actor=actor, at=at, verb="visit.register", kind=KIND, subject=visit.pk, person=person)
    return visit


@transaction.atomic
def answer_call(
    *, actor, at: datetime, site: UUID, arrival: Arrival, person: UUID | None = None, request_key: UUID | None = None
) -> Visit:
    """A telephone call waits for nobody: whoever answers receives it at once."""
    visit = register_visit(actor=actor, at=at, site=site, arrival=arrival, person=person, request_key=request_key)
    if visit.state == State.WAITING:
        visit.state, visit.received_by_id, visit.received_at = State.RECEIVED, actor.account_id, visit.arrived_at
        save(visit, "state", "received_by", "received_at")
    return visit


def _describe(visit: Visit, arrival: Arrival, *, actor, at: datetime) -> None:
    visit.arrived_at, visit.recorded_at, visit.recorded_by_id = arrival.arrived_at, at, actor.account_id
    visit.channel, visit.contact_author = arrival.channel, arrival.contact_author
    visit.purpose, visit.purpose_text = arrival.purpose, arrival.purpose_text.strip()
    visit.called_as, visit.recording_refused = arrival.called_as.strip(), arrival.recording_refused


def _awaited(visit: Visit, zone: str, *, actor) -> None:
    """She has an appointment here today: that is what she comes for, unless the desk said something else."""
    if not visit.person_id or visit.channel == visits.TELEPHONE or visit.purpose != visits.FIRST_PURPOSE:
        return
    if kept := awaited_today(actor, visit.site_id, visit.day, zone, visit.person_id):
        visit.purpose, visit.meant_for_id = visits.APPOINTMENT, kept.professional_id


def _must_exist(actor, person: UUID | None) -> None:
    if person and people.visibility_of(actor, person) is None:
        refuse([Refusal("person", "Cette personne n’est plus dans la liste. Cherchez-la de nouveau.")])


def _not_twice(site: UUID, day, person: UUID | None) -> None:
    if person is None:
        return
    here = Visit.objects.filter(site_id=site, day=day, person_id=person, state=State.WAITING).first()
    if here:
        raise AlreadyWaiting(here)


def already_waiting_sentence(visit: Visit) -> str:
    return (
        f"Cette personne est déjà dans la file depuis {hour(local(visit, visit.arrived_at))}, n°\u00a0{visit.ticket}."
    )
