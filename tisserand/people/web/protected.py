"""Protected files: closing one, checking a newcomer who may be one, and stepping aside."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from tisserand.access import journal
from tisserand.access.gate import needs
from tisserand.people import operations, queries
from tisserand.people.web.identity import keeper_unit
from tisserand.people.web.pages import seen, today
from tisserand.ui.toasts import say

MOST = 20


@needs("restricted.gatekeep")
@require_GET
def shadows(request):
    newcomers = queries.shadows(request.actor)[:MOST]
    waiting = queries.likely_for_each(request.actor, newcomers, today=today(request))
    for card, alike in waiting:
        for one in (card, *(hit.card for hit in alike)):
            journal.consulted(request, one.id, page="identité à vérifier")
    return render(request, "people/shadows.html", {"waiting": waiting})


@needs("restricted.gatekeep")
@require_POST
def attach(request, shadow_id):
    if shadow_id not in {card.id for card in queries.shadows(request.actor)}:
        raise Http404("shadow")
    person = _chosen(request)
    operations.attach_shadow(actor=request.actor, at=request.now, shadow=shadow_id, person=person)
    said = (
        "La venue est rattachée au dossier protégé."
        if person
        else "C’est une autre personne\u00a0: son dossier est ouvert."
    )
    say(request, said)
    return redirect("people:shadows")


def _chosen(request) -> UUID | None:
    """The protected person, or nobody: only a namesake."""
    text = request.POST.get("person", "")
    if not text:
        return None
    try:
        person = queries.person(request.actor, UUID(text))
    except ValueError:
        person = None
    if person is None or not person.is_protected:
        raise Http404("person")
    return person.id


@needs("restricted.gatekeep")
@require_POST
def restrict(request, person_id):
    seen(request, person_id, "protection")
    operations.make_restricted(
        actor=request.actor,
        at=request.now,
        person=person_id,
        guard_unit=keeper_unit(request.actor),
        reason=request.POST.get("reason", ""),
    )
    say(request, "Ce dossier est maintenant protégé.")
    return redirect("people:identity", person_id)


@needs("identity.read")
@require_POST
def step_aside(request, person_id):
    """Her file closes to whoever says it; no reason is asked."""
    seen(request, person_id, "retrait")
    operations.step_aside(actor=request.actor, at=request.now, person=person_id)
    say(request, "C’est noté. Ce dossier vous est fermé, et votre responsable le reprend.")
    return redirect("people:search")
