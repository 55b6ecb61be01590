"""Preparing, publishing and taking back a version of the protocol for social emergencies (R24)."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tisserand.access import journal
from tisserand.access.rows import change, one_at_a_time
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.reception.models import Protocol, ProtocolAnswer
from tisserand.reception.models.protocols import text_of
from tisserand.reception.rules import urgency as rules
from tisserand.reception.rules.numbers import national_numbers
from tisserand.reception.rules.urgency import Answer, Relay, State

KIND = "reception.protocol"
# One protocol for the département: who prepares, publishes or takes back waits for whoever does.
THE_PROTOCOL = UUID(int=24)


class ProtocolChanged(Exception):
    """A colleague changed the same text meanwhile; nothing was replaced (decision D17)."""

    def __init__(self, row, theirs: Mapping[str, object]) -> None:
        super().__init__("protocol changed")
        self.row, self.theirs, self.version = row, theirs, row.version


@transaction.atomic
def prepare_protocol(*, actor, at: datetime, today: date, source: UUID | None = None) -> Protocol:
    """One version in preparation at a time: asked twice, the same. From an earlier one, else from national numbers."""
    one_at_a_time(THE_PROTOCOL)
    if known := Protocol.objects.filter(state=State.DRAFT).first():
        return known
    former = Protocol.objects.get(pk=source) if source else None
    said = {row.kind: row.answer for row in ProtocolAnswer.objects.filter(protocol=former)} if former else {}
    row = Protocol(id=new_id(), created_at=at, created_by_id=actor.account_id, changed_at=at)
    row.changed_by_id = actor.account_id
    if former:
        row.definition, row.closing_rule = former.definition, former.closing_rule
    row.save(force_insert=True)
    ProtocolAnswer.objects.bulk_create(
        ProtocolAnswer(
            protocol=row,
            kind=kind,
            changed_at=at,
            changed_by_id=actor.account_id,
            **(said.get(kind, Answer()) if former else _national(kind)).rows(),
        )
        for kind in rules.kinds(on=today)
    )
    _record(row, "protocol.prepare", actor=actor, at=at)
    return row


@transaction.atomic
def write_frame(
    *, actor, at: datetime, protocol: UUID, expected_version: int, definition: str, closing_rule: str
) -> Protocol:
    """What the département calls an emergency, and what is done at closing time."""
    row = _in_preparation(protocol)
    said = {"definition": definition.strip(), "closing_rule": closing_rule.strip()}
    stands = {name: getattr(row, name) for name in said}
    if stands == said:
        return row
    if row.version != expected_version:
        raise ProtocolChanged(row, stands)
    change(row, actor=actor, at=at, **said)
    _record(row, "protocol.write", actor=actor, at=at)
    return row


@transaction.atomic
def write_answer(
    *, actor, at: datetime, protocol: UUID, kind: str, expected_version: int, answer: Answer
) -> ProtocolAnswer:
    _in_preparation(protocol)
    row = ProtocolAnswer.objects.select_for_update(no_key=True).get(protocol=protocol, kind=kind)
    if row.answer.rows() == answer.rows():
        return row
    if row.version != expected_version:
        said = row.answer
        theirs = {"relays": rules.in_lines(said.relays), "resources": rules.in_lines(said.resources)}
        raise ProtocolChanged(row, theirs | {"first": said.first, "attention": said.attention})
    refuse(rules.refusals_to_write(answer))
    change(row, actor=actor, at=at, **answer.rows())
    _record(row.protocol, "protocol.write", actor=actor, at=at)
    return row


@transaction.atomic
def publish_protocol(
    *, actor, at: datetime, protocol: UUID, applies_on: date, changes: str, today: date, read: int
) -> Protocol:
    """`read`: the state of the draft that was read (`reading`); another one is not what was agreed to."""
    one_at_a_time(THE_PROTOCOL)
    row = Protocol.objects.select_for_update(no_key=True).get(pk=protocol)
    if row.state == State.PUBLISHED and (row.applies_on, row.changes) == (applies_on, changes.strip()):
        return row
    _refuse_unless_draft(row)
    answers = list(ProtocolAnswer.objects.filter(protocol=row))
    refuse([READ_AGAIN] if reading(row, answers) != read else [])
    others = list(Protocol.objects.exclude(pk=row.pk))
    text = text_of(row, answers)
    refuse(rules.refusals_to_publish(text, others=others, applies_on=applies_on, changes=changes, today=today))
    row.number = 1 + (Protocol.objects.aggregate(last=Max("number"))["last"] or 0)
    row.state, row.applies_on, row.changes = State.PUBLISHED, applies_on, changes.strip()
    row.published_at, row.published_by_id = at, actor.account_id
    row.save(update_fields=["number", "state", "applies_on", "changes", "published_at", "published_by"])
    _record(row, "protocol.publish", actor=actor, at=at)
    return row


@transaction.atomic
def withdraw_protocol(*, actor, at: datetime, protocol: UUID, today: date) -> Protocol:
    """Before its day only: what applied once applied."""
    one_at_a_time(THE_PROTOCOL)
    row = Protocol.objects.select_for_update(no_key=True).get(pk=protocol)
    if row.state == State.WITHDRAWN:
        return row
    refuse(rules.refusals_to_withdraw(row, today=today))
    row.state, row.withdrawn_at, row.withdrawn_by_id = State.WITHDRAWN, at, actor.account_id
    row.save(update_fields=["state", "withdrawn_at", "withdrawn_by"])
    _record(row, "protocol.withdraw", actor=actor, at=at)
    return row


def reading(protocol: Protocol, answers: list[ProtocolAnswer]) -> int:
    """Grows with each change of any part."""
    return protocol.version + sum(row.version for row in answers)


READ_AGAIN = Refusal("read", "Un collègue a changé cette version depuis votre lecture. Relisez-la, puis publiez.")


def _national(kind: str) -> Answer:
    rows = [number for number in national_numbers() if kind in number.kinds]
    return Answer(relays=tuple(Relay(number.name, number.phone, number.when) for number in rows))


def _in_preparation(protocol: UUID) -> Protocol:
    row = Protocol.objects.select_for_update(no_key=True).get(pk=protocol)
    _refuse_unless_draft(row)
    return row


def _refuse_unless_draft(row: Protocol) -> None:
    if State.PUBLISHED not in rules.NEXT[State(row.state)]:
        refuse([Refusal("state", "Cette version est publiée\u00a0: elle ne change plus. Préparez-en une autre.")])


def _record(row: Protocol, verb: str, *, actor, at: datetime) -> None:
    journal.record(actor=actor, at=at, verb=verb, kind=KIND, subject=row.pk)
