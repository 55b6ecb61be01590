"""How many people each colleague accompanies. Said by name, never ordered by load (invariant 6)."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Count

from tisserand.access.queries import in_force, visible
from tisserand.people.models import CareTeam


def accompanied_counts(actor, accounts: Iterable[UUID], *, on: date) -> Mapping[UUID, int]:
    """By account; those the actor may not see are not counted. One query."""
    rows = visible(CareTeam, actor).filter(in_force(on), account__in=list(accounts), person__attached_to=None)
    return dict(rows.order_by("account").values_list("account").annotate(Count("person", distinct=True)))
