"""Every read of concerns, scoped by the actor."""

from tisserand.inquiries.queries.concerns.at_end import ConcernAtEnd, at_end, closed_until
from tisserand.inquiries.queries.concerns.conflicts import (
    clashes_now,
    concern_unit,
    who_may_be_asked,
    who_may_evaluate,
)
from tisserand.inquiries.queries.concerns.facts import today_of
from tisserand.inquiries.queries.concerns.figures import figures_of
from tisserand.inquiries.queries.concerns.known import known_files, named_after
from tisserand.inquiries.queries.concerns.lists import (
    Line,
    Page,
    asked,
    closed,
    concerns_for,
    evaluates,
    late,
    lines_of,
    manages,
    mine,
    of_my_unit,
    page_of,
    sealed,
    transmissions_for,
    transmitted,
    undecided,
    waiting,
)
from tisserand.inquiries.queries.concerns.papers import writing
from tisserand.inquiries.queries.concerns.sheet import Sheet, sheet

__all__ = (
    "ConcernAtEnd",
    "Line",
    "Page",
    "Sheet",
    "asked",
    "at_end",
    "clashes_now",
    "closed",
    "closed_until",
    "concern_unit",
    "concerns_for",
    "evaluates",
    "figures_of",
    "known_files",
    "late",
    "lines_of",
    "manages",
    "mine",
    "named_after",
    "of_my_unit",
    "page_of",
    "sealed",
    "sheet",
    "today_of",
    "transmissions_for",
    "transmitted",
    "undecided",
    "waiting",
    "who_may_be_asked",
    "who_may_evaluate",
    "writing",
)
