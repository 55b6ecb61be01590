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
from tisserand.reception.rules import contacts
from tisserand.reception.rules.contacts import COUNTER, HERSELF, TELEPHONE
from tisserand.reception.rules.visits import FIRST_PURPOSE, Arrival
from tisserand.ui import toasts
from tisserand.ui.forms import refuse


@needs("visits.register")
@require_POST
def find(request):
    site, spoken = line.site_of(request), _spoken(request)
    who = found.found(request, site, found.typed_in(request), **spoken)
    who |= found.contact(site, request.now, **spoken)
    if who["opens_no_file"]:
        who["new"] = None
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
    return line.page(request, status=422, typed=found.typed_in(request), refusals=said, **_contact(request))


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
    typed = form.data.get("typed", "")[: found.LONGEST]
    return line.page(request, status=422, new=form, typed=typed, **_contact(request))


def _register(request, form, person: UUID | None = None):
    try:
        visit = _arrive(request, form.cleaned_data, person)
    except operations.AlreadyWaiting as already:
        messages.info(request, operations.already_waiting_sentence(already.visit))
        return redirect("desk:line")
    except Refused as refused:
        typed = form.cleaned_data.get("q", "")
        return line.page(request, status=422, typed=typed, refusals=refused.refusals, **_contact(request))
    _tell(request, visit)
    return redirect("desk:visit", visit.pk) if visit.channel == TELEPHONE else redirect("desk:line")


def _spoken(request) -> dict:
    """Only a caller is asked who she is: at the desk one sees."""
    if request.POST.get("channel") != TELEPHONE:
        return {"channel": COUNTER, "author": HERSELF}
    return {"channel": TELEPHONE, "author": request.POST.get("author", "")[:40] or HERSELF}


def _contact(request) -> dict:
    return found.contact(line.site_of(request), request.now, **_spoken(request))


def _purpose(channel: str, author: str, person: UUID | None) -> str:
    """A call has the object that somebody writes; a third party's, about somebody known, has one only."""
    if person and contacts.opens_no_file(channel=channel, author=author):
        return contacts.AT_DISPOSAL
    return "" if channel == TELEPHONE else FIRST_PURPOSE


def _arrive(request, said: dict, person: UUID | None):
    channel = said["channel"]
    author = said["author"] if channel == TELEPHONE else HERSELF
    arrival = Arrival(
        arrived_at=request.now,
        channel=channel,
        contact_author=author,
        purpose=_purpose(channel, author, person),
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
