"""How an appointment went: kept, missed, and whoever takes up contact again."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from tisserand.access import queries as access
from tisserand.activity import operations as activity
from tisserand.activity import queries as acts
from tisserand.activity.rules import Function
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.rules import in_working_days
from tisserand.kernel.refusals import refuse
from tisserand.reception import queries
from tisserand.reception.models import Appointment, Visit
from tisserand.reception.operations.appointments import (
    KIND,
    contact_made,
    locked,
    move,
    must_keep,
    tell_who_fixed,
    was_to_entrust,
)
from tisserand.reception.operations.locks import save
from tisserand.reception.operations.tickets import hold_days
from tisserand.reception.rules import appointments as rules
from tisserand.reception.rules import leaving, visits
from tisserand.reception.rules.appointments import State


@transaction.atomic
def honour_appointment(*, actor, at: datetime, appointment: UUID, minutes: int | None = None) -> Appointment:
    """She came: the colleague's time is counted once, even when a demand of the same meeting counted it already."""
    row = locked(appointment)
    if was_to_entrust(row) and row.professional_id != actor.account_id:
        refuse([leaving.by_another(access.accounts([row.professional_id])[row.professional_id].name)])
    if row.state == State.MISSED:
        contact_made(row, "honore", actor=actor, at=at)
    move(row, State.HONOURED, actor=actor, at=at, verb="appointment.honour")
    if not _already_counted(actor, row):
        _count(row, actor=actor, at=at, minutes=minutes)
    _end_her_visit(row, at=at)
    tell_who_fixed(row, actor=actor, at=at)
    return row


@transaction.atomic
def miss_appointment(*, actor, at: datetime, appointment: UUID) -> Appointment:
    """She did not come: somebody takes up contact again, before a date (invariant 1)."""
    row = locked(appointment)
    asked = contact_made(row, State.MISSED, actor=actor, at=at) if row.state == State.PLANNED else False
    row.obligation = deadlines.open_obligation(
        actor=actor,
        at=at,
        kind=KIND,
        subject=row.pk,
        label="Reprendre contact",
        unit=row.unit_id,
        account=None if asked else row.professional_id,
        person=row.person_id,
        due_at=in_working_days(at, rules.CONTACT_AGAIN, row.unit.time_zone),
    )
    move(row, State.MISSED, actor=actor, at=at, verb="appointment.miss")
    tell_who_fixed(row, actor=actor, at=at)
    return row


@transaction.atomic
def take_up_contact(*, actor, at: datetime, appointment: UUID) -> Appointment:
    """Contact was made again without a new appointment."""
    row = locked(appointment)
    must_keep(actor, row.professional_id, row.unit_id)
    refuse(rules.refusals_to_take_up(State(row.state)))
    contact_made(row, "contact-repris", actor=actor, at=at)
    return row


def _already_counted(actor, row: Appointment) -> bool:
    day = access.today(row.starts_at, row.unit.time_zone)
    same = acts.acts_about_person(actor, row.person_id).filter(
        author_id=row.professional_id, nature=rules.NATURES[row.place]
    )
    zone = ZoneInfo(row.unit.time_zone)
    return any(moment.astimezone(zone).date() == day for moment in same.values_list("happened_at", flat=True)[:20])


def _end_her_visit(row: Appointment, *, at: datetime) -> None:
    """She waited for this meeting: it took place, so she is no longer in the line. Its story is in the plan."""
    day = access.today(row.starts_at, row.unit.time_zone)
    came = Visit.objects.filter(
        site=row.unit_id, day=day, person=row.person_id, purpose=visits.APPOINTMENT, danger=False
    )
    hold_days(came.values_list("pk", flat=True))
    here = came.filter(state__in=[visits.State.WAITING, visits.State.RECEIVED]).order_by("id")
    for visit in here.select_for_update(no_key=True):
        if visit.received_by_id in (None, row.professional_id):
            visit.received_by_id, visit.received_at = row.professional_id, visit.received_at or at
            visit.state, visit.ended_at, visit.outcome = visits.State.CLOSED, at, visits.INTERVIEWED
            save(visit, "received_by", "received_at", "state", "ended_at", "outcome")


def _count(row: Appointment, *, actor, at: datetime, minutes: int | None) -> None:
    """The time is that of whoever received her, even when a colleague says how it went."""
    on = access.today(row.starts_at, row.unit.time_zone)
    at_the_desk = row.professional_id in {seat.account_id for seat in queries.receivers(row.unit_id, on=on)}
    activity.record_act(
        actor=actor,
        at=at,
        author=row.professional_id,
        happened_at=row.starts_at,
        nature=rules.NATURES[row.place],
        function=Function.RECEPTION if at_the_desk else Function.SUPPORT,
        unit=row.unit_id,
        channel=rules.CHANNELS[row.place],
        duration_minutes=minutes,
        kind=KIND,
        subject=row.pk,
        person=row.person_id,
    )
