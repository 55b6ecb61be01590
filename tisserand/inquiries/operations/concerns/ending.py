"""The end of a concern here: everything was said and done, or another département goes on with it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.inquiries.models import Concern, ConcernDispatch
from tisserand.inquiries.operations.concerns.steps import add, hold, move, note
from tisserand.inquiries.queries.concerns.facts import facts_of, today_of
from tisserand.inquiries.rules import coded
from tisserand.inquiries.rules.concern_refusals import refusals_to_close, refusals_to_transfer
from tisserand.inquiries.rules.concern_states import Recipient, Stage
from tisserand.kernel.refusals import Refusal, refuse

CHANNEL = Refusal("channel", "Dites par quel moyen.", "channel")


@transaction.atomic
def close(*, actor, at: datetime, concern: UUID) -> Concern:
    row = hold(concern)
    refuse(refusals_to_close(facts_of(row)))
    move(row, Stage.CLOSED, actor=actor, at=at, closed_on=today_of(row, at), closing="done")
    note("close", row, actor=actor, at=at)
    return row


@transaction.atomic
def transfer(*, actor, at: datetime, concern: UUID, to: str, on: date, channel: str, proof: str) -> Concern:
    """The family lives elsewhere: the other département has it, with its proof. Over here, not for the child."""
    row = hold(concern)
    refuse(refusals_to_transfer(Stage(row.stage), to=to, proof=proof, on=on, today=today_of(row, at)))
    refuse([] if channel in coded("ip_sending") else [CHANNEL])
    said = {"to": Recipient.DEPARTMENT, "whom": to, "sent_on": on, "channel": channel, "proof": proof.strip()}
    add(ConcernDispatch, row, actor=actor, at=at, **said)
    over = {"closed_on": today_of(row, at), "closing": "transferred", "transferred_to": to.strip()}
    move(row, Stage.CLOSED, actor=actor, at=at, **over)
    note("transfer", row, actor=actor, at=at)
    return row
