"""Writing the diagnosis, heading by heading, until the person reads it."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from tisserand.access import operations as access
from tisserand.access.rows import change
from tisserand.inquiries.models import BudgetLine, Diagnosis, Eviction
from tisserand.inquiries.operations import clocks
from tisserand.inquiries.operations.steps import add, check_version, hold, move, note
from tisserand.inquiries.queries.facts import facts_of, today_of, written_of
from tisserand.inquiries.rules import Outcome, Side, State, Written, coded
from tisserand.inquiries.rules.refusals import (
    missing,
    refusals_to_finish,
    refusals_to_read,
    refusals_to_take_up_again,
    refusals_to_use,
    refusals_to_write,
)
from tisserand.kernel.refusals import refuse

SIDES = {Side.RESOURCE: "resource", Side.CHARGE: "charge", Side.DEBT: "debt"}


@transaction.atomic
def write_diagnosis(
    *, actor, at: datetime, eviction: UUID, expected_version: int, draft: str = "", **said: object
) -> Diagnosis:
    """One heading of the form, or several. What she had read is to be read again."""
    row = hold(eviction)
    refuse(refusals_to_write(State(row.state)))
    refuse(refusals_to_use(list(said.get("sources", ())), row.support_agreed_on))
    diagnosis = _begun(row, actor=actor, at=at)
    check_version(diagnosis, expected_version, said)
    change(diagnosis, actor=actor, at=at, **said)
    _read_again(row, actor=actor, at=at)
    note("write", row, actor=actor, at=at)
    access.drop_draft(actor=actor, form=draft, person=row.person_id)
    return diagnosis


@transaction.atomic
def write_budget(
    *,
    actor,
    at: datetime,
    eviction: UUID,
    expected_version: int,
    amounts: Mapping[str, Decimal],
    words: str = "",
    draft: str = "",
) -> Diagnosis:
    """Every amount of the month; what is not said is no longer there. Its version is the diagnosis's."""
    said = {"budget_words": words}
    diagnosis = write_diagnosis(
        actor=actor, at=at, eviction=eviction, expected_version=expected_version, draft=draft, **said
    )
    row = diagnosis.eviction
    BudgetLine.objects.filter(eviction=row).delete()
    for side, name in SIDES.items():
        for code in coded(name).keys() & amounts.keys():
            add(BudgetLine, row, actor=actor, at=at, side=side, code=code, amount=amounts[code])
    return diagnosis


@transaction.atomic
def finish_writing(*, actor, at: datetime, eviction: UUID) -> Eviction:
    """Every heading is filled; a « carence » says what was tried and what is known."""
    row = hold(eviction)
    refuse(refusals_to_finish(facts_of(row), kept_headings(row)))
    move(row, State.WRITTEN, actor=actor, at=at, written_on=today_of(row, at))
    note("finish", row, actor=actor, at=at)
    return row


@transaction.atomic
def record_reading(*, actor, at: datetime, eviction: UUID, on: date, how: str) -> Eviction:
    """The person reads it before anybody else (practice.md)."""
    row = hold(eviction)
    refuse(refusals_to_read(facts_of(row), how=how, on=on, today=today_of(row, at)))
    # Headings may have been emptied, her agreement taken back, since it was finished.
    written = kept_headings(row)
    refuse((*missing(written), *refusals_to_use(list(written.sources), row.support_agreed_on)))
    move(row, State.READ, actor=actor, at=at, read_on=on, read_how=how)
    note("read", row, actor=actor, at=at)
    return row


@transaction.atomic
def take_up_again(*, actor, at: datetime, eviction: UUID) -> Eviction:
    """Already sent, and something changed before the hearing: what was sent is kept, the next one is sent anew."""
    row = hold(eviction)
    refuse(refusals_to_take_up_again(State(row.state)))
    back = State.NOT_MET if row.outcome == Outcome.NOT_MET else State.MET
    clocks.start_sending(row, actor=actor, at=at)
    again = {"paper": None, "sent_on": None, "written_on": None, "read_on": None, "read_how": ""}
    move(row, back, actor=actor, at=at, **again)
    note("take_up_again", row, actor=actor, at=at)
    return row


def kept_headings(row: Eviction) -> Written:
    lines = list(BudgetLine.objects.filter(eviction=row).order_by("id"))
    return written_of(Diagnosis.objects.filter(eviction=row).first(), lines)


def _begun(row: Eviction, *, actor, at: datetime) -> Diagnosis:
    found = Diagnosis.objects.select_for_update(no_key=True).filter(eviction=row).select_related("eviction").first()
    return found or add(Diagnosis, row, actor=actor, at=at)


def _read_again(row: Eviction, *, actor, at: datetime) -> None:
    if row.state == State.READ:
        move(row, State.WRITTEN, actor=actor, at=at, read_on=None, read_how="", paper=None)
    elif row.paper_id:
        change(row, actor=actor, at=at, paper=None)
