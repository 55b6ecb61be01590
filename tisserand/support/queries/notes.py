"""What was written around a person's plans, for her timeline and for the worker on duty."""

from collections.abc import Iterable
from uuid import UUID

from tisserand.access.queries import visible
from tisserand.activity import queries as activity
from tisserand.people import queries as people
from tisserand.support.models import Continuity, Plan
from tisserand.support.models.continuity import DUTY

KIND = "support.plan"


def notes_of_plans(actor, plans: Iterable[Plan]):
    """Acts of these plans with their notes, the latest first. Two queries."""
    acts = list(activity.acts_about(actor, kind=KIND, subjects=[plan.pk for plan in plans])[:50])
    notes = activity.notes_of(actor, acts)
    return [(act, notes.get(act.pk, [])) for act in acts]


def continuity_of(actor, person: UUID) -> list[Continuity]:
    """What the référents of a person left for the worker on duty; nothing for a person one may not know of."""
    if not people.cards(actor, [person]):
        return []
    rows = visible(Continuity, actor).filter(person_id=person).select_related("referent", "team")
    return list(rows.filter(open_to=DUTY).order_by("-written_at", "id"))
