"""What the desk may say of a visit: its object, who else is there, what to call her, who will receive her."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.kernel.refusals import Refusal, refuse
from tisserand.reception.models import Visit
from tisserand.reception.operations.locks import KIND, locked, must, save, today_of
from tisserand.reception.queries.line import receivers
from tisserand.reception.rules import contacts, visits
from tisserand.reception.rules.visits import Alone, Arrival, Company

DESCRIBED = (
    "channel",
    "contact_author",
    "purpose",
    "purpose_text",
    "called_as",
    "meant_for",
    "attendance",
    "measure_scope",
    "minor_alone",
    "parents_informed",
    "parents_reason",
    "recording_refused",
)


@dataclass(frozen=True)
class Description:
    """All that the desk may change at once. `meant_for` is the colleague who will receive her."""

    channel: str
    contact_author: str
    purpose: str
    purpose_text: str = ""
    called_as: str = ""
    meant_for: UUID | None = None
    recording_refused: bool = False
    company: Company = field(default_factory=Company)
    alone: Alone = field(default_factory=Alone)


@transaction.atomic
def change_purpose(*, actor, at: datetime, visit: UUID, purpose: str, purpose_text: str = "") -> Visit:
    """In one gesture from the line: the last one who says it is right."""
    row = locked(visit)
    must(actor, "visits.register", row.site_id)
    refuse(_refusals_to_change(row, purpose, purpose_text, at=at))
    row.purpose, row.purpose_text = purpose, purpose_text.strip()
    save(row, "purpose", "purpose_text")
    journal.record(actor=actor, at=at, verb="visit.purpose", kind=KIND, subject=row.pk, person=row.person_id)
    return row


@transaction.atomic
def describe_visit(*, actor, at: datetime, visit: UUID, expected_version: int, said: Description) -> Visit:
    row = locked(visit, expected_version=expected_version)
    must(actor, "visits.register", row.site_id)
    refuse(_refusals(row, said, at=at))
    for name in ("channel", "contact_author", "purpose", "purpose_text", "called_as", "recording_refused"):
        setattr(row, name, getattr(said, name))
    row.meant_for_id = said.meant_for
    _company(row, said.company)
    _alone(row, said.alone)
    save(row, *DESCRIBED)
    journal.record(actor=actor, at=at, verb="visit.describe", kind=KIND, subject=row.pk, person=row.person_id)
    return row


def _refusals_to_change(row: Visit, purpose: str, text: str, *, at: datetime) -> list[Refusal]:
    said = Arrival(
        arrived_at=row.arrived_at,
        channel=row.channel,
        contact_author=row.contact_author,
        purpose=purpose,
        has_person=row.person_id is not None,
    )
    named = visits.refusals_to_name_purpose(purpose, text, channel=row.channel, today=today_of(row, at))
    return [*named, *visits.refusals_to_speak_of(said)]


def _refusals(row: Visit, said: Description, *, at: datetime) -> list[Refusal]:
    today = today_of(row, at)
    arrival = Arrival(
        arrived_at=row.arrived_at,
        channel=said.channel,
        contact_author=said.contact_author,
        purpose=said.purpose,
        purpose_text=said.purpose_text,
        called_as=said.called_as,
        recording_refused=said.recording_refused,
        has_person=row.person_id is not None,
    )
    refusals = [
        *visits.refusals_to_register(arrival, at=at, today=today),
        *visits.refusals_to_attend(said.company, today=today),
        *visits.refusals_to_be_alone(said.alone),
    ]
    if row.has_demand and said.contact_author != row.contact_author:
        refusals += contacts.refusals_to_ask(channel=said.channel, author=said.contact_author)
    if said.meant_for and said.meant_for not in {seat.account_id for seat in receivers(row.site_id, on=today)}:
        refusals.append(Refusal("by", "Cette personne ne reçoit pas sur ce site aujourd’hui.", "meant_for"))
    return refusals


def _company(row: Visit, company: Company) -> None:
    row.attendance = sorted(set(company.kinds))
    row.measure_scope = company.measure_scope.strip() if visits.LEGAL_REPRESENTATIVE in company.kinds else ""


def _alone(row: Visit, alone: Alone) -> None:
    row.minor_alone = alone.minor_alone
    row.parents_informed = alone.parents_informed if alone.minor_alone else None
    row.parents_reason = alone.parents_reason.strip() if alone.minor_alone else ""
