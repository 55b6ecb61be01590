"""What an inquiry owes, and until when: the only place of this room that speaks to `deadlines`."""

from datetime import date, datetime
from uuid import UUID

from tisserand.deadlines import operations as deadlines
from tisserand.deadlines.queries import open_obligations
from tisserand.deadlines.rules import end_of
from tisserand.inquiries.models import Eviction
from tisserand.inquiries.rules import calendar as dates

KIND = "inquiries.eviction"
DECREE = "Décret 2021-8 du 5 janvier 2021"


def start_both(row: Eviction, *, actor, at: datetime) -> None:
    """The two dates of the décret run from the saisine (rule EXP-5)."""
    zone = row.unit.time_zone
    row.offering = _open(
        row,
        "offer",
        "Proposer un entretien",
        dates.offer_by(row.seized_on, zone),
        why=f"{DECREE}\u00a0: {dates.OFFER_WITHIN} jours ouvrés après la saisine.",
        actor=actor,
        at=at,
    )
    start_sending(row, actor=actor, at=at)


def start_sending(row: Eviction, *, actor, at: datetime) -> None:
    row.sending = _open(
        row,
        "send",
        "Transmettre le diagnostic au juge et à la CCAPEX",
        dates.send_by(row.hearing_on, row.unit.time_zone),
        why=f"{DECREE}\u00a0: {dates.SEND_BEFORE} jours ouvrés avant l’audience.",
        actor=actor,
        at=at,
    )


def open_step(row: Eviction, what: str, label: str, on: date, *, for_team: bool, actor, at: datetime):
    return _open(row, what, label, on, for_team=for_team, actor=actor, at=at)


def move_hearing(row: Eviction, reason: str, *, actor, at: datetime) -> None:
    zone = row.unit.time_zone
    postpone(row.sending_id, dates.send_by(row.hearing_on, zone), zone, actor=actor, at=at)


def move_saisine(row: Eviction, *, actor, at: datetime) -> None:
    zone = row.unit.time_zone
    postpone(row.offering_id, dates.offer_by(row.seized_on, zone), zone, actor=actor, at=at)


def postpone(obligation: UUID | None, on: date, zone: str, *, actor, at: datetime) -> None:
    if is_open(obligation, actor):
        deadlines.postpone(actor=actor, at=at, obligation=obligation, due_at=end_of(on, zone))


def discharge(obligation: UUID | None, *, actor, at: datetime, outcome: str) -> None:
    """Once done is done: a second fact does not do it again."""
    if is_open(obligation, actor):
        deadlines.discharge(actor=actor, at=at, obligation=obligation, outcome=outcome)


def hand_over(row: Eviction, *, actor, at: datetime) -> None:
    """Whoever leads the inquiry owes all that it owes."""
    for obligation in {row.obligation_id, row.offering_id, row.sending_id}:
        if is_open(obligation, actor):
            deadlines.hand_over(actor=actor, at=at, obligation=obligation, unit=row.unit_id, account=row.evaluator_id)


def is_open(obligation: UUID | None, actor) -> bool:
    return obligation is not None and open_obligations(actor).filter(pk=obligation).exists()


def _open(
    row: Eviction, what: str, label: str, on: date, *, actor, at: datetime, why: str = "", for_team: bool = False
):
    return deadlines.open_obligation(
        actor=actor,
        at=at,
        kind=f"{KIND}.{what}",
        subject=row.pk,
        person=row.person_id,
        unit=row.unit_id,
        account=None if for_team else row.evaluator_id,
        label=label,
        why=why,
        due_at=end_of(on, row.unit.time_zone),
    )
