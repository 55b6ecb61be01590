"""Dates of an inquiry: planned back from the hearing, and what the landlord's own dates say (rules EXP-3 to EXP-5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tisserand.deadlines.rules import Due, due
from tisserand.inquiries.rules.states import Landlord
from tisserand.kernel.refusals import Refused

OFFER, SEND, FINISH, SECOND_OFFER = "EXP-5a", "EXP-5b", "EXP-5c", "EXP-5d"
HEARING = "dsf.audience"
SAISINE = "dsf.saisine"
# Ours, each département may change them.
DAYS_TO_ATTRIBUTE = 2
DAYS_TO_KNOW = 5
DAYS_TO_FOLLOW = 10
DAYS_TO_CLOSE = 20
# Some rules are the département's to set: rule → length.
Chosen = Mapping[str, int | None]


@dataclass(frozen=True)
class Dates:
    """What the saisine says."""

    seized_on: date
    hearing_on: date
    # The one the landlord was summoning to: a postponement does not change what was due before it.
    first_hearing_on: date
    lease_on: date
    landlord: str = Landlord.PRIVATE
    summons_to_pay_on: date | None = None
    assigned_on: date | None = None
    notified_on: date | None = None
    ccapex_on: date | None = None


def planned(said: Dates, zone: str, chosen: Chosen) -> tuple[Due, ...]:
    """What comes before the hearing, the first first, each with its reason."""
    events = {OFFER: said.seized_on, SECOND_OFFER: said.hearing_on, FINISH: said.hearing_on, SEND: said.hearing_on}
    found = (rule_date(rule, on, zone, offset=chosen.get(rule)) for rule, on in events.items())
    return tuple(sorted((one for one in found if one), key=lambda one: one.on))


def clause(said: Dates, zone: str) -> Due | None:
    """When the clause résolutoire takes effect, by the date of the lease (rule EXP-3)."""
    return rule_date("EXP-3", said.summons_to_pay_on, zone, {"lease_on": said.lease_on})


def irregularities(said: Dates, zone: str) -> tuple[str, ...]:
    """Pointed out, never judged: it is for the judge, and for the person's lawyer (rule EXP-4)."""
    notice = rule_date("EXP-4a", said.first_hearing_on, zone)
    found = []
    if notice and said.notified_on and said.notified_on > notice.on:
        found.append(f"L’assignation semble notifiée au préfet trop tard. {notice.why}.")
    corporate = said.landlord != Landlord.PRIVATE
    warning = rule_date("EXP-4b", said.assigned_on, zone) if corporate else None
    if warning and said.ccapex_on and said.ccapex_on > warning.on:
        found.append(f"La CCAPEX ou la CAF semble saisie trop tard par le bailleur. {warning.why}.")
    return tuple(found)


def is_past_second_offer(hearing_on: date, zone: str, today: date) -> bool:
    """Too near the hearing to offer again: the diagnosis itself comes next."""
    again = rule_date(SECOND_OFFER, hearing_on, zone)
    return again is None or again.on <= today


def has_time_to_offer_again(hearing_on: date, zone: str, today: date) -> bool:
    finish = rule_date(FINISH, hearing_on, zone)
    return finish is not None and today < finish.on


def rule_date(
    rule: str, on: date | None, zone: str, facts: Mapping[str, date] | None = None, *, offset: int | None = None
) -> Due | None:
    """Nothing for a day no row of the book knows: what was typed is shown, not judged."""
    if on is None:
        return None
    try:
        return due(rule, on, zone, facts, offset=offset)
    except Refused:
        return None
