"""Dates of an inquiry: planned back from the hearing, and what the landlord's own dates say (EXP-3 to EXP-5)."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from tisserand.inquiries.rules.states import Landlord
from tisserand.kernel.working_days import working_days_after, working_days_before

# Décret 2021-8 (rule EXP-5): interview offered 15 working days after the saisine, diagnosis sent 5 before the hearing.
OFFER_WITHIN = 15
SEND_BEFORE = 5
# Ours, each département may change them: time for the person to read, and for a second offer.
MARGIN = 3
SECOND_OFFER_BEFORE = 15
DAYS_TO_ATTRIBUTE = 2
DAYS_TO_KNOW = 5
DAYS_TO_FOLLOW = 10
DAYS_TO_CLOSE = 20
# Loi du 27 juillet 2023 (rule EXP-3): leases signed from that day have six weeks, older ones what was agreed.
SIX_WEEKS_FROM = date(2023, 7, 29)
SIX_WEEKS = timedelta(weeks=6)
USUAL_MONTHS = 2
# Cass. avis, 6 novembre 2025, n° 25-70.018 (rule EXP-4): the limit expires when the 42nd day before begins.
NOTICE_DAYS = 43
MONTHS_BEFORE_SUMMONS = 2


@dataclass(frozen=True)
class Planned:
    """A date and why it is that one."""

    code: str
    label: str
    on: date
    why: str


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


def offer_by(seized_on: date, zone: str) -> date:
    return working_days_after(seized_on, OFFER_WITHIN, zone)


def second_offer_on(hearing_on: date, zone: str) -> date:
    return working_days_before(hearing_on, SECOND_OFFER_BEFORE, zone)


def write_by(hearing_on: date, zone: str) -> date:
    return working_days_before(hearing_on, SEND_BEFORE + MARGIN, zone)


def send_by(hearing_on: date, zone: str) -> date:
    return working_days_before(hearing_on, SEND_BEFORE, zone)


def planned(said: Dates, zone: str) -> tuple[Planned, ...]:
    """What comes before the hearing, the first first."""
    decree = "décret 2021-8 du 5 janvier 2021"
    found = (
        Planned(
            "offer",
            "Proposer un entretien",
            offer_by(said.seized_on, zone),
            f"{OFFER_WITHIN} jours ouvrés après la saisine ({decree}).",
        ),
        Planned(
            "second_offer",
            "Proposer une seconde fois, sans réponse",
            second_offer_on(said.hearing_on, zone),
            f"{SECOND_OFFER_BEFORE} jours ouvrés avant l’audience (usage du service).",
        ),
        Planned(
            "write",
            "Écrire le diagnostic et le faire lire",
            write_by(said.hearing_on, zone),
            f"{MARGIN} jours ouvrés avant la transmission (marge du service).",
        ),
        Planned(
            "send",
            "Transmettre au juge et à la CCAPEX",
            send_by(said.hearing_on, zone),
            f"{SEND_BEFORE} jours ouvrés avant l’audience ({decree}).",
        ),
    )
    return tuple(sorted(found, key=lambda one: one.on))


def clause_effective_on(said: Dates) -> date | None:
    """When the clause résolutoire takes effect; for an older lease, its own period, normally two months."""
    if said.summons_to_pay_on is None:
        return None
    if said.lease_on >= SIX_WEEKS_FROM:
        return said.summons_to_pay_on + SIX_WEEKS
    return months_from(said.summons_to_pay_on, USUAL_MONTHS)


def clause_words(said: Dates) -> str:
    if said.lease_on >= SIX_WEEKS_FROM:
        return "six semaines après le commandement\u00a0: bail signé depuis le 29 juillet 2023"
    return (
        "deux mois après le commandement, sauf délai du bail\u00a0: bail signé avant le 29 juillet 2023"
        " (Cass. avis, 13 juin 2024)"
    )


def irregularities(said: Dates) -> tuple[str, ...]:
    """Pointed out, never judged: it is for the judge, and for the person's lawyer (rule EXP-4)."""
    found = []
    if said.notified_on and said.notified_on > said.first_hearing_on - timedelta(days=NOTICE_DAYS):
        found.append(
            "L’assignation semble notifiée au préfet moins de 42 jours avant l’audience"
            " (loi du 6 juillet 1989, art. 24)."
        )
    if _ccapex_is_late(said):
        found.append(
            "Le bailleur est une personne morale\u00a0: la CCAPEX ou la CAF semble saisie moins de deux mois avant"
            " l’assignation."
        )
    return tuple(found)


def _ccapex_is_late(said: Dates) -> bool:
    if said.landlord == Landlord.PRIVATE or said.assigned_on is None or said.ccapex_on is None:
        return False
    return said.ccapex_on > months_from(said.assigned_on, -MONTHS_BEFORE_SUMMONS)


def months_from(day: date, months: int) -> date:
    """The same day, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
