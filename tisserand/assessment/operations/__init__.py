"""Every write of this room, one function per verb."""

from tisserand.assessment.operations.first_assessment import (
    AssessmentChanged,
    conclude,
    draft_form,
    save,
    set_aside,
    start,
)

__all__ = ("AssessmentChanged", "conclude", "draft_form", "save", "set_aside", "start")
