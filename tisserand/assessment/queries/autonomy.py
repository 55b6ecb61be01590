"""How she manages on her own, as she last said it in an assessment: what a plan starts from (R50)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tisserand.assessment.queries.first_assessment import assessments_of_person, local_day
from tisserand.assessment.rules.first_assessment import State


@dataclass(frozen=True)
class AutonomySaid:
    """`by` wrote it down; she said it."""

    step: int
    words: str
    said_on: date
    by: str


def autonomy_said(actor, person: UUID) -> AutonomySaid | None:
    """The last time she placed herself on the scale, as far as this actor reads assessments. One query."""
    concluded = assessments_of_person(actor, person).filter(state=State.CONCLUDED)
    row = concluded.filter(autonomy__isnull=False).first()
    return AutonomySaid(row.autonomy, row.autonomy_words, local_day(row), row.author.name) if row else None
