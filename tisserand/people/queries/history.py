"""What her identity said before each change, who changed it and when."""

from uuid import UUID

from tisserand.access.queries import visible
from tisserand.people.models import Person, PersonEvent
from tisserand.people.models.history import SAID
from tisserand.people.queries.cards import birth_of
from tisserand.people.queries.persons import SAME_COLUMNS
from tisserand.people.rules.changes import Change, Version, changes

MOST = 50


def identity_changes(actor, person_id: UUID) -> list[Change]:
    """The latest first, fifty at most. Three queries."""
    row = visible(Person, actor).filter(pk=person_id).first()
    if row is None:
        return []
    events = visible(PersonEvent, actor).filter(pgh_obj=person_id).order_by("-pgh_created_at", "-pgh_id")[:MOST]
    former = [Version(_said(event), event.changed_by_id, event.pgh_created_at) for event in events]
    return changes(Version(_said(row), row.changed_by_id, None), former)


def _said(row: Person | PersonEvent) -> dict[str, object]:
    silent = {name: getattr(row, name) for name in SAID if name.endswith("_fields")}
    said = {name: getattr(row, name) for name in SAME_COLUMNS}
    return {**said, "birth": birth_of(row.birth_year, row.birth_month, row.birth_day), **silent}
