"""What is done of a concern that came in, with the reasons (D. 226-2-4)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import operations as access
from tisserand.inquiries.models import Concern
from tisserand.inquiries.operations.concerns.steps import hold, move, note
from tisserand.inquiries.queries.concerns.facts import facts_of, today_of
from tisserand.inquiries.rules.concern_refusals import refusals_to_qualify
from tisserand.inquiries.rules.concern_states import Conclusion, Qualification, Stage
from tisserand.kernel.refusals import refuse

GRAVE = "grave"


@transaction.atomic
def qualify(*, actor, at: datetime, concern: UUID, qualification: str, reasons: str, draft: str = "") -> Concern:
    row = hold(concern)
    refuse(refusals_to_qualify(facts_of(row), qualification=qualification, reasons=reasons))
    today = today_of(row, at)
    said = {"qualification": qualification, "qualified_on": today, "reasons": reasons, "actor": actor, "at": at}
    if qualification == Qualification.EVALUATE:
        move(row, Stage.TO_ASSIGN, **said)
    elif qualification == Qualification.IMMEDIATE:
        move(row, Stage.TO_REFER, conclusion=Conclusion.REFERRAL, grounds=[GRAVE], referral_words=reasons, **said)
    else:
        move(row, Stage.CLOSED, closed_on=today, closing=qualification, **said)
    note("qualify", row, actor=actor, at=at, reason=qualification)
    access.drop_draft(actor=actor, form=draft)
    return row
