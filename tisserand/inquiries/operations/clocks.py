"""What an inquiry owes, and until when: the only place of this room that writes to `deadlines`."""

from datetime import date, datetime
from uuid import UUID

from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.queries import is_owed
from tisserand.deadlines.rules import end_of
from tisserand.inquiries.models import Eviction
from tisserand.inquiries.rules.calendar import HEARING, OFFER, SAISINE, SEND

KIND = "inquiries.eviction"


def start_both(row: Eviction, *, actor, at: datetime) -> None:
    """The two dates of the décret run from the saisine (rule EXP-5)."""
    row.offering = start(row, OFFER, row.seized_on, actor=actor, at=at)
    start_sending(row, actor=actor, at=at)


def start_sending(row: Eviction, *, actor, at: datetime) -> None:
    row.sending = start(row, SEND, row.hearing_on, actor=actor, at=at)


def start(row: Eviction, rule: str, event_on: date, *, actor, at: datetime, label: str = ""):
    """A clock of the book; the one that runs already is given back."""
    return deadlines.start(
        actor=actor,
        at=at,
        rule=rule,
        subject=row.pk,
        kind=KIND,
        event_on=event_on,
        unit=row.unit_id,
        account=row.evaluator_id,
        person=row.person_id,
        label=label,
    )


def open_step(row: Eviction, what: str, label: str, on: date, *, actor, at: datetime):
    """A step that no rule dates; nobody has it in hand before an evaluator is named."""
    return deadlines.open_obligation(
        actor=actor,
        at=at,
        kind=f"{KIND}.{what}",
        subject=row.pk,
        person=row.person_id,
        unit=row.unit_id,
        account=row.evaluator_id,
        label=label,
        due_at=end_of(on, row.unit.time_zone),
    )


def move_hearing(row: Eviction, reason: str, *, actor, at: datetime) -> None:
    """What was counted from it is counted again; what it was stays written, with why."""
    said = {"event": HEARING, "event_on": row.hearing_on, "reason": reason}
    deadlines.move_event(actor=actor, at=at, kind=KIND, subject=row.pk, **said)


def move_saisine(row: Eviction, *, actor, at: datetime) -> None:
    said = {"event": SAISINE, "event_on": row.seized_on, "reason": "Saisine recopiée de nouveau."}
    deadlines.move_event(actor=actor, at=at, kind=KIND, subject=row.pk, **said)


def postpone(obligation: UUID | None, on: date, zone: str, *, actor, at: datetime) -> None:
    if is_owed(obligation):
        deadlines.postpone(actor=actor, at=at, obligation=obligation, due_at=end_of(on, zone))


def fulfil(row: Eviction, rule: str, outcome: str, *, actor, at: datetime, on: date | None = None) -> None:
    deadlines.fulfil(actor=actor, at=at, kind=KIND, subject=row.pk, rule=rule, outcome=outcome, on=on)


def discharge(obligation: UUID | None, *, actor, at: datetime, outcome: str) -> None:
    """Once done is done: a second fact does not do it again."""
    if is_owed(obligation):
        deadlines.discharge(actor=actor, at=at, obligation=obligation, outcome=outcome)


def hand_over(row: Eviction, *, actor, at: datetime) -> None:
    """Whoever leads the inquiry owes all that it owes."""
    for obligation in {row.obligation_id, row.offering_id, row.sending_id}:
        if is_owed(obligation):
            deadlines.hand_over(actor=actor, at=at, obligation=obligation, unit=row.unit_id, account=row.evaluator_id)
