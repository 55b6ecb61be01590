"""What every operation on a letter does: take it in hand, refuse what is stale, owe the next step."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from tisserand.access import journal
from tisserand.access.rows import change
from tisserand.kernel.refusals import refuse
from tisserand.kernel.working_days import working_days_after
from tisserand.transmissions.models import Letter
from tisserand.transmissions.operations import clocks
from tisserand.transmissions.queries.facts import today_of
from tisserand.transmissions.rules import Danger, State, kinds
from tisserand.transmissions.rules.refusals import refusals_to_move

KIND = clocks.LETTER
WRITE, SEND = "Achever une transmission", "Envoyer une transmission"
HEAR, CLOSE = "Suivre la réponse à une transmission", "Dire la suite à la personne, clore une transmission"
DAYS_TO_SEND, DAYS_TO_CLOSE = 1, 10


class LetterChanged(Exception):
    """Somebody else changed the same text meanwhile; nothing was replaced (decision D17)."""

    def __init__(self, row, theirs: Mapping[str, object]) -> None:
        super().__init__("letter changed")
        self.row, self.theirs, self.version = row, theirs, row.version


def hold(letter: UUID) -> Letter:
    """Lock an open letter."""
    row = Letter.objects.select_for_update(no_key=True).get(pk=letter)
    refuse(refusals_to_move(State(row.state), State.CLOSED) if row.state == State.CLOSED else ())
    return row


def add(model, row: Letter, *, actor, at: datetime, request_key: UUID | None = None, **fields):
    return model.objects.create(
        letter=row,
        person_id=row.person_id,
        visibility=row.visibility,
        unit_id=row.unit_id,
        holder_id=row.holder_id,
        reach=row.reach,
        author_id=actor.account_id,
        written_at=at,
        request_key=request_key,
        **fields,
    )


def note(verb: str, row: Letter, *, actor, at: datetime, reason: str = "") -> None:
    said = {"kind": KIND, "subject": row.pk, "person": row.person_id, "reason": reason}
    journal.record(actor=actor, at=at, verb=f"transmission.{verb}", **said)


def move(row: Letter, to: State, *, actor, at: datetime, **fields: object) -> None:
    """The letter goes on, and somebody owes what comes next."""
    former = row.obligation_id
    row.state = to
    for name, value in fields.items():
        setattr(row, name, value)
    row.obligation_id = owed(row, actor=actor, at=at) if to != State.CLOSED else former
    change(row, actor=actor, at=at, state=to, obligation_id=row.obligation_id, **fields)
    if to == State.CLOSED or former != row.obligation_id:
        clocks.discharge(former, actor=actor, at=at, outcome=str(to))


def owed(row: Letter, *, actor, at: datetime) -> UUID:
    """The duty of the present state: the clock of its rule, or a step of ours."""
    said, kind, today = {"actor": actor, "at": at}, kinds()[row.kind], today_of(row, at)
    match State(row.state):
        case State.DRAFT:
            return clocks.open_step(row, "write", WRITE, day_to_write(row, today), **said).pk
        case State.SEALED:
            return clocks.open_step(row, "send", SEND, _in_days(row, today, DAYS_TO_SEND), **said).pk
        case State.SENT if kind.rule:
            facts = {"not_allocataire": row.caisse == "not_allocataire"}
            return clocks.start(row, kind.rule, row.sent_on, label=HEAR, facts=facts, **said).pk
        case State.SENT:
            return clocks.open_step(row, "hear", HEAR, _in_days(row, today, kind.days_to_hear), **said).pk
    return clocks.open_step(row, "close", CLOSE, _in_days(row, today, DAYS_TO_CLOSE), **said).pk


def day_to_write(row: Letter, today: date) -> date:
    """« Sans délai » once her life is in danger."""
    return today if row.danger in {Danger.HOLD, Danger.PERIL} else _in_days(row, today, kinds()[row.kind].days_to_write)


def _in_days(row: Letter, today: date, days: int) -> date:
    if row.danger in {Danger.HOLD, Danger.PERIL} and row.state == State.SEALED:
        return today
    return working_days_after(today, days, row.unit.time_zone)
