"""The paper that a person takes away: who read her file, without a name."""

from collections.abc import Iterable
from datetime import date

from tisserand.access import queries as access
from tisserand.documents import rules as papers
from tisserand.people.queries import Card
from tisserand.privacy.rules.reads import DayOfReading


def who_read_paper(*, card: Card, days: Iterable[DayOfReading], kept_since: date, unit, on: date) -> papers.WhoRead:
    root = unit
    while root.parent_id:
        root = access.unit(root.parent_id)
    return papers.WhoRead(
        letterhead=papers.Letterhead(organisation=root.name, printed_on=on, service=unit.name),
        person=papers.Named(card.display_name),
        readings=tuple(
            papers.DayRead(day.on, day.service, day.function, ", ".join(day.pages), day.reason) for day in days
        ),
        kept_since=kept_since,
    )
