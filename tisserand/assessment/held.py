"""Assessments begun and orientations under way (see `access.held`)."""

from django.db.models import Q

from tisserand.access.held import Held
from tisserand.assessment.rules.first_assessment import State

UNITS = ("from_unit", "addressed_to", "suggested_unit", "attribution_unit", "owner_unit")
OPEN = Q(closed_at=None)
HELD = (
    Held(
        "assessment.FirstAssessment",
        ("site",),
        Q(state=State.OPEN),
        ("première évaluation", "premières évaluations"),
        once=("person",),
    ),
    Held("assessment.Orientation", UNITS, OPEN, ("orientation", "orientations")),
    Held("assessment.Orientation", ("to_unit",), OPEN, once=("person",)),
)
