"""What every operation on an inquiry does: take it in hand, refuse what is closed or stale, owe the next step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tisserand.access import journal
from tisserand.access.rows import change
from tisserand.inquiries.models import Eviction
from tisserand.inquiries.operations import clocks
from tisserand.inquiries.queries.facts import today_of, zone_of
from tisserand.inquiries.rules import Outcome, State
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
    """`days` working days after today, or after the hearing."""

    what: str
    label: str
    days: int
    after_hearing: bool = False


# What is owed where no rule of the book says a date.
STEPS = {
    State.RECEIVED: Step("attribute", "Attribuer une enquête d’expulsion", dates.DAYS_TO_ATTRIBUTE),
    State.SENT: Step("hear", "Noter la décision du juge", dates.DAYS_TO_KNOW, after_hearing=True),
    State.HEARD: Step("follow", "Proposer une suite à la personne", dates.DAYS_TO_FOLLOW),
    State.FOLLOWED: Step("close", "Clore l’enquête", dates.DAYS_TO_CLOSE),
}
AGAIN = "Rencontrer la personne, ou lui proposer une seconde fois"
FINISH = "Achever le diagnostic, et le faire lire à la personne rencontrée"


def hold(eviction: UUID) -> Eviction:
    """Lock an open inquiry."""
    row = Eviction.objects.select_for_update(no_key=True).get(pk=eviction)
    refuse(refusals_to_change(State(row.state)))
    return row


def check_version(row, expected: int, fields: Mapping[str, object]) -> None:
    if row.version != expected:
        raise InquiryChanged(row, {name: getattr(row, name) for name in fields})


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
    """The duty of the present state: a clock of the décret, one of the service, or a step of ours."""
    state, said = State(row.state), {"actor": actor, "at": at}
    if state == State.ATTRIBUTED:
        return row.offering_id
    if state == State.READ or (state == State.WRITTEN and row.outcome == Outcome.NOT_MET):
        return row.sending_id
    if state in STEPS:
        return _open(row, STEPS[state], **said).pk
    today = today_of(row, at)
    if state == State.OFFERED and not dates.is_past_second_offer(row.hearing_on, zone_of(row), today):
        return clocks.start(row, dates.SECOND_OFFER, row.hearing_on, label=AGAIN, **said).pk
    return clocks.start(row, dates.FINISH, row.hearing_on, label=FINISH, **said).pk


def _open(row: Eviction, step: Step, *, actor, at: datetime):
    return clocks.open_step(row, step.what, step.label, _day_of(row, step, at), actor=actor, at=at)


def _day_of(row: Eviction, step: Step, at: datetime) -> date:
    start = row.hearing_on if step.after_hearing else today_of(row, at)
    return working_days_after(start, step.days, zone_of(row))


def follow_hearing(row: Eviction, *, actor, at: datetime) -> None:
    """The step that comes after the hearing moves with it; the clocks of the book moved already."""
    step = STEPS.get(State(row.state))
    if step and step.after_hearing:
        clocks.postpone(row.obligation_id, _day_of(row, step, at), zone_of(row), actor=actor, at=at)
