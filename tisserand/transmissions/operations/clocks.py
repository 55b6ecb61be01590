"""What is owed, and until when: the only place of this room that writes to `deadlines`.

What is owed about violence names nobody: its unit sees that something is to be done, not for whom.
"""

from datetime import date, datetime
from uuid import UUID

from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.queries import is_owed
from tisserand.deadlines.rules import end_of
from tisserand.transmissions.models import Domiciliation, Letter, ProtectiveMeasure
from tisserand.transmissions.rules import Reach

LETTER, ADDRESS, MEASURE = "transmissions.letter", "transmissions.domiciliation", "transmissions.measure"
KINDS = {Letter: LETTER, Domiciliation: ADDRESS, ProtectiveMeasure: MEASURE}


def start(row, rule: str, event_on: date, *, actor, at: datetime, label: str = "", facts=None):
    """A clock of the book; the one that runs already is given back."""
    said = {"rule": rule, "event_on": event_on, "label": label, "facts": facts}
    return deadlines.start(actor=actor, at=at, subject=row.pk, kind=KINDS[type(row)], **_owner(row), **said)


def open_step(row, what: str, label: str, on: date, *, actor, at: datetime, why: str = ""):
    """A step that no rule dates."""
    return deadlines.open_obligation(
        actor=actor,
        at=at,
        kind=f"{KINDS[type(row)]}.{what}",
        subject=row.pk,
        label=label,
        why=why,
        due_at=end_of(on, row.unit.time_zone),
        **_owner(row),
    )


def _owner(row) -> dict:
    quiet = getattr(row, "reach", "") == Reach.CARE
    holder = getattr(row, "holder_id", None)
    return {"unit": row.unit_id, "account": holder, "person": None if quiet else row.person_id}


def fulfil(row, rule: str, outcome: str, *, actor, at: datetime, on: date | None = None) -> None:
    said = {"kind": KINDS[type(row)], "subject": row.pk, "rule": rule, "outcome": outcome, "on": on}
    deadlines.fulfil(actor=actor, at=at, **said)


def move_event(row, event: str, on: date, reason: str, *, actor, at: datetime) -> None:
    said = {"kind": KINDS[type(row)], "subject": row.pk, "event": event, "event_on": on, "reason": reason}
    deadlines.move_event(actor=actor, at=at, **said)


def postpone(row, on: date, *, actor, at: datetime) -> None:
    if is_owed(row.obligation_id):
        due_at = end_of(on, row.unit.time_zone)
        deadlines.postpone(actor=actor, at=at, obligation=row.obligation_id, due_at=due_at)


def discharge(obligation: UUID | None, *, actor, at: datetime, outcome: str) -> None:
    """Once done is done: a second fact does not do it again."""
    if is_owed(obligation):
        deadlines.discharge(actor=actor, at=at, obligation=obligation, outcome=outcome)


def hand_over(row: Letter, *, actor, at: datetime) -> None:
    if is_owed(row.obligation_id):
        said = {"obligation": row.obligation_id, "unit": row.unit_id, "account": row.holder_id}
        deadlines.hand_over(actor=actor, at=at, **said)
