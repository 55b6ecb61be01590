"""Every read of commissioned inquiries, scoped by the actor."""

from tisserand.inquiries.queries.evictions import (
    Inquiry,
    Page,
    closed,
    evictions_for,
    evictions_led,
    evictions_read,
    leads,
    lines_of,
    mine,
    of_my_teams,
    of_person,
    page_of,
    sealed,
    who_conducts,
)
from tisserand.inquiries.queries.facts import today_of
from tisserand.inquiries.queries.housing import housing_of
from tisserand.inquiries.queries.papers import diagnosis_paper
from tisserand.inquiries.queries.sheet import Sheet, sheet
from tisserand.inquiries.queries.traces import traces_of_files
from tisserand.inquiries.queries.whole import whole_of

__all__ = (
    "Inquiry",
    "Page",
    "Sheet",
    "closed",
    "diagnosis_paper",
    "evictions_for",
    "evictions_led",
    "evictions_read",
    "housing_of",
    "leads",
    "lines_of",
    "mine",
    "of_my_teams",
    "of_person",
    "page_of",
    "sealed",
    "sheet",
    "today_of",
    "traces_of_files",
    "who_conducts",
    "whole_of",
)
