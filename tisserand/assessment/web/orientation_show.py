"""The page of one orientation, and the gestures that need no form."""

from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from tisserand.access import journal
from tisserand.access.gate import needs
from tisserand.assessment.operations import orientation as operations
from tisserand.assessment.queries import orientation as queries
from tisserand.assessment.slots import ORIENTATION_ACTIONS
from tisserand.assessment.web import orientation_page as shown
from tisserand.assessment.web.orientation_forms import VersionForm
from tisserand.assessment.web.orientation_gestures import done, left
from tisserand.kernel.refusals import Refused
from tisserand.people.slots import notices
from tisserand.reception import queries as reception


@needs("duties.see")
@require_GET
def orientation(request, orientation_id):
    return show(request, orientation_id)


def show(request, orientation_id, *, refusals=(), changed=False, status: int = 200):
    row = queries.orientation(request.actor, orientation_id)
    if row is None:
        return left(request, orientation_id)
    journal.consulted(request, row.person_id, page="orientation")
    name = shown.names_of(request.actor, [row])[row.person_id]
    context = {
        "row": row,
        "notices": notices(request.actor, row.person_id, localdate(request.now)),
        "name": name,
        "known": name != shown.PROTECTED and request.actor.can("identity.read"),
        "state": shown.STATE_LABELS[shown.State(row.state)],
        "next_step": shown.next_step(row),
        "meeting": _meeting(request.actor, row),
        "ageing": shown.ageing(row, request.now).sentence,
        "urgency": shown.urgency(row, request.now.date()),
        "main": shown.main_action(request.actor, row),
        "others": shown.other_actions(request.actor, row),
        "links": ORIENTATION_ACTIONS.of(request.actor, row),
        "knots": shown.thread(list(queries.moves(request.actor, row.pk))),
        "refusals": refusals,
        "changed": changed,
    }
    return render(request, "assessment/orientation.html", context, status=status)


def _meeting(actor, row):
    """The first appointment, for those who see that agenda: its page moves it, cancels it, prints its card."""
    if row.first_appointment_id is None or not actor.can("appointments.see"):
        return None
    found = reception.appointments(actor).filter(pk=row.first_appointment_id).first()
    return found and reception.Awaited(found, None)


@needs("orientations.propose")
@require_POST
def send(request, orientation_id):
    return _at_once(request, orientation_id, operations.send, "Envoyée. Vous verrez la réponse ici.")


@needs("orientations.answer")
@require_POST
def acknowledge(request, orientation_id):
    return _at_once(request, orientation_id, operations.acknowledge, "L’équipe qui oriente sait que vous l’avez reçue.")


def _at_once(request, orientation_id, operation, sentence: str):
    row = queries.orientation(request.actor, orientation_id)
    if row is None:
        return left(request, orientation_id)
    form = VersionForm(request.POST, row=row, page=None)
    if not form.is_valid():
        return redirect("assessment:orientation", orientation_id)
    try:
        operation(
            actor=request.actor, at=request.now, orientation=row.pk, expected_version=form.cleaned_data["version"]
        )
    except Refused as refused:
        return show(request, orientation_id, refusals=list(refused.refusals), status=422)
    except operations.OrientationChanged:
        return show(request, orientation_id, changed=True, status=409)
    return done(request, row, sentence)
