"""What she allows, topic by topic and partner by partner, and what stops when she does not."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tisserand.kernel.dates import PartialDate
from tisserand.kernel.refusals import Refusal
from tisserand.kernel.sentences import plain_date
from tisserand.people.rules.identity import refusals_before_birth
from tisserand.people.rules.states import Decision

REFERENCE = Path(__file__).parents[1] / "reference" / "consents.toml"
SHARING, VOICEMAIL, SMS, LETTER = "partage", "message-vocal", "sms", "courrier"


@dataclass(frozen=True)
class Topic:
    code: str
    label: str
    effect: str
    starts_on: date
    partner: bool = False
    ends_before: date | None = None


@dataclass(frozen=True)
class Said:
    """One answer of hers. `until`: the day from which it no longer counts."""

    topic: str
    partner: str
    decision: Decision
    on: date
    withdrawn_on: date | None = None
    until: date | None = None


@cache
def topics() -> Mapping[str, Topic]:
    rows = tomllib.loads(REFERENCE.read_text(encoding="utf-8"))
    return {code: Topic(code=code, **row) for code, row in rows.items()}


def topics_on(on: date) -> tuple[Topic, ...]:
    return tuple(
        topic
        for topic in topics().values()
        if topic.starts_on <= on and (topic.ends_before is None or on < topic.ends_before)
    )


def topic_label(code: str) -> str:
    """A topic no longer asked about stays readable."""
    return topics()[code].label if code in topics() else code


def refusals_to_record(
    *,
    topic: str,
    partner: str,
    decided_on: date | None,
    ends_before: date | None,
    birth: PartialDate | None,
    today: date,
) -> tuple[Refusal, ...]:
    refusals = []
    if topic not in {known.code for known in topics_on(today)}:
        refusals.append(Refusal("topic", "Choisissez sur quoi porte sa réponse.", "topic"))
    elif topics()[topic].partner and not partner.strip():
        refusals.append(Refusal("partner", "Nommez le partenaire\u00a0: un accord vaut pour un seul.", "partner"))
    if decided_on is None or decided_on > today:
        refusals.append(Refusal("decided_on", "Dites quel jour elle a répondu.", "decided_on"))
    elif ends_before is not None and ends_before <= decided_on:
        refusals.append(Refusal("ends_before", "L’accord finit après le jour où il est donné.", "ends_before"))
    return (*refusals, *refusals_before_birth(birth, decided_on, "decided_on"))


def same_partner(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def latest(answers: Iterable[Said], *, topic: str, partner: str) -> Said | None:
    """Her last word about this topic and this partner; of two said the same day, the one that does not allow."""
    about = [said for said in answers if said.topic == topic and same_partner(said.partner, partner)]
    return max(about, key=lambda said: (said.withdrawn_on or said.on, said.decision != Decision.GIVEN), default=None)


def refusal_to_share(answers: Iterable[Said], *, topic: str, partner: str, on: date) -> Refusal | None:
    """Why this may not be passed on: refused, withdrawn, over, or never asked."""
    last = latest(answers, topic=topic, partner=partner)
    what, whom = topic_label(topic).lower(), f" avec {partner}" if partner else ""
    if last is None:
        return Refusal("unasked", f"Son accord n’a pas été demandé\u00a0: {what}{whom}. Demandez-lui d’abord.")
    if last.decision != Decision.GIVEN:
        return standing_refusal(answers, topic=topic, partner=partner)
    if last.until is not None and last.until <= on:
        return Refusal("over", f"Son accord a pris fin le {plain_date(last.until)}\u00a0: {what}{whom}.")
    return None


def standing_refusal(answers: Iterable[Said], *, topic: str, partner: str) -> Refusal | None:
    """Why this may not be passed on even where another agreement is asked each time: she said no, and still does."""
    last = latest(answers, topic=topic, partner=partner)
    if last is None or last.decision == Decision.GIVEN:
        return None
    what, whom = topic_label(topic).lower(), f" avec {partner}" if partner else ""
    if last.decision == Decision.WITHDRAWN:
        day = plain_date(last.withdrawn_on or last.on)
        return Refusal("withdrawn", f"Elle a retiré son accord le {day}\u00a0: {what}{whom}.")
    return Refusal("refused", f"Elle a refusé le {plain_date(last.on)}\u00a0: {what}{whom}.")
