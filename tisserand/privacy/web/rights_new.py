"""« Elle demande à voir son dossier, à corriger… » : opened from the file in under a minute."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tisserand.access import journal
from tisserand.access.gate import needs
from tisserand.kernel.refusals import Refused
from tisserand.people import queries as people
from tisserand.privacy.operations import rights as operations
from tisserand.privacy.queries import rights as queries
from tisserand.privacy.rules.rights import ASKED_NAMES, STATE_LABELS, due_on
from tisserand.privacy.web.rights_forms import NewRequestForm
from tisserand.ui.forms import refuse
from tisserand.ui.toasts import say


@needs("identity.read")
@require_http_methods(["GET", "POST"])
def new(request, person_id):
    person = people.person(request.actor, person_id)
    if person is None:
        raise Http404("person")
    journal.consulted(request, person_id, "droits")
    form = NewRequestForm(request.POST or None, initial=_initial(request, person))
    if request.method == "POST" and form.is_valid():
        try:
            row = operations.receive_request(
                actor=request.actor,
                at=request.now,
                person=person_id,
                demand=form.demand(),
                request_key=form.cleaned_data["request_key"],
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            say(request, "La demande est enregistrée. Le délégué à la protection des données la reçoit maintenant.")
            return redirect("privacy:request", row.pk)
    return _show(request, person, form, status=422 if form.errors else 200)


def _initial(request, person) -> dict:
    return {"received_on": timezone.localdate(request.now), "answer_name": person.card.display_name}


def _show(request, person, form, *, status: int):
    rows = queries.requests_of_person(request.actor, person.id)
    context = {
        "person": person,
        "form": form,
        "due_on": due_on(timezone.localdate(request.now)),
        "former": [(row, ASKED_NAMES[row.asked], STATE_LABELS[row.state]) for row in rows],
    }
    return render(request, "privacy/rights_new.html", context, status=status)
