"""Her last word on each topic and partner, and whether something may be passed on."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tisserand.access.queries import visible
from tisserand.kernel.refusals import Refusal
from tisserand.people.models import Consent
from tisserand.people.queries.persons import consents
from tisserand.people.rules import Decision
from tisserand.people.rules import consents as rules
from tisserand.people.rules.consents import Said


@dataclass(frozen=True)
class Channels:
    """What she closed whatever her telephone allows: a sentence for each closed way, empty when it is open."""

    voicemail: str = ""
    sms: str = ""
    letter: str = ""

    def __iter__(self):
        return iter(sentence for sentence in (self.voicemail, self.sms, self.letter) if sentence)


def may_share(actor, person: UUID, topic: str, partner: str, on: date) -> Refusal | None:
    """None when it may be passed on; else the sentence that says why not. An agreement never asked is not one."""
    return rules.refusal_to_share(_said(actor, person), topic=topic, partner=partner, on=on)


def refuses(actor, person: UUID, topic: str, partner: str = "") -> Refusal | None:
    """Her standing no, where the gesture itself asks for her agreement."""
    return rules.standing_refusal(_said(actor, person), topic=topic, partner=partner)


def closed_channels(rows) -> Channels:
    """From her answers already read."""
    said = [_as_said(row) for row in rows]
    closed = {
        name: rules.standing_refusal(said, topic=topic, partner="")
        for name, topic in (("voicemail", rules.VOICEMAIL), ("sms", rules.SMS), ("letter", rules.LETTER))
    }
    return Channels(**{name: refusal.message if refusal else "" for name, refusal in closed.items()})


def consent(actor, person: UUID, consent_id: UUID) -> Consent | None:
    return visible(Consent, actor).filter(person_id=person, pk=consent_id).first()


def _said(actor, person: UUID) -> list[Said]:
    return [_as_said(row) for row in consents(actor, person)]


def _as_said(row: Consent) -> Said:
    return Said(row.topic, row.partner, Decision(row.decision), row.decided_on, row.withdrawn_on, row.ends_before)
