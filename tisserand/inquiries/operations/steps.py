"""What every operation on an inquiry does: take it in hand, refuse what is closed or stale, owe the next step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from tisserand.access import journal
from tisserand.inquiries.models import Eviction
from tisserand.inquiries.operations import clocks
from tisserand.inquiries.queries.facts import today_of, zone_of
from tisserand.inquiries.rules import State
from tisserand.inquiries.rules import calendar as dates
from tisserand.inquiries.rules.refusals import refusals_to_change
from tisserand.kernel.refusals import refuse
from tisserand.kernel.working_days import working_days_after

KIND = clocks.KIND


class InquiryChanged(Exception):
    """Somebody else changed the same text meanwhile; nothing was replaced (decision D17)."""

    def __init__(self, row, theirs: Mapping[str, object]) -> None:
        super().__init__("inquiry changed")
        self.row, self.theirs, self.version = row, theirs, row.version


@dataclass(frozen=True)
class Step:
    """`by` gives the day from the row, today, and the zone of the unit."""

    what: str
    label: str
    by: Callable[[Eviction, date, str], date]
    for_team: bool = False


def _in(days: int) -> Callable[[Eviction, date, str], date]:
    return lambda row, today, zone: working_days_after(today, days, zone)


def _write_by(row: Eviction, today: date, zone: str) -> date:
    return dates.write_by(row.hearing_on, zone)


def _second_offer(row: Eviction, today: date, zone: str) -> date:
    """When the hearing is too near for a second offer, the diagnosis itself comes next."""
    again = dates.second_offer_on(row.hearing_on, zone)
    return again if again > today else dates.write_by(row.hearing_on, zone)


def _after_hearing(row: Eviction, today: date, zone: str) -> date:
    return working_days_after(row.hearing_on, dates.DAYS_TO_KNOW, zone)


# What is owed in each state; the two dates of the décret are owed in the others (`clocks`).
STEPS = {
    State.RECEIVED: Step("attribute", "Attribuer une enquête d’expulsion", _in(dates.DAYS_TO_ATTRIBUTE), for_team=True),
    State.OFFERED: Step("meet", "Rencontrer la personne, ou lui proposer une seconde fois", _second_offer),
    State.CONTACTING: Step("meet", "Rencontrer la personne, ou noter la carence", _write_by),
    State.MET: Step("write", "Écrire le diagnostic social et financier", _write_by),
    State.NOT_MET: Step("write", "Écrire le diagnostic de carence", _write_by),
    State.WRITTEN: Step("read", "Faire lire le diagnostic à la personne", _write_by),
    State.SENT: Step("hear", "Noter la décision du juge", _after_hearing),
    State.HEARD: Step("follow", "Proposer une suite à la personne", _in(dates.DAYS_TO_FOLLOW)),
    State.FOLLOWED: Step("close", "Clore l’enquête", _in(dates.DAYS_TO_CLOSE)),
}
# Their date moves with the hearing.
TIED_TO_HEARING = frozenset({State.OFFERED, State.CONTACTING, State.MET, State.NOT_MET, State.WRITTEN, State.SENT})


def hold(eviction: UUID) -> Eviction:
    """Lock an open inquiry."""
    row = Eviction.objects.select_for_update(no_key=True).get(pk=eviction)
    refuse(refusals_to_change(State(row.state)))
    return row


def check_version(row, expected: int, fields: Mapping[str, object]) -> None:
    if row.version != expected:
        raise InquiryChanged(row, {name: getattr(row, name) for name in fields})


def change(row, *, actor, at: datetime, **fields: object) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.version, row.changed_by_id, row.changed_at = row.version + 1, actor.account_id, at
    row.save(update_fields=[*fields, "version", "changed_by", "changed_at"])


def add(model, row: Eviction, *, actor, at: datetime, request_key: UUID | None = None, **fields):
    return model.objects.create(
        eviction=row,
        person_id=row.person_id,
        visibility=row.visibility,
        unit_id=row.unit_id,
        evaluator_id=row.evaluator_id,
        author_id=actor.account_id,
        written_at=at,
        request_key=request_key,
        **fields,
    )


def already(model, request_key: UUID | None):
    """The second of two equal requests waits for the first one's commit, then finds what it made."""
    if request_key is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(request_key)])
    return model.objects.filter(request_key=request_key).first()


def note(verb: str, row: Eviction, *, actor, at: datetime, reason: str = "") -> None:
    said = {"kind": KIND, "subject": row.pk, "person": row.person_id, "reason": reason}
    journal.record(actor=actor, at=at, verb=f"eviction.{verb}", **said)


def move(row: Eviction, to: State, *, actor, at: datetime, **fields: object) -> None:
    """The inquiry goes on, and somebody owes what comes next."""
    former = row.obligation_id
    row.state = to
    for name, value in fields.items():
        setattr(row, name, value)
    row.obligation_id = owed(row, actor=actor, at=at)
    change(row, actor=actor, at=at, state=to, obligation_id=row.obligation_id, sending_id=row.sending_id, **fields)
    if former not in {row.obligation_id, row.offering_id, row.sending_id}:
        clocks.discharge(former, actor=actor, at=at, outcome=to)


def owed(row: Eviction, *, actor, at: datetime) -> UUID:
    """The duty of the present state: one of the two clocks of the décret, or a step of ours."""
    if row.state == State.ATTRIBUTED:
        return row.offering_id
    if row.state == State.READ or (row.state == State.WRITTEN and row.outcome == "not_met"):
        return row.sending_id
    step = STEPS[State(row.state)]
    on = step.by(row, today_of(row, at), zone_of(row))
    return clocks.open_step(row, step.what, step.label, on, for_team=step.for_team, actor=actor, at=at).pk


def follow_hearing(row: Eviction, *, actor, at: datetime) -> None:
    """The step in hand moves with the hearing."""
    state = State(row.state)
    if state in TIED_TO_HEARING and row.obligation_id not in {row.offering_id, row.sending_id}:
        on = STEPS[state].by(row, today_of(row, at), zone_of(row))
        clocks.postpone(row.obligation_id, on, zone_of(row), actor=actor, at=at)
