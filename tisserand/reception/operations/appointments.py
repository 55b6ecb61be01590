"""Fixing an appointment, moving it, and saying how it went."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from tisserand.access import journal, scope
from tisserand.access import queries as access
from tisserand.access.rows import already
from tisserand.activity import operations as activity
from tisserand.activity import queries as acts
from tisserand.activity.rules import Function
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as dues
from tisserand.deadlines.rules import in_working_days, refusals_to_give
from tisserand.kernel import sentences
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people import queries as people
from tisserand.reception import queries
from tisserand.reception.models import Appointment, Visit
from tisserand.reception.operations.locks import save
from tisserand.reception.operations.tickets import hold_days
from tisserand.reception.rules import appointments as rules
from tisserand.reception.rules import visits
from tisserand.reception.rules.appointments import Slot, State
from tisserand.reception.slots import FOLLOW_APPOINTMENT

KIND = "reception.appointment"
NEVER_TWICE = "appointment_never_twice"


@transaction.atomic
def book_appointment(
    *,
    actor,
    at: datetime,
    person: UUID,
    professional: UUID,
    unit: UUID,
    slot: Slot,
    request_key: UUID | None = None,
    follows: UUID | None = None,
    fixed_for: UUID | None = None,
) -> Appointment:
    """`follows` names the missed one that this one takes up: contact is made again, the promise is kept.

    `fixed_for`: what a room above had it fixed for, and is told what becomes of it.
    """
    if known := already(Appointment, request_key):
        return known
    row = _new(actor, at, person=person, professional=professional, unit=unit, slot=slot)
    row.request_key, row.fixed_for = request_key, fixed_for
    if follows:
        row.follows = _taken_up(follows, person, actor=actor, at=at)
        row.fixed_for = fixed_for or row.follows.fixed_for
    _keep(row)
    journal.record(actor=actor, at=at, verb="appointment.book", kind=KIND, subject=row.pk, person=person)
    if row.follows:
        _follow(row.follows, row, actor=actor, at=at)
    return row


@transaction.atomic
def postpone_appointment(
    *, actor, at: datetime, appointment: UUID, by: State, slot: Slot, request_key: UUID | None = None
) -> Appointment:
    """Closes this one and gives the one that follows it, with the same colleague."""
    if known := already(Appointment, request_key):
        return known
    row = _locked(appointment)
    if by not in rules.POSTPONED:
        refuse([Refusal("by", "Dites qui reporte\u00a0: la personne ou le service.", "by")])
    _move(row, by, actor=actor, at=at, verb="appointment.postpone")
    following = _new(
        actor, at, person=row.person_id, professional=row.professional_id, unit=row.unit_id, slot=slot, moved=row
    )
    following.request_key, following.follows, following.visibility = request_key, row, row.visibility
    following.fixed_for = row.fixed_for
    _keep(following)
    journal.record(
        actor=actor, at=at, verb="appointment.book", kind=KIND, subject=following.pk, person=following.person_id
    )
    _follow(row, following, actor=actor, at=at)
    return following


@transaction.atomic
def cancel_appointment(*, actor, at: datetime, appointment: UUID, by: State) -> Appointment:
    row = _locked(appointment)
    if by not in rules.CANCELLED:
        refuse([Refusal("by", "Dites qui annule\u00a0: la personne ou le service.", "by")])
    _move(row, by, actor=actor, at=at, verb="appointment.cancel")
    _follow(row, actor=actor, at=at)
    return row


@transaction.atomic
def call_off_appointment(*, actor, at: datetime, appointment: UUID) -> None:
    """What it was fixed for is over, whoever ended it: its hour is free. Nothing once it was told."""
    with scope.moving(appointment):
        row = _locked(appointment)
        if row.state == State.PLANNED:
            _tell(row, State.CANCELLED_BY_SERVICE, actor=actor, at=at, verb="appointment.cancel")


@transaction.atomic
def honour_appointment(*, actor, at: datetime, appointment: UUID, minutes: int | None = None) -> Appointment:
    """She came: the colleague's time is counted once, even when a demand of the same meeting counted it already."""
    row = _locked(appointment)
    if row.state == State.MISSED:
        _contact_made(row, "honore", actor=actor, at=at)
    _move(row, State.HONOURED, actor=actor, at=at, verb="appointment.honour")
    if not _already_counted(actor, row):
        _count(row, actor=actor, at=at, minutes=minutes)
    _end_her_visit(row, at=at)
    _follow(row, actor=actor, at=at)
    return row


@transaction.atomic
def miss_appointment(*, actor, at: datetime, appointment: UUID) -> Appointment:
    """She did not come: somebody takes up contact again, before a date (invariant 1)."""
    row = _locked(appointment)
    row.obligation = deadlines.open_obligation(
        actor=actor,
        at=at,
        kind=KIND,
        subject=row.pk,
        label="Reprendre contact",
        unit=row.unit_id,
        account=row.professional_id,
        person=row.person_id,
        due_at=in_working_days(at, rules.CONTACT_AGAIN, row.unit.time_zone),
    )
    _move(row, State.MISSED, actor=actor, at=at, verb="appointment.miss")
    _follow(row, actor=actor, at=at)
    return row


@transaction.atomic
def take_up_contact(*, actor, at: datetime, appointment: UUID) -> Appointment:
    """Contact was made again without a new appointment."""
    row = _locked(appointment)
    _must_keep(actor, row.professional_id, row.unit_id)
    _contact_made(row, "contact-repris", actor=actor, at=at)
    return row


def follow_person(*, shadow: UUID, person: UUID, visibility: str) -> None:
    """A newcomer was joined to a protected file: her appointments go with her (decision D12)."""
    for key in Appointment.objects.filter(person_id=shadow).order_by("id").values_list("pk", flat=True):
        with scope.moving(key):
            Appointment.objects.filter(pk=key).update(person_id=person, visibility=visibility)


def follow_visibility(*, person: UUID, visibility: str) -> None:
    keys = list(Appointment.objects.filter(person_id=person).order_by("id").values_list("pk", flat=True))
    with scope.moving(*keys):
        Appointment.objects.filter(pk__in=keys).update(visibility=visibility)


def _new(actor, at: datetime, *, person, professional, unit, slot: Slot, moved: Appointment | None = None):
    visibility = people.visibility_of(actor, person)
    if visibility is None and moved is None:
        refuse([Refusal("person", "Cette personne n’est plus dans la liste. Cherchez-la de nouveau.")])
    _must_keep(actor, professional, unit)
    place = access.unit(unit)
    on = access.today(slot.starts_at, place.time_zone)
    closed = _closed_words(place, on)
    refuse([*rules.refusals_to_book(slot, at=at, closed=closed), *_refused_colleague(unit, professional, on)])
    refuse(refusals_to_give(account=professional, closed_to=dues.closed_to(person)))
    return Appointment(
        person_id=person,
        visibility=visibility or "restricted",
        professional_id=professional,
        unit_id=unit,
        place=slot.place,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        created_at=at,
        created_by_id=actor.account_id,
    )


def _closed_words(unit, on) -> str:
    if not queries.shut(unit, on, unit.time_zone):
        return ""
    return f"{unit.name} est fermé le {sentences.day(on)}. Choisissez un autre jour."


def _refused_colleague(unit: UUID, professional: UUID, on) -> list[Refusal]:
    around = queries.professionals(queries.neighbourhood(unit, on=on), on=on)
    if professional in {account.pk for account in around}:
        return []
    return [Refusal("professional", "Cette personne ne reçoit pas ici ce jour-là.", "professional")]


def _keep(row: Appointment) -> None:
    """The database alone knows every agenda: it says when an hour is taken, whoever may see it."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as broken:
        if NEVER_TWICE not in str(broken):
            raise
        refuse([rules.busy(access.accounts([row.professional_id])[row.professional_id].name)])


def _locked(appointment: UUID) -> Appointment:
    return Appointment.objects.select_for_update(no_key=True, of=("self",)).select_related("unit").get(pk=appointment)


def _must_keep(actor, professional: UUID, unit: UUID) -> None:
    if professional != actor.account_id and not actor.can("appointments.see", unit):
        refuse([Refusal("seat", "Vous ne tenez pas cet agenda. Laissez un message à votre collègue.", "professional")])


def _move(row: Appointment, to: State, *, actor, at: datetime, verb: str) -> Appointment:
    _must_keep(actor, row.professional_id, row.unit_id)
    refuse(rules.refusals_to_move(State(row.state), to, starts_at=row.starts_at, at=at))
    return _tell(row, to, actor=actor, at=at, verb=verb)


def _tell(row: Appointment, to: State, *, actor, at: datetime, verb: str) -> Appointment:
    row.state, row.told_at, row.version = to, at, row.version + 1
    row.save(update_fields=["state", "told_at", "obligation", "version"])
    journal.record(actor=actor, at=at, verb=verb, kind=KIND, subject=row.pk, person=row.person_id)
    return row


def _follow(row: Appointment, following: Appointment | None = None, *, actor, at: datetime) -> None:
    """The room that had it fixed learns what became of it."""
    if row.fixed_for:
        for follow in FOLLOW_APPOINTMENT:
            follow(actor=actor, at=at, appointment=row, following=following)


def _taken_up(missed: UUID, person: UUID, *, actor, at: datetime) -> Appointment:
    row = _locked(missed)
    if row.state != State.MISSED or row.person_id != person:
        refuse([Refusal("follows", "Ce rendez-vous a changé. Reprenez depuis sa page.")])
    _contact_made(row, "rendez-vous-fixe", actor=actor, at=at)
    return row


def _contact_made(row: Appointment, outcome: str, *, actor, at: datetime) -> None:
    if row.obligation_id and row.obligation.closed_at is None:
        deadlines.discharge(actor=actor, at=at, obligation=row.obligation_id, outcome=outcome)


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
