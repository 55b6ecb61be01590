"""Who may know that a person exists, for the rows upper rooms write about her."""

from uuid import UUID

from tisserand.access.queries import visible
from tisserand.people.models import Person
from tisserand.people.rules import Visibility


def visibility_of(actor, person: UUID) -> str | None:
    """`staff`, `restricted` or `shadow`; None for somebody the actor may not see."""
    return visible(Person, actor).filter(pk=person).values_list("visibility", flat=True).first()


def visibility_to_write(actor, person: UUID | None) -> str:
    """What a new row about her carries: nobody's row is open, and somebody the writer may not see is protected."""
    return (visibility_of(actor, person) or Visibility.RESTRICTED) if person else Visibility.STAFF


def protected_persons(actor) -> list[UUID]:
    """Those among whom this actor may see whose file is not open to staff."""
    rows = visible(Person, actor).exclude(visibility=Visibility.STAFF).order_by("id")
    return list(rows.values_list("pk", flat=True))
