"""The light gestures of the line and of a visit: one press, one sentence, ten seconds to take it back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_POST

from tisserand.access.gate import found_or_404, needs
from tisserand.kernel.refusals import Refused
from tisserand.reception import operations, queries
from tisserand.reception.rules.visits import TELEPHONE, outcome_in_words
from tisserand.reception.web.returning import back
from tisserand.ui import toasts


@needs("visits.register")
@require_POST
def receive(request, visit_id):
    by = _identifier(request.POST.get("by"))
    return _do(request, visit_id, operations.receive_visit, "Entretien commencé.", undo="reception:take_back", by=by)


@needs("visits.register")
@require_POST
def close(request, visit_id):
    outcome, visit = request.POST.get("outcome", ""), found_or_404(queries.visits_for, request.actor, visit_id)
    what = "Appel terminé" if visit.channel == TELEPHONE else "Venue terminée"
    said = f"{what}\u00a0: {outcome_in_words(outcome, visit.channel).lower()}."
    return _do(request, visit_id, operations.close_visit, said, undo="reception:take_back", outcome=outcome)


@needs("visits.register")
@require_POST
def take_back(request, visit_id):
    return _do(request, visit_id, operations.take_back, "C’est annulé, la venue est revenue où elle était.")


@needs("visits.register")
@require_POST
def cancel(request, visit_id):
    said = "Inscription annulée."
    return _do(request, visit_id, operations.cancel_visit, said, undo="reception:take_back")


@needs("visits.register")
@require_POST
def purpose(request, visit_id):
    chosen = {"purpose": request.POST.get("purpose", ""), "purpose_text": request.POST.get("purpose_text", "")}
    return _do(request, visit_id, operations.change_purpose, "Objet de la venue changé.", **chosen)


@needs("emergencies.see")
@require_POST
def danger(request, visit_id):
    said = "Danger immédiat ouvert\u00a0: une issue est attendue avant l’heure affichée."
    return _do(request, visit_id, operations.open_emergency, said)


def _do(request, visit_id, operation, said: str, *, undo: str = "", **chosen):
    visit = found_or_404(queries.visits_for, request.actor, visit_id)
    try:
        operation(actor=request.actor, at=request.now, visit=visit.pk, **chosen)
    except Refused as refused:
        for refusal in refused.refusals:
            messages.warning(request, refusal.message)
    else:
        toasts.say(request, said, undo=reverse(undo, args=[visit.pk]) if undo else "")
    return back(request)


def _identifier(typed: str | None) -> UUID:
    try:
        return UUID(typed or "")
    except ValueError:
        raise Http404("identifier") from None
