"""The protocol: its versions, the one that applies on a day, what it answers to a danger."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tisserand.access.queries import visible
from tisserand.reception.models import Protocol, ProtocolAnswer
from tisserand.reception.models.protocols import text_of
from tisserand.reception.rules.urgency import GENERAL, Answer, State, Text

WRITES = "urgency.protocol"


@dataclass(frozen=True)
class Frame:
    """What the version of a day says of one danger: its own part, and the general one."""

    protocol: Protocol
    kind: str
    answer: Answer
    general: Answer


def protocols(actor) -> QuerySet[Protocol]:
    """The latest first, the one in preparation above them, for those alone who prepare it."""
    rows = visible(Protocol, actor).select_related("published_by", "withdrawn_by", "changed_by")
    return rows if actor.can(WRITES) else rows.exclude(state=State.DRAFT)


def protocol_on(actor, day: date) -> Protocol | None:
    published = protocols(actor).filter(state=State.PUBLISHED, applies_on__lte=day)
    return published.order_by("-applies_on", "id").first()


def answers_of(actor, protocol: Protocol) -> list[ProtocolAnswer]:
    return list(visible(ProtocolAnswer, actor).filter(protocol=protocol).order_by("kind", "id"))


def text(actor, protocol: Protocol) -> Text:
    return said_by(protocol, answers_of(actor, protocol))


def said_by(protocol: Protocol, answers: list[ProtocolAnswer]) -> Text:
    return text_of(protocol, answers)


def frame(actor, day: date, kind: str = "") -> Frame | None:
    """Two queries; as long as nobody named the danger, the general part stands for it."""
    protocol = protocol_on(actor, day)
    if protocol is None:
        return None
    rows = visible(ProtocolAnswer, actor).filter(protocol=protocol, kind__in=[kind, GENERAL]).order_by("id")
    said = {row.kind: row.answer for row in rows}
    general = said.get(GENERAL, Answer())
    known = kind if kind in said else GENERAL
    return Frame(protocol, known, said.get(known, general), general)
