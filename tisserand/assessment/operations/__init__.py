"""Every write of this room, one function per verb."""

from tisserand.assessment.operations.anonymising import anonymise
from tisserand.assessment.operations.attribution import attribute_support, support_began
from tisserand.assessment.operations.first_assessment import (
    AssessmentChanged,
    conclude,
    draft_form,
    follow_file,
    follow_up,
    save,
    set_aside,
    set_aside_form,
    start,
)
from tisserand.assessment.operations.first_meeting import follow_appointment, hold
from tisserand.assessment.operations.opinions import sign_opinion
from tisserand.assessment.operations.orientation_moves import follow_visibility, go_on_without

__all__ = (
    "AssessmentChanged",
    "anonymise",
    "attribute_support",
    "conclude",
    "draft_form",
    "follow_appointment",
    "follow_file",
    "go_on_without",
    "follow_up",
    "hold",
    "follow_visibility",
    "save",
    "set_aside",
    "set_aside_form",
    "sign_opinion",
    "start",
    "support_began",
)
