"""Which domains of life were never raised with her: a global plan goes through them all (R33)."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from tisserand.access.queries import visible
from tisserand.assessment.models import SituationFact
from tisserand.assessment.rules import lists
from tisserand.assessment.rules.situation import DomainState

# What she does not wish to speak of was raised: nobody asks again.
RAISED = ~Q(state=DomainState.NOT_RAISED) | ~Q(said="") | ~Q(seen="") | ~Q(confirmed="") | ~Q(disagreement="")


def unraised_domains(actor, person: UUID, *, on: date) -> tuple[str, ...]:
    """In the order of the list, by any assessment that this actor reads. One query."""
    facts = visible(SituationFact, actor).filter(RAISED, person_id=person)
    raised = set(facts.order_by().values_list("domain", flat=True))
    return tuple(domain.label for domain in lists.domains(on) if domain.code not in raised)
