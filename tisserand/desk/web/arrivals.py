"""« Qui vient d’arriver ? »: find and register in one gesture. No name in any address: searches are posted (D13)."""

from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tisserand.access.gate import needs
from tisserand.desk.web import found, line
from tisserand.desk.web.forms import ArrivalForm, NewPersonForm
from tisserand.kernel.refusals import Refusal, Refused
from tisserand.kernel.sentences import NBSP
from tisserand.reception import operations, queries
from tisserand.reception.rules.visits import COUNTER, TELEPHONE, Arrival
from tisserand.ui import toasts
from tisserand.ui.forms import refuse


@needs("visits.register")
@require_POST
def find(request):
    channel = TELEPHONE if request.POST.get("channel") == TELEPHONE else COUNTER
    who = found.found(request, line.site_of(request), found.typed_in(request), channel=channel)
    who["channel"] = channel
    if request.htmx:
        return render(request, "desk/line_found.html", who)
    return line.page(request, **who)


@needs("visits.register")
@require_POST
def register_known(request):
    form = ArrivalForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["person"]:
        messages.warning(request, "Cette page est périmée. Cherchez la personne de nouveau.")
        return redirect("desk:line")
    return _register(request, form, person=form.cleaned_data["person"])


@needs("visits.register")
@require_POST
def register_nameless(request):
    """What was typed in the box becomes what to call her meanwhile; « Danger immédiat » starts its clock at once."""
    form = ArrivalForm(request.POST)
    if form.is_valid():
        return _register(request, form)
    said = [Refusal("form", error) for errors in form.errors.values() for error in errors]
    return line.page(request, status=422, typed=found.typed_in(request), refusals=said)


@needs("visits.register")
@require_POST
def register_new(request):
    """Only from results: carries what was typed, asks for nothing more than a way to call her."""
    form = NewPersonForm(request.POST)
    if form.is_valid():
        try:
            person = found.create(request, line.site_of(request), form)
        except Refused as refused:
            refuse(form, refused)
        else:
            return _register(request, form, person=person.pk)
    return line.page(request, status=422, new=form, typed=form.data.get("typed", "")[: found.LONGEST])


def _register(request, form, person: UUID | None = None):
    try:
        visit = _arrive(request, form.cleaned_data, person)
    except operations.AlreadyWaiting as already:
        messages.info(request, operations.already_waiting_sentence(already.visit))
        return redirect("desk:line")
    except Refused as refused:
        return line.page(request, status=422, typed=form.cleaned_data.get("q", ""), refusals=refused.refusals)
    _tell(request, visit)
    return redirect("desk:visit", visit.pk) if visit.channel == TELEPHONE else redirect("desk:line")


def _arrive(request, said: dict, person: UUID | None):
    arrival = Arrival(
        arrived_at=request.now,
        channel=said["channel"],
        called_as="" if person else said.get("q", ""),
        has_person=person is not None,
    )
    who = {"actor": request.actor, "at": request.now}
    register = operations.answer_call if arrival.channel == TELEPHONE else operations.register_visit
    site = line.site_of(request)
    visit = register(**who, site=site.pk, arrival=arrival, person=person, request_key=said["key"])
    if said.get("danger"):
        operations.open_emergency(**who, visit=visit.pk)
    return visit


def _tell(request, visit) -> None:
    """The room may see the screen: the ticket, never the name."""
    light = visit.channel != TELEPHONE and not request.POST.get("danger")
    undo = reverse("reception:cancel", args=[visit.pk]) if light else ""
    toasts.say(request, f"Inscrite, n°{NBSP}{visit.ticket}.", undo=undo)
    if visit.channel != TELEPHONE and queries.crossing(request.actor, visit.person_id, visit.site, visit.day):
        # The one who must not know may read this screen: why is on the page of the coming.
        messages.warning(request, f"Avant de faire attendre le n°{NBSP}{visit.ticket}, ouvrez sa venue.")
