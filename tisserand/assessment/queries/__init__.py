"""Every read of this room, scoped by the actor."""

from tisserand.assessment.queries.autonomy import AutonomySaid, autonomy_said
from tisserand.assessment.queries.domains import unraised_domains
from tisserand.assessment.queries.first_assessment import (
    answers,
    assessments,
    assessments_of_person,
    domains,
    extract,
    latest,
    local_day,
    may_write,
    open_one,
    opening,
    poles,
    shareable,
    version_sheet,
    versions,
)
from tisserand.assessment.queries.opinions import (
    about_label,
    first_written,
    may_sign,
    opinions,
    signed_beside,
    subjects,
)
from tisserand.assessment.queries.traces import traces_of_files
from tisserand.assessment.queries.whole import whole_of

__all__ = (
    "AutonomySaid",
    "autonomy_said",
    "traces_of_files",
    "about_label",
    "answers",
    "assessments",
    "assessments_of_person",
    "domains",
    "extract",
    "first_written",
    "latest",
    "local_day",
    "may_sign",
    "may_write",
    "open_one",
    "opening",
    "opinions",
    "poles",
    "shareable",
    "signed_beside",
    "subjects",
    "unraised_domains",
    "version_sheet",
    "versions",
    "whole_of",
)
