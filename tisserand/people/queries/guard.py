"""Who may know that a person exists, for the rows upper rooms write about her."""

from uuid import UUID

from tisserand.access.queries import visible
from tisserand.people.models import Person


def visibility_of(actor, person: UUID) -> str | None:
    """`staff`, `restricted` or `shadow`; None for somebody the actor may not see."""
    return visible(Person, actor).filter(pk=person).values_list("visibility", flat=True).first()
