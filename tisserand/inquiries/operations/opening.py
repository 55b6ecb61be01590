"""Receiving what the préfet or the CCAPEX asks, and saying who answers."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access import scope
from tisserand.access.rows import already, change
from tisserand.inquiries.models import PARTS, Eviction, HearingDate
from tisserand.inquiries.operations import clocks
from tisserand.inquiries.operations.steps import add, check_version, hold, move, note, owed
from tisserand.inquiries.queries.evictions import who_conducts
from tisserand.inquiries.queries.facts import dates_of, today_of
from tisserand.inquiries.rules import State
from tisserand.inquiries.rules.refusals import refusals_to_receive
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.people import queries as people


@dataclass(frozen=True)
class Saisine:
    """What was sent to the service, entered once."""

    referred_by: str
    seized_on: date
    court: str
    hearing_on: date
    landlord: str
    landlord_name: str
    lease_on: date
    exploc_reference: str = ""
    court_reference: str = ""
    landlord_contact: str = ""
    announced_debt: Decimal | None = None
    summons_to_pay_on: date | None = None
    ccapex_on: date | None = None
    assigned_on: date | None = None
    notified_on: date | None = None


@transaction.atomic
def receive(
    *,
    actor,
    at: datetime,
    person: UUID,
    unit: UUID,
    saisine: Saisine,
    request_key: UUID | None = None,
    draft: str = "",
) -> Eviction:
    """The two dates of the décret run from here; the team has two working days to name an evaluator."""
    if known := already(Eviction, request_key):
        return known
    row = Eviction(
        id=new_id(),
        person_id=person,
        visibility=people.visibility_to_write(actor, person),
        unit_id=unit,
        first_hearing_on=saisine.hearing_on,
        created_at=at,
        created_by_id=actor.account_id,
        request_key=request_key,
        **vars(saisine),
    )
    _refuse(row, at)
    clocks.start_both(row, actor=actor, at=at)
    row.obligation_id = owed(row, actor=actor, at=at)
    with scope.moving(row.pk):
        row.save(force_insert=True)
    add(HearingDate, row, actor=actor, at=at, hearing_on=row.hearing_on)
    note("receive", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=person)
    return row


@transaction.atomic
def correct_saisine(*, actor, at: datetime, eviction: UUID, expected_version: int, saisine: Saisine) -> Eviction:
    """What was copied wrongly. The hearing moves by `postpone_hearing`, which keeps what it was."""
    row = hold(eviction)
    said = vars(saisine) | {"hearing_on": row.hearing_on}
    check_version(row, expected_version, said)
    for name, value in said.items():
        setattr(row, name, value)
    _refuse(row, at)
    change(row, actor=actor, at=at, **said)
    clocks.move_saisine(row, actor=actor, at=at)
    note("correct", row, actor=actor, at=at)
    return row


@transaction.atomic
def attribute(*, actor, at: datetime, eviction: UUID, evaluator: UUID, reason: str = "") -> Eviction:
    """Name who conducts it, or somebody else. A double role is said before, with why it is all the same (R61)."""
    row = hold(eviction)
    today = today_of(row, at)
    colleagues = {seat.account_id for seat in who_conducts(row.unit_id, today)}
    refuse(_refusals_to_attribute(actor, row, evaluator, colleagues, reason, today))
    parts = [pk for part in PARTS for pk in part.objects.filter(eviction=row).values_list("pk", flat=True)]
    named = {"evaluator_id": evaluator, "double_role": reason.strip()}
    with scope.moving(row.pk, *parts):
        if row.state == State.RECEIVED:
            move(row, State.ATTRIBUTED, actor=actor, at=at, **named)
        else:
            change(row, actor=actor, at=at, **named)
        for part in PARTS:
            part.objects.filter(eviction=row).update(evaluator_id=evaluator)
    clocks.hand_over(row, actor=actor, at=at)
    note("attribute", row, actor=actor, at=at, reason=reason)
    return row


def accompanies(actor, person: UUID, account: UUID, on: date) -> bool:
    return any(seat.account_id == account for seat in people.care_team(actor, person, on))


def _refusals_to_attribute(actor, row: Eviction, evaluator: UUID, colleagues: set[UUID], reason: str, on: date):
    if evaluator not in colleagues:
        yield Refusal("evaluator", "Choisissez un collègue de l’équipe.", "evaluator")
    elif not reason.strip() and accompanies(actor, row.person_id, evaluator, on):
        yield Refusal(
            "double_role",
            "Ce collègue accompagne déjà la personne\u00a0: elle ne saurait plus à qui elle parle."
            " Choisissez quelqu’un d’autre, ou dites pourquoi ce n’est pas possible.",
            "reason",
        )


def _refuse(row: Eviction, at: datetime) -> None:
    today = today_of(row, at)
    refuse(refusals_to_receive(dates_of(row), court=row.court, landlord_name=row.landlord_name, today=today))
