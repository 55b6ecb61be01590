"""Fixing an appointment, moving it, giving it to a colleague, cancelling it."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from tisserand.access import journal, scope
from tisserand.access import queries as access
from tisserand.access.rows import already
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as dues
from tisserand.deadlines.rules import refusals_to_give
from tisserand.kernel import sentences
from tisserand.kernel.refusals import Refusal, Refused, refuse
from tisserand.people import queries as people
from tisserand.reception import queries
from tisserand.reception.models import Appointment
from tisserand.reception.rules import appointments as rules
from tisserand.reception.rules import leaving
from tisserand.reception.rules.appointments import Slot, State
from tisserand.reception.slots import FOLLOW_APPOINTMENT, HOLD_WHAT_FIXED

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
    _keep(row, force_insert=True)
    journal.record(actor=actor, at=at, verb="appointment.book", kind=KIND, subject=row.pk, person=person)
    if row.follows:
        tell_who_fixed(row.follows, row, actor=actor, at=at)
    return row


@transaction.atomic
def postpone_appointment(
    *,
    actor,
    at: datetime,
    appointment: UUID,
    by: State,
    slot: Slot,
    professional: UUID | None = None,
    request_key: UUID | None = None,
) -> Appointment:
    """Closes this one and gives the one that follows it, with the same colleague unless another is named."""
    if known := already(Appointment, request_key):
        return known
    row = locked(appointment)
    if by not in rules.POSTPONED:
        refuse([Refusal("by", "Dites qui reporte\u00a0: la personne ou le service.", "by")])
    move(row, by, actor=actor, at=at, verb="appointment.postpone")
    receives = professional or row.professional_id
    following = _new(actor, at, person=row.person_id, professional=receives, unit=row.unit_id, slot=slot, moved=row)
    following.request_key, following.follows, following.visibility = request_key, row, row.visibility
    following.fixed_for = row.fixed_for
    _keep(following, force_insert=True)
    journal.record(
        actor=actor, at=at, verb="appointment.book", kind=KIND, subject=following.pk, person=following.person_id
    )
    tell_who_fixed(row, following, actor=actor, at=at)
    return following


@transaction.atomic
def entrust_appointment(*, actor, at: datetime, appointment: UUID, professional: UUID) -> Appointment:
    """At the same hour with another colleague: for the person, nothing changes but whom she meets."""
    row = locked(appointment)
    must_keep(actor, row.professional_id, row.unit_id)
    same = professional == row.professional_id
    begun = row.starts_at <= at and not was_to_entrust(row)
    refuse(leaving.refusals_to_entrust(State(row.state), same=same, begun=begun))
    _give(row, professional, actor=actor, at=at)
    tell_who_fixed(row, row, actor=actor, at=at)
    return row


@transaction.atomic
def cancel_appointment(*, actor, at: datetime, appointment: UUID, by: State) -> Appointment:
    row = locked(appointment)
    if by not in rules.CANCELLED:
        refuse([Refusal("by", "Dites qui annule\u00a0: la personne ou le service.", "by")])
    move(row, by, actor=actor, at=at, verb="appointment.cancel")
    tell_who_fixed(row, actor=actor, at=at)
    return row


@transaction.atomic
def keep_hour(*, actor, at: datetime, appointment: UUID, professional: UUID) -> Appointment | None:
    """Somebody else accompanies her: she comes at the same hour, and meets her. If she is taken, it is called off."""
    with scope.moving(appointment):
        row = locked(appointment)
        to_give = row.state == State.PLANNED and (row.starts_at > at or was_to_entrust(row))
    if row.state == State.PLANNED and row.professional_id == professional:
        return row
    if to_give:
        try:
            with transaction.atomic():
                return _give(row, professional, actor=actor, at=at)
        except Refused:
            pass
    call_off_appointment(actor=actor, at=at, appointment=appointment)
    return None


@transaction.atomic
def call_off_appointment(*, actor, at: datetime, appointment: UUID, knows: bool = False) -> None:
    """What it was fixed for is over, whoever ended it: its hour is free. Nothing once it was told.

    She is called, before she comes for nothing; not when she `knows`.
    """
    reads = queries.appointments(actor).filter(pk=appointment).exists()
    with scope.moving(appointment):
        row = locked(appointment)
        if row.state != State.PLANNED:
            return
        if knows or row.starts_at <= at:
            contact_made(row, State.CANCELLED_BY_SERVICE, actor=actor, at=at)
        else:
            hers = reads and _keeps(actor, row.professional_id, row.unit_id)
            _owe_call(row, actor.account_id if hers else queries.keeper_of(row, at), actor=actor, at=at)
        _tell(row, State.CANCELLED_BY_SERVICE, actor=actor, at=at, verb="appointment.cancel")


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
    must_keep(actor, professional, unit)
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


def _give(row: Appointment, professional: UUID, *, actor, at: datetime) -> Appointment:
    on = access.today(row.starts_at, row.unit.time_zone)
    refuse(_refused_colleague(row.unit_id, professional, on))
    refuse(refusals_to_give(account=professional, closed_to=dues.closed_to(row.person_id)))
    contact_made(row, "confie", actor=actor, at=at)
    row.professional_id, row.obligation_id, row.version = professional, None, row.version + 1
    with scope.moving(row.pk):
        _keep(row, update_fields=["professional", "obligation", "version"])
    journal.record(actor=actor, at=at, verb="appointment.entrust", kind=KIND, subject=row.pk, person=row.person_id)
    return row


def _closed_words(unit, on) -> str:
    if not queries.shut(unit, on, unit.time_zone):
        return ""
    return f"{unit.name} est fermé le {sentences.day(on)}. Choisissez un autre jour."


def _refused_colleague(unit: UUID, professional: UUID, on) -> list[Refusal]:
    around = queries.professionals(queries.neighbourhood(unit, on=on), on=on)
    seat = next((seat for seat in around if seat.account_id == professional), None)
    if seat is None:
        return [Refusal("professional", "Cette personne ne reçoit pas ici ce jour-là.", "professional")]
    stands = access.away([professional], on=on).values()
    return [rules.away(seat.account.name, until=stand.last_day, covering=stand.name) for stand in stands]


def _keep(row: Appointment, **how) -> None:
    """The database alone knows every agenda: it says when an hour is taken, whoever may see it."""
    try:
        with transaction.atomic():
            row.save(**how)
    except IntegrityError as broken:
        if NEVER_TWICE not in str(broken):
            raise
        refuse([rules.busy(access.accounts([row.professional_id])[row.professional_id].name)])


def locked(appointment: UUID) -> Appointment:
    """What it was fixed for is locked before it: see `locks`."""
    fixed_for = Appointment.objects.filter(pk=appointment).values_list("fixed_for", flat=True).first()
    if fixed_for:
        for hold in HOLD_WHAT_FIXED:
            hold(fixed_for)
    return Appointment.objects.select_for_update(no_key=True, of=("self",)).select_related("unit").get(pk=appointment)


def _keeps(actor, professional: UUID, unit: UUID) -> bool:
    return professional in {actor.account_id, *actor.covered} or actor.can("appointments.see", unit)


def must_keep(actor, professional: UUID, unit: UUID) -> None:
    if not _keeps(actor, professional, unit):
        refuse([Refusal("seat", "Vous ne tenez pas cet agenda. Laissez un message à votre collègue.", "professional")])


def move(row: Appointment, to: State, *, actor, at: datetime, verb: str) -> Appointment:
    must_keep(actor, row.professional_id, row.unit_id)
    refuse(rules.refusals_to_move(State(row.state), to, starts_at=row.starts_at, at=at))
    if to == State.CANCELLED_BY_SERVICE and row.starts_at > at:
        _call_her(row, actor=actor, at=at)
    elif to != State.MISSED:
        contact_made(row, to, actor=actor, at=at)
    return _tell(row, to, actor=actor, at=at, verb=verb)


def _tell(row: Appointment, to: State, *, actor, at: datetime, verb: str) -> Appointment:
    row.state, row.told_at, row.version = to, at, row.version + 1
    row.save(update_fields=["state", "told_at", "obligation", "version"])
    journal.record(actor=actor, at=at, verb=verb, kind=KIND, subject=row.pk, person=row.person_id)
    return row


def was_to_entrust(row: Appointment) -> bool:
    """Before its hour, somebody was asked to give it to another, and has not."""
    planned = row.state == State.PLANNED and row.obligation_id is not None
    return planned and any(duty.opened_at < row.starts_at for duty in dues.of_things([row.pk]))


def _call_her(row: Appointment, *, actor, at: datetime) -> None:
    """Whoever was to give it to another frees the hour: she is told before she comes for nothing."""
    if dues.is_owed(row.obligation_id):
        _owe_call(row, actor.account_id, actor=actor, at=at)


def _owe_call(row: Appointment, account: UUID | None, *, actor, at: datetime) -> None:
    due_at = leaving.due_to_call(row.starts_at, at=at, zone=row.unit.time_zone)
    said = {"actor": actor, "at": at, "unit": row.unit_id, "account": account, "label": leaving.TO_CALL}
    said |= {"due_at": due_at, "escalates_at": due_at}
    if dues.is_owed(row.obligation_id):
        deadlines.hand_over(**said, obligation=row.obligation_id)
    else:
        row.obligation = deadlines.open_obligation(**said, kind=KIND, subject=row.pk, person=row.person_id)


def tell_who_fixed(row: Appointment, following: Appointment | None = None, *, actor, at: datetime) -> None:
    """The room that had it fixed learns what became of it."""
    if row.fixed_for:
        for follow in FOLLOW_APPOINTMENT:
            follow(actor=actor, at=at, appointment=row, following=following)


def _taken_up(missed: UUID, person: UUID, *, actor, at: datetime) -> Appointment:
    row = locked(missed)
    if row.state not in rules.TAKEN_UP or row.person_id != person:
        refuse([Refusal("follows", "Ce rendez-vous a changé. Reprenez depuis sa page.")])
    contact_made(row, "rendez-vous-fixe", actor=actor, at=at)
    return row


def contact_made(row: Appointment, outcome: str, *, actor, at: datetime) -> bool:
    """What it owed is done, in whosever hand; nothing when it owed nothing."""
    owed = dues.is_owed(row.obligation_id)
    if owed:
        deadlines.discharge(actor=actor, at=at, obligation=row.obligation_id, outcome=str(outcome))
    return owed
