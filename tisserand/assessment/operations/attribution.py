"""Support decided in a first assessment: the manager names who accompanies, who owes a first plan."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tisserand.access import queries as seats
from tisserand.access.queries import visible
from tisserand.assessment.models import FirstAssessment
from tisserand.assessment.operations.first_assessment import ATTRIBUTE, BEGIN, locked, owed, record
from tisserand.assessment.queries import orientation_places as places
from tisserand.assessment.rules.first_assessment import refusals_to_attribute
from tisserand.deadlines import operations as deadlines
from tisserand.deadlines import queries as dues
from tisserand.kernel.refusals import refuse
from tisserand.people import operations as people

CARE_REASON = "assessment"


@transaction.atomic
def attribute_support(*, actor, at: datetime, assessment: UUID, professional: UUID | None) -> FirstAssessment:
    """The professional joins the care team: from here she opens the file. The promise passes to her."""
    row = locked(actor, assessment)
    on = seats.today(at, row.site.time_zone)
    waiting = dues.open_obligations(actor).filter(pk=row.obligation_id, kind=ATTRIBUTE).first()
    unit = waiting.unit_id if waiting else row.site_id
    seat = _seat(professional, unit, on)
    refuse(
        refusals_to_attribute(
            waits=waiting is not None,
            may_attribute=actor.can("orientations.attribute", unit),
            found=seat is not None,
        )
    )
    deadlines.discharge(actor=actor, at=at, obligation=row.obligation_id, outcome="attributed")
    people.join_care_team(
        actor=actor,
        at=at,
        person=row.person_id,
        unit=seat.unit_id,
        account=seat.account_id,
        starts_on=on,
        reason=CARE_REASON,
    )
    row.obligation = owed(actor, at, row, BEGIN, unit=seat.unit_id, account=seat.account_id)
    row.save(update_fields=["obligation"])
    record(actor, at, "assessment.attribute", row)
    return row


@transaction.atomic
def support_began(*, actor, at: datetime, person: UUID) -> None:
    """A plan exists: what a first assessment had promised is done. Called when a plan is opened."""
    known = visible(FirstAssessment, actor).filter(person_id=person, obligation__isnull=False).order_by()
    owed = dues.of_things(known.values_list("pk", flat=True))
    hers = dues.about_person(actor, person).filter(kind=BEGIN)
    for waiting in {*hers, *(one for one in owed if one.kind == BEGIN)}:
        deadlines.discharge(actor=actor, at=at, obligation=waiting.pk, outcome="plan")


def _seat(professional: UUID | None, unit: UUID, on):
    return next((seat for seat in places.professionals(unit, on=on) if seat.account_id == professional), None)
