"""Writing down a fact of her housing."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from tisserand.access import journal
from tisserand.access.rows import already
from tisserand.inquiries.models import HousingFact
from tisserand.inquiries.rules.housing import refusals_to_tell
from tisserand.kernel.refusals import refuse

KIND = "inquiries.housing"


@transaction.atomic
def tell_housing(
    *,
    actor,
    at: datetime,
    person: UUID,
    kind: str,
    on: date,
    said_by: str,
    today: date,
    amount: Decimal | None = None,
    words: str = "",
    request_key: UUID | None = None,
) -> HousingFact:
    if known := already(HousingFact, request_key):
        return known
    refuse(refusals_to_tell(kind=kind, said_by=said_by, on=on, words=words, today=today))
    said = {"kind": kind, "on": on, "said_by": said_by, "amount": amount, "words": words}
    who = {"recorded_by_id": actor.account_id, "recorded_at": at, "request_key": request_key}
    row = HousingFact.objects.create(person_id=person, **said, **who)
    journal.record(actor=actor, at=at, verb="housing.tell", kind=KIND, subject=row.pk, person=person)
    return row
