"""« Accompagnement global » : the binôme with France Travail, asked, then begun (R63, AG-1)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tisserand.access.rows import change
from tisserand.kernel.refusals import refuse
from tisserand.support.models import JointSupport
from tisserand.support.operations import around_plan
from tisserand.support.operations.hold import add, check_version, hold, note
from tisserand.support.queries.facts import facts_of, today_of
from tisserand.support.rules.joint import refusals_to_pair


@transaction.atomic
def pair(
    *,
    actor,
    at: datetime,
    plan: UUID,
    asked_on: date,
    expected_version: int,
    adviser: str = "",
    agency: str = "",
    began_on: date | None = None,
) -> JointSupport:
    """Until the binôme begins, the person waits; from that day a review is due (AG-1)."""
    row = hold(plan)
    said = {"adviser": adviser.strip(), "agency": agency.strip(), "asked_on": asked_on, "began_on": began_on}
    refuse(refusals_to_pair(facts_of(actor, row), **said, today=today_of(row, at)))
    found = JointSupport.objects.select_for_update(no_key=True).filter(plan=row).first()
    former = found.began_on if found else None
    if found is None:
        found = add(JointSupport, row, actor=actor, at=at, **said)
    else:
        check_version(found, expected_version, said)
        change(found, actor=actor, at=at, **said)
    around_plan.after_pairing(row, former, began_on, actor=actor, at=at)
    note("pair", row, actor=actor, at=at)
    return found
