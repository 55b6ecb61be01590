"""Dates of a plan: its end, its reviews, what its référent owes next."""

import calendar
from datetime import date, timedelta

# practice.md: a plan may start « actif, à réguler » and passes régulation within 30 days.
DAYS_TO_REGULATE = 30
DAYS_TO_BUILD = 30
DAYS_TO_REWORK = 15
DAYS_TO_END = 15
DAYS_TO_MEET_AFTER_RELAY = 15
MONTHS_BETWEEN_REVIEWS = 3
MONTHS_BEFORE_END = 1


def months_after(start: date, months: int) -> date:
    """The same day `months` later, or the last one of a shorter month."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def usual_end(start: date, months: int) -> date:
    """Six months from 12 October end on 11 April."""
    return months_after(start, months) - timedelta(days=1)


def last_review(ends_on: date) -> date:
    """The end is prepared together one month before (R36)."""
    return months_after(ends_on, -MONTHS_BEFORE_END)


def next_review(*, on: date, ends_on: date, wished: date | None = None) -> date:
    """What is wished or three months, never after the review that prepares the end; past it, the end itself."""
    before_end = last_review(ends_on)
    if on >= before_end:
        return ends_on
    return min(wished or months_after(on, MONTHS_BETWEEN_REVIEWS), before_end)
