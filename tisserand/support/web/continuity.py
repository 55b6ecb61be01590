"""What the worker on duty needs when the référent is away."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tisserand.access import journal
from tisserand.access.gate import needs
from tisserand.people import queries as people
from tisserand.support import queries


@needs("continuity.read")
@require_GET
def continuity(request, person_id):
    card = people.cards(request.actor, [person_id]).get(person_id)
    if card is None:
        raise Http404("person")
    journal.consulted(request, person_id, page="fiche de continuité")
    sheets = [
        {"row": row, "safety": row.safety.splitlines(), "next_steps": row.next_steps.splitlines()}
        for row in queries.continuity_of(request.actor, person_id)
    ]
    return render(request, "support/continuity.html", {"card": card, "sheets": sheets})
